import CZlib
import TerminalGraphics

/// A small PNG with a palette, as a picture inside another file.
enum IndexedPNG {
  /// A picture of at most 256 colours; an index beyond the palette is transparent.
  static func bytes(_ indices: [UInt8], width: Int, height: Int, palette: [Color]) -> [UInt8] {
    // One more entry for what is transparent.
    let colors = palette.prefix(255)
    let clear = UInt8(colors.count)
    let isClear = indices.contains { $0 >= clear }
    var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    add("IHDR", four(width) + four(height) + [8, 3, 0, 0, 0], to: &file)
    add(
      "PLTE", colors.flatMap { [$0.red, $0.green, $0.blue] } + (isClear || colors.isEmpty ? [0, 0, 0] : []),
      to: &file)
    if isClear { add("tRNS", Array(repeating: 255, count: colors.count) + [0], to: &file) }
    var rows: [UInt8] = []
    rows.reserveCapacity((width + 1) * height)
    var above = [UInt8](repeating: 0, count: width)
    for row in 0..<height {
      let line = indices[row * width..<(row + 1) * width].map { min($0, clear) }
      // Levels rise and fall smoothly, so that differences are small: from the left, or from above.
      let left = line.indices.map { line[$0] &- ($0 > 0 ? line[$0 - 1] : 0) }
      let up = line.indices.map { line[$0] &- above[$0] }
      func cost(_ differences: [UInt8]) -> Int {
        differences.reduce(0) { $0 + Int(Int8(bitPattern: $1).magnitude) }
      }
      if cost(left) < cost(up) {
        rows.append(1)
        rows += left
      } else {
        rows.append(2)
        rows += up
      }
      above = line
    }
    add("IDAT", packed(rows), to: &file)
    add("IEND", [], to: &file)
    return file
  }

  private static func packed(_ bytes: [UInt8]) -> [UInt8] {
    var length = compressBound(uLong(bytes.count))
    var packed = [UInt8](repeating: 0, count: Int(length))
    let status = compress2(&packed, &length, bytes, uLong(bytes.count), 9)
    return status == Z_OK ? Array(packed.prefix(Int(length))) : []
  }

  private static func add(_ kind: String, _ content: [UInt8], to file: inout [UInt8]) {
    let checked = Array(kind.utf8) + content
    file += four(content.count) + checked + four(Int(crc32(0, checked, UInt32(checked.count))))
  }

  private static func four(_ number: Int) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
  }
}

/// Bytes as letters (RFC 4648).
enum Base64 {
  private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// The letters of bytes.
  static func text(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let rest = bytes.count - start
      let group =
        UInt32(bytes[start]) << 16 | (rest > 1 ? UInt32(bytes[start + 1]) << 8 : 0)
        | (rest > 2 ? UInt32(bytes[start + 2]) : 0)
      for part in 0..<4 {
        text.append(part > rest ? 0x3D : letters[Int(group >> UInt32(18 - 6 * part) & 63)])
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
