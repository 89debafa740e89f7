/// Reads a GIF, written from the specification of GIF89a alone: every frame as it is seen.
struct GIFReader {
  /// A mistake in the file, with what it is.
  struct Mistake: Error { let text: String }

  private(set) var width = 0
  private(set) var height = 0
  /// The palette, `0xRRGGBB`.
  private(set) var palette: [UInt32] = []
  /// Each frame, `0xRRGGBB` for each pixel.
  private(set) var frames: [[UInt32]] = []
  /// How long each frame is shown, in hundredths of a second.
  private(set) var delays: [Int] = []
  /// The rectangle of each frame.
  private(set) var rects: [(x: Int, y: Int, width: Int, height: Int)] = []
  /// How often the frames are played again, as NETSCAPE2.0 counts; `nil` without it.
  private(set) var repeats: Int?
  private(set) var comments: [String] = []
  /// How often the packing began anew within a frame, and the widest code.
  private(set) var clears = 0
  private(set) var widest = 0

  private let bytes: [UInt8]
  private var place = 0

  init(_ bytes: [UInt8]) throws {
    self.bytes = bytes
    guard String(decoding: try take(6), as: UTF8.self) == "GIF89a" else { throw Mistake(text: "no GIF89a") }
    (width, height) = (try number(), try number())
    let flags = try byte()
    _ = try take(2)
    guard flags & 0x80 != 0 else { throw Mistake(text: "no palette") }
    let colors = try take(3 << (Int(flags & 7) + 1))
    palette = stride(from: 0, to: colors.count, by: 3).map {
      UInt32(colors[$0]) << 16 | UInt32(colors[$0 + 1]) << 8 | UInt32(colors[$0 + 2])
    }
    var canvas = [UInt32](repeating: 0x0100_0000, count: width * height)
    var (delay, clear): (Int, UInt8?) = (0, nil)
    while true {
      switch try byte() {
      case 0x3B:
        guard place == bytes.count else { throw Mistake(text: "bytes after the end") }
        return
      case 0x21:
        let kind = try byte()
        if kind == 0xF9 {
          guard try byte() == 4 else { throw Mistake(text: "a control block of another size") }
          let flags = try byte()
          guard flags >> 2 & 7 == 1 else { throw Mistake(text: "a frame does not stay") }
          delay = try number()
          let index = try byte()
          clear = flags & 1 == 1 ? index : nil
          guard try byte() == 0 else { throw Mistake(text: "no end of a control block") }
        } else {
          let blocks = try blocks()
          if kind == 0xFE { comments.append(String(decoding: blocks, as: UTF8.self)) }
          if kind == 0xFF, blocks.count == 14 { repeats = Int(blocks[12]) | Int(blocks[13]) << 8 }
        }
      case 0x2C:
        let rect = (x: try number(), y: try number(), width: try number(), height: try number())
        guard try byte() == 0 else { throw Mistake(text: "a palette of its own") }
        guard rect.x + rect.width <= width, rect.y + rect.height <= height else {
          throw Mistake(text: "a frame beyond the picture")
        }
        let bits = Int(try byte())
        let pixels = try unpacked(try blocks(), bits: bits)
        guard pixels.count == rect.width * rect.height else { throw Mistake(text: "\(pixels.count) pixels") }
        for (index, pixel) in pixels.enumerated() where pixel != clear {
          canvas[(rect.y + index / rect.width) * width + rect.x + index % rect.width] = palette[Int(pixel)]
        }
        frames.append(canvas)
        delays.append(delay)
        rects.append(rect)
      case let other: throw Mistake(text: "a block of kind \(other)")
      }
    }
  }

  private mutating func take(_ count: Int) throws -> [UInt8] {
    guard place + count <= bytes.count else { throw Mistake(text: "cut off") }
    defer { place += count }
    return Array(bytes[place..<place + count])
  }

  private mutating func byte() throws -> UInt8 { try take(1)[0] }

  private mutating func number() throws -> Int {
    let two = try take(2)
    return Int(two[0]) | Int(two[1]) << 8
  }

  private mutating func blocks() throws -> [UInt8] {
    var content: [UInt8] = []
    while true {
      let count = Int(try byte())
      if count == 0 { return content }
      content += try take(count)
    }
  }

  /// Appendix F.
  private mutating func unpacked(_ packed: [UInt8], bits: Int) throws -> [UInt8] {
    let (clear, end) = (1 << bits, 1 << bits + 1)
    var table: [[UInt8]] = []
    var size = bits + 1
    var (bit, last): (Int, [UInt8]?) = (0, nil)
    var out: [UInt8] = []
    var isFirst = true
    func fresh() -> [[UInt8]] { (0..<clear).map { [UInt8(truncatingIfNeeded: $0)] } + [[], []] }
    table = fresh()
    while true {
      guard bit + size <= packed.count * 8 else { throw Mistake(text: "no end of the pixels") }
      var code = 0
      for index in 0..<size where packed[(bit + index) / 8] >> ((bit + index) % 8) & 1 == 1 {
        code |= 1 << index
      }
      bit += size
      widest = max(widest, size)
      if code == end { return out }
      if code == clear {
        if !isFirst { clears += 1 }
        (table, size, last, isFirst) = (fresh(), bits + 1, nil, false)
        continue
      }
      var string: [UInt8]
      if code < table.count {
        string = table[code]
      } else if code == table.count, let last {
        string = last + [last[0]]
      } else {
        throw Mistake(text: "an unknown code")
      }
      out += string
      if let last, table.count < 4096 {
        table.append(last + [string[0]])
        if table.count == 1 << size, size < 12 { size += 1 }
      }
      last = string
    }
  }
}
