import Experiments
import Testing
import Wording

/// Files that are compressed with gzip, written here by RFC 1952 with stored blocks of RFC 1951.
@Suite("gzip")
struct GunzipTests {
  private static func packed(_ bytes: [UInt8]) -> [UInt8] {
    var file: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
    var rest = bytes[...]
    repeat {
      let block = rest.prefix(0xFFFF)
      rest = rest.dropFirst(block.count)
      let count = UInt16(block.count)
      file.append(rest.isEmpty ? 1 : 0)
      for half in [count, ~count] { file += [UInt8(half & 0xFF), UInt8(half >> 8)] }
      file += block
    } while !rest.isEmpty
    for word in [checksum(bytes), UInt32(truncatingIfNeeded: bytes.count)] {
      file += (0..<4).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) }
    }
    return file
  }

  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~0) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1
      }
    }
  }

  /// A run of A's, 4096 of them in 27 bytes, as gzip writes them.
  private func unpacked(_ file: [UInt8], pieces: Int = .max, most: Int = Gunzip.mostBytes) throws -> [UInt8] {
    var gunzip = Gunzip(file: "t.gz", atMost: most)
    var bytes: [UInt8] = []
    var place = 0
    while place < file.count {
      let end = pieces == .max ? file.count : min(place + pieces, file.count)
      try Array(file[place..<end]).withUnsafeBytes { try gunzip.take($0) { bytes += $0 } }
      place = end
    }
    try gunzip.finish { bytes += $0 }
    return bytes
  }

  private func complaint(_ file: [UInt8], most: Int = Gunzip.mostBytes) -> String? {
    do {
      _ = try unpacked(file, most: most)
      return nil
    } catch { return (error as? InputError).map { ($0.place == .file) ? $0.message : "not in the file" } }
  }

  private static let long = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }

  @Test("Files are unpacked, one member or more, in any pieces; others are passed on")
  func reads() throws {
    for bytes in [[], [7], Array("x,y\n1,2\n".utf8), Self.long] {
      for pieces in [1, 2, 1000, .max] where bytes.count < 1000 || pieces >= 1000 {
        #expect(try unpacked(Self.packed(bytes), pieces: pieces) == bytes)
        #expect(
          try unpacked(Self.packed(bytes) + Self.packed([1, 2]) + [0, 0, 0], pieces: pieces) == bytes + [
            1, 2,
          ])
        if bytes.first != 0x1F { #expect(try unpacked(bytes, pieces: pieces) == bytes) }
      }
    }
  }

  @Test("A file that breaks off, is damaged or unpacks to too much is refused")
  func refuses() {
    let file = Self.packed(Array("x,y\n1,2\n".utf8))
    for end in 2..<file.count {
      #expect(complaint(Array(file[..<end])) == "t.gz breaks off in the middle of its compressed data")
    }
    var damaged = file
    damaged[file.count - 6] ^= 1
    #expect(complaint(damaged) == "t.gz is damaged: its compressed data cannot be unpacked")
    #expect(complaint(file + [1, 2, 3]) == "t.gz is damaged: its compressed data cannot be unpacked")
    #expect(complaint(Self.packed(Self.long), most: 100_000)?.contains("unpacks to more than") == true)
    #expect(complaint(Self.packed(Self.long), most: 200_000) == nil)
  }
}
