/// An opaque picture as a PNG file, which terminals read, and which is smaller than packed pixels: neighbours differ
/// little, and a filter leaves only the differences.
enum PortablePicture {
  /// The file.
  static func bytes(opaque image: PixelImage, level: Int32 = 6) -> [UInt8] {
    var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    let size = bigEndian(UInt32(image.width)) + bigEndian(UInt32(image.height))
    // Eight bits a channel, red, green and blue.
    append("IHDR", size + [8, 2, 0, 0, 0], to: &file)
    append("IDAT", Deflate.packed(filtered(image), .filtered, level: level), to: &file)
    append("IEND", [], to: &file)
    return file
  }

  private static func append(_ name: String, _ content: [UInt8], to file: inout [UInt8]) {
    let checked = Array(name.utf8) + content
    file += bigEndian(UInt32(content.count)) + checked + bigEndian(Deflate.checkSum(checked))
  }

  private static func bigEndian(_ number: UInt32) -> [UInt8] {
    [UInt8(number >> 24), UInt8(number >> 16 & 0xFF), UInt8(number >> 8 & 0xFF), UInt8(number & 0xFF)]
  }

  /// The rows, each with the number of its filter before it: that which leaves the smallest differences.
  private static func filtered(_ image: PixelImage) -> [UInt8] {
    let (bytes, stride) = (image.rgb, image.width * 3)
    var rows: [UInt8] = []
    rows.reserveCapacity((stride + 1) * image.height)
    var above = [UInt8](repeating: 0, count: stride)
    var tried = [UInt8](repeating: 0, count: stride)
    var best = tried
    for row in 0..<image.height {
      let now = Array(bytes[row * stride..<(row + 1) * stride])
      var (least, kind) = (Int.max, Filter.up)
      for filter in Filter.allCases {
        let cost = filter.apply(to: now, above, into: &tried)
        guard cost < least else { continue }
        (least, kind) = (cost, filter)
        swap(&best, &tried)
      }
      rows.append(kind.rawValue)
      rows += best
      above = now
    }
    return rows
  }

  /// What is subtracted from a byte.
  private enum Filter: UInt8, CaseIterable {
    /// Its neighbour on the left, the one above, or whichever of three neighbours is nearest to their plane.
    case left = 1
    case up = 2
    case plane = 4

    /// Filters a row, and returns the sum of the differences' amounts.
    func apply(to row: [UInt8], _ above: [UInt8], into result: inout [UInt8]) -> Int {
      row.withUnsafeBufferPointer { row in
        above.withUnsafeBufferPointer { above in
          result.withUnsafeMutableBufferPointer { apply(to: row, above, into: $0) }
        }
      }
    }

    private func apply(
      to row: UnsafeBufferPointer<UInt8>, _ above: UnsafeBufferPointer<UInt8>,
      into result: UnsafeMutableBufferPointer<UInt8>
    ) -> Int {
      let first = min(3, row.count)
      switch self {
      case .left:
        for index in 0..<first { result[index] = row[index] }
        for index in first..<row.count { result[index] = row[index] &- row[index - 3] }
      case .up:
        for index in 0..<row.count { result[index] = row[index] &- above[index] }
      case .plane:
        for index in 0..<first { result[index] = row[index] &- above[index] }
        for index in first..<row.count {
          let (a, b, c) = (Int16(row[index - 3]), Int16(above[index]), Int16(above[index - 3]))
          let (byLeft, byAbove) = (b - c, a - c)
          let (toLeft, toAbove, toBoth) = (abs(byLeft), abs(byAbove), abs(byLeft + byAbove))
          let near = toLeft <= toAbove && toLeft <= toBoth ? a : toAbove <= toBoth ? b : c
          result[index] = row[index] &- UInt8(near)
        }
      }
      var sum = 0
      for index in 0..<row.count { sum += Int(Int8(bitPattern: result[index]).magnitude) }
      return sum
    }
  }
}
