import CZlib

/// Bytes packed as zlib does.
enum Deflate {
  /// How the bytes are looked at.
  enum Kind {
    /// Repetitions are sought.
    case plain
    /// Small differences of neighbours, as filters of pictures leave them.
    case filtered

    fileprivate var strategy: Int32 { self == .plain ? Z_DEFAULT_STRATEGY : Z_FILTERED }
  }

  /// The bytes, packed; never fails, since memory is all that it needs.
  ///
  /// - Parameter level: from 1, the fastest, to 9, the smallest.
  static func packed(_ bytes: [UInt8], _ kind: Kind = .plain, level: Int32) -> [UInt8] {
    var stream = z_stream()
    // A window no larger than what is packed: zlib clears it at each start.
    var window: Int32 = 9
    while window < 15, 1 << Int(window) < bytes.count { window += 1 }
    let memory = min(8, max(1, window - 7))
    guard
      deflateInit2_(
        &stream, level, Z_DEFLATED, window, memory, kind.strategy, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { return [] }
    defer { deflateEnd(&stream) }
    let most = Int(deflateBound(&stream, UInt(bytes.count)))
    return [UInt8](unsafeUninitializedCapacity: most) { packed, count in
      bytes.withUnsafeBufferPointer { bytes in
        stream.next_in = UnsafeMutablePointer(mutating: bytes.baseAddress)
        stream.avail_in = UInt32(bytes.count)
        stream.next_out = packed.baseAddress
        stream.avail_out = UInt32(most)
        _ = deflate(&stream, Z_FINISH)
      }
      count = most - Int(stream.avail_out)
    }
  }

  /// The check sum of a part of a PNG file.
  static func checkSum(_ bytes: [UInt8]) -> UInt32 {
    UInt32(truncatingIfNeeded: crc32(0, bytes, UInt32(bytes.count)))
  }
}
