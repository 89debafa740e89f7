import CZlib

/// What an image's content means.
enum KittyData {
  typealias Pixels = (width: Int, height: Int, pixels: [UInt32])

  /// The bytes that characters stand for; `nil` if they stand for none.
  static func bytes(inBase64 text: [UInt8]) -> [UInt8]? {
    guard text.count % 4 == 0 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count / 4 * 3)
    var (bits, count) = (UInt32(0), 0)
    for (index, character) in text.enumerated() {
      let value: UInt8
      switch character {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = character - UInt8(ascii: "A")
      case UInt8(ascii: "a")...UInt8(ascii: "z"): value = character - UInt8(ascii: "a") + 26
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = character - UInt8(ascii: "0") + 52
      case UInt8(ascii: "+"): value = 62
      case UInt8(ascii: "/"): value = 63
      case UInt8(ascii: "="):
        guard index >= text.count - 2 else { return nil }
        continue
      default: return nil
      }
      bits = bits << 6 | UInt32(value)
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return bytes
  }

  /// The picture in a content, by the keys that were sent with it.
  static func image(_ content: [UInt8], _ keys: [String: String]) -> Pixels? {
    if keys["f"] == "100" { return png(content) }
    guard let width = keys["s"].flatMap({ Int($0) }), let height = keys["v"].flatMap({ Int($0) }), width > 0,
      height > 0
    else { return nil }
    let channels = keys["f"] == "24" ? 3 : 4
    let raw = keys["o"] == "z" ? inflated(content, most: width * height * channels + 1) : content
    guard let raw, raw.count == width * height * channels else { return nil }
    return (width, height, pixels(raw, channels))
  }

  private static func pixels(_ bytes: [UInt8], _ channels: Int) -> [UInt32] {
    stride(from: 0, to: bytes.count, by: channels).map { index in
      let alpha: UInt32 = channels == 4 ? UInt32(bytes[index + 3]) : 255
      return UInt32(bytes[index]) | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2]) << 16 | alpha
        << 24
    }
  }

  private static func inflated(_ bytes: [UInt8], most: Int) -> [UInt8]? {
    var result = [UInt8](repeating: 0, count: most)
    var count = UInt(most)
    guard uncompress(&result, &count, bytes, UInt(bytes.count)) == Z_OK else { return nil }
    return Array(result[..<Int(count)])
  }

  /// A PNG file of eight bits a channel.
  private static func png(_ file: [UInt8]) -> Pixels? {
    guard file.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) else { return nil }
    func four(_ index: Int) -> Int { file[index..<index + 4].reduce(0) { $0 << 8 | Int($1) } }
    var (next, packed, size, channels) = (8, [UInt8](), (0, 0), 0)
    while next + 12 <= file.count {
      let length = four(next)
      guard next + 12 + length <= file.count else { return nil }
      let content = Array(file[next + 8..<next + 8 + length])
      let checked = Array(file[next + 4..<next + 8 + length])
      guard Int(crc32(0, checked, UInt32(checked.count))) == four(next + 8 + length) else { return nil }
      switch String(decoding: file[next + 4..<next + 8], as: UTF8.self) {
      case "IHDR":
        guard content[8] == 8, content[9] == 2 || content[9] == 6, content[12] == 0 else { return nil }
        size = (four(next + 8), four(next + 12))
        channels = content[9] == 2 ? 3 : 4
      case "IDAT": packed += content
      default: break
      }
      next += 12 + length
    }
    let row = size.0 * channels
    guard channels > 0, let raw = inflated(packed, most: (row + 1) * size.1 + 1),
      raw.count == (row + 1) * size.1
    else { return nil }
    return (size.0, size.1, pixels(unfiltered(raw, row: row, rows: size.1, channels), channels))
  }

  private static func unfiltered(_ raw: [UInt8], row: Int, rows: Int, _ channels: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: row * rows)
    for y in 0..<rows {
      let filter = raw[y * (row + 1)]
      for x in 0..<row {
        let left = x >= channels ? Int(bytes[y * row + x - channels]) : 0
        let above = y > 0 ? Int(bytes[(y - 1) * row + x]) : 0
        let corner = x >= channels && y > 0 ? Int(bytes[(y - 1) * row + x - channels]) : 0
        var guess = 0
        switch filter {
        case 1: guess = left
        case 2: guess = above
        case 3: guess = (left + above) / 2
        case 4:
          let plane = left + above - corner
          let (a, b, c) = (abs(plane - left), abs(plane - above), abs(plane - corner))
          guess = a <= b && a <= c ? left : b <= c ? above : corner
        default: break
        }
        bytes[y * row + x] = raw[y * (row + 1) + 1 + x] &+ UInt8(guess)
      }
    }
    return bytes
  }
}
