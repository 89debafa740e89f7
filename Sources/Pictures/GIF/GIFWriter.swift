import TerminalGraphics

/// A GIF with frames, as bytes: GIF89a, with one palette for all of them.
///
/// A frame says only what changes: within the smallest rectangle around that, what stays is transparent.
struct GIFWriter {
  /// A part of the picture that changes.
  struct Rect: Hashable {
    var x, y, width, height: Int
  }

  private(set) var bytes: [UInt8] = []
  private let width: Int
  private let height: Int
  private let pixelBits: Int
  /// The number in the palette of what stays.
  let clear: UInt8

  /// The most colours that a palette may have: one number is needed for what stays.
  static let mostColors = 255

  /// A file without frames.
  ///
  /// - Parameters:
  ///   - colors: The palette, at most `mostColors`; transparent pixels have the number after the last.
  ///   - plays: How often the frames are played; 0 for without end.
  ///   - comments: Texts for those who look into the file.
  init(width: Int, height: Int, colors: [Color], plays: Int, comments: [String]) {
    precondition(colors.count <= GIFWriter.mostColors)
    (self.width, self.height) = (min(width, 65535), min(height, 65535))
    clear = UInt8(colors.count)
    var pixelBits = 1
    while 1 << pixelBits < colors.count + 1 { pixelBits += 1 }
    self.pixelBits = pixelBits
    bytes += Array("GIF89a".utf8)
    add16(self.width)
    add16(self.height)
    // A palette for all frames; eight bits a channel.
    bytes += [0xF0 | UInt8(pixelBits - 1), clear, 0]
    for number in 0..<1 << pixelBits {
      let color = number < colors.count ? colors[number] : Color(0)
      bytes += [color.red, color.green, color.blue]
    }
    if plays != 1 {
      // The extension that all programs know; it counts how often to play again.
      bytes += [0x21, 0xFF, 11] + Array("NETSCAPE2.0".utf8) + [3, 1]
      add16(max(0, min(65535, plays == 0 ? 0 : plays - 1)))
      bytes.append(0)
    }
    for comment in comments {
      bytes += [0x21, 0xFE]
      addBlocks(Array(comment.utf8))
    }
  }

  /// Adds a frame.
  ///
  /// - Parameters:
  ///   - pixels: The numbers of the whole picture's colours.
  ///   - shown: Those of the frame before; empty for the first.
  ///   - rect: What changes, from `change`.
  ///   - hundredths: How long the frame is shown, in hundredths of a second.
  mutating func add(_ pixels: [UInt8], over shown: [UInt8], _ rect: Rect, hundredths: Int) {
    let hasClear = shown.count == pixels.count
    // What is drawn stays; the number of what is transparent.
    bytes += [0x21, 0xF9, 4, hasClear ? 0x05 : 0x04]
    add16(max(0, min(65535, hundredths)))
    bytes += [hasClear ? clear : 0, 0, 0x2C]
    for number in [rect.x, rect.y, rect.width, rect.height] { add16(number) }
    bytes.append(0)
    var codes = GIFCodes(pixelBits: pixelBits)
    for row in rect.y..<rect.y + rect.height {
      for place in row * width + rect.x..<row * width + rect.x + rect.width {
        if hasClear, pixels[place] == shown[place] {
          codes.add(clear, or: pixels[place])
        } else {
          codes.add(pixels[place])
        }
      }
    }
    codes.finish()
    bytes.append(UInt8(codes.pixelBits))
    addBlocks(codes.bytes)
  }

  /// Ends the file.
  mutating func finish() { bytes.append(0x3B) }

  /// The smallest rectangle around all pixels that differ; `nil` if none does.
  static func change(from old: [UInt8], to new: [UInt8], width: Int) -> Rect? {
    guard old.count == new.count, width > 0 else {
      return new.isEmpty || width <= 0
        ? nil : Rect(x: 0, y: 0, width: width, height: new.count / width)
    }
    var (left, right, top, bottom) = (width, -1, -1, -1)
    for row in 0..<new.count / width {
      let start = row * width
      guard let first = (0..<width).first(where: { old[start + $0] != new[start + $0] }) else { continue }
      let last = (0..<width).last { old[start + $0] != new[start + $0] } ?? first
      (left, right) = (min(left, first), max(right, last))
      if top < 0 { top = row }
      bottom = row
    }
    return right < 0 ? nil : Rect(x: left, y: top, width: right - left + 1, height: bottom - top + 1)
  }

  private mutating func add16(_ number: Int) {
    bytes += [UInt8(truncatingIfNeeded: number), UInt8(truncatingIfNeeded: number >> 8)]
  }

  /// Adds bytes in blocks of at most 255, with an empty one at the end.
  private mutating func addBlocks(_ content: [UInt8]) {
    for start in stride(from: 0, to: content.count, by: 255) {
      let block = content[start..<min(content.count, start + 255)]
      bytes.append(UInt8(block.count))
      bytes += block
    }
    bytes.append(0)
  }
}
