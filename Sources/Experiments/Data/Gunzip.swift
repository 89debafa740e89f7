import CZlib
import Wording

/// Unpacks a file that is compressed with gzip, piece by piece; any other file is passed on as it is.
///
/// What unpacks to more than a limit is refused, since a small file may hold an endless one.
public struct Gunzip: ~Copyable {
  /// The most bytes that a file may unpack to: 1 GiB.
  public static let mostBytes = 1 << 30

  private enum Kind { case unknown, plain, packed }

  private let file: String
  private let most: Int
  private var kind = Kind.unknown
  /// The first byte, if the second is still to come.
  private var head: [UInt8] = []
  /// zlib keeps the address of its stream; `nil` until there is something to unpack.
  private var stream: UnsafeMutablePointer<z_stream>?
  private var piece: [UInt8] = []
  private var count = 0
  /// Whether a member has ended: then the file may end, or another follows.
  private var isBetween = false

  /// An unpacker; `file` names the file in errors.
  public init(file: String, atMost most: Int = Gunzip.mostBytes) {
    self.file = file
    self.most = most
  }

  deinit {
    guard let stream else { return }
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Takes the next piece, and passes on what it holds.
  public mutating func take(
    _ bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    switch kind {
    case .plain: try body(bytes)
    case .packed: try unpack(bytes, body)
    case .unknown:
      head += bytes
      guard head.count >= 2 else { return }
      kind = head.starts(with: [0x1F, 0x8B]) ? .packed : .plain
      let first = head
      head = []
      try first.withUnsafeBytes { try take($0, body) }
    }
  }

  /// Passes on what is left; refuses a file that breaks off.
  public mutating func finish(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    let rest = head
    head = []
    try rest.withUnsafeBytes { if !$0.isEmpty { try body($0) } }
    if case .packed = kind, !isBetween {
      throw InputError.inFile("\(file) breaks off in the middle of its compressed data")
    }
  }

  private mutating func unpack(
    _ bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      if isBetween {
        // Some programs fill the last block with zeros.
        rest = rest.drop { $0 == 0 }
        guard !rest.isEmpty else { return }
        isBetween = false
        inflateReset(stream)
      }
      rest = rest.dropFirst(try inflateSome(UnsafeRawBufferPointer(rebasing: rest), body))
    }
  }

  /// Unpacks until a piece is full or the bytes are used up, and returns how many were used.
  private mutating func inflateSome(
    _ bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) throws -> Void
  ) throws -> Int {
    let stream = try opened()
    let input = UnsafeMutableRawPointer(mutating: bytes.baseAddress)
    stream.pointee.next_in = input?.assumingMemoryBound(to: Bytef.self)
    stream.pointee.avail_in = UInt32(bytes.count)
    repeat {
      let size = piece.count
      var made = 0
      let result = piece.withUnsafeMutableBufferPointer { output in
        stream.pointee.next_out = output.baseAddress
        stream.pointee.avail_out = UInt32(size)
        let result = inflate(stream, Z_NO_FLUSH)
        made = size - Int(stream.pointee.avail_out)
        return result
      }
      guard [Z_OK, Z_STREAM_END, Z_BUF_ERROR].contains(result) else {
        throw InputError.inFile("\(file) is damaged: its compressed data cannot be unpacked")
      }
      count += made
      guard count <= most else {
        throw InputError.inFile("\(file) unpacks to more than \(most >> 20) MiB, the most that is read")
      }
      if made > 0 { try piece.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[..<made])) } }
      if result == Z_STREAM_END {
        isBetween = true
        break
      }
      // Without room left, more may be ready than was asked for.
      if stream.pointee.avail_out > 0 { break }
    } while true
    return bytes.count - Int(stream.pointee.avail_in)
  }

  private mutating func opened() throws -> UnsafeMutablePointer<z_stream> {
    if let stream { return stream }
    let new = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    new.initialize(to: z_stream())
    // The largest window, and 16 for gzip's own header and checksum.
    guard inflateInit2_(new, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      new.deallocate()
      throw InputError.inFile("\(file): there is not enough memory to unpack it")
    }
    stream = new
    piece = [UInt8](repeating: 0, count: 1 << 18)
    return new
  }
}
