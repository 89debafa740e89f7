import CZlib
import Raster

/// A PNG, as bytes: eight bits a channel, with texts that say where it comes from.
///
/// Own chunks, packed by zlib, since bytes do not depend on a library that writes PNG.
enum PNGWriter {
  /// A picture as a file.
  ///
  /// - Parameters:
  ///   - texts: What is known of it: a keyword of PNG, at most 79 letters of ASCII, and its text.
  ///   - dotsPerInch: How large it is meant to be.
  static func bytes(_ image: PixelImage, texts: [(keyword: String, text: String)], dotsPerInch: Double)
    -> [UInt8]
  {
    let isOpaque = image.pixels.allSatisfy { $0 >> 24 == 255 }
    var bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    add("IHDR", four(image.width) + four(image.height) + [8, isOpaque ? 2 : 6, 0, 0, 0], to: &bytes)
    add("sRGB", [0], to: &bytes)
    // Pixels a metre, of which an inch is 0.0254.
    let perMetre = Int((dotsPerInch / 0.0254).rounded())
    add("pHYs", four(perMetre) + four(perMetre) + [1], to: &bytes)
    for (keyword, text) in texts {
      // Letters beyond Latin-1 need the chunk for UTF-8: no language, not packed.
      let isPlain = text.unicodeScalars.allSatisfy { (0x20...0x7E).contains($0.value) || $0 == "\n" }
      if isPlain {
        add("tEXt", Array(keyword.utf8) + [0] + Array(text.utf8), to: &bytes)
      } else {
        add("iTXt", Array(keyword.utf8) + [0, 0, 0, 0, 0] + Array(text.utf8), to: &bytes)
      }
    }
    add("IDAT", packed(filtered(image, isOpaque: isOpaque)), to: &bytes)
    add("IEND", [], to: &bytes)
    return bytes
  }

  private static func four(_ number: Int) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
  }

  private static func add(_ kind: String, _ content: [UInt8], to bytes: inout [UInt8]) {
    bytes += four(content.count)
    let checked = Array(kind.utf8) + content
    bytes += checked
    bytes += four(Int(crc32(0, checked, UInt32(checked.count))))
  }

  /// The rows, each as its difference from what PNG's filters foresee: the one whose differences are smallest.
  private static func filtered(_ image: PixelImage, isOpaque: Bool) -> [UInt8] {
    let channels = isOpaque ? 3 : 4
    let length = image.width * channels
    var result: [UInt8] = []
    result.reserveCapacity((length + 1) * image.height)
    var above = [UInt8](repeating: 0, count: length)
    var row = above
    var tries = (0..<5).map { _ in above }
    for y in 0..<image.height {
      for x in 0..<image.width {
        let pixel = image.pixels[y * image.width + x]
        for channel in 0..<channels {
          row[x * channels + channel] = UInt8(truncatingIfNeeded: pixel >> UInt32(8 * channel))
        }
      }
      for place in 0..<length {
        let left = place >= channels ? row[place - channels] : 0
        let upper = above[place]
        let corner = place >= channels ? above[place - channels] : 0
        let own = row[place]
        tries[0][place] = own
        tries[1][place] = own &- left
        tries[2][place] = own &- upper
        tries[3][place] = own &- UInt8((Int(left) + Int(upper)) / 2)
        tries[4][place] = own &- nearest(left, upper, corner)
      }
      // As small as signed numbers.
      let sizes = tries.map { $0.reduce(0) { $0 + Int(Int8(bitPattern: $1).magnitude) } }
      let best = sizes.indices.min { sizes[$0] < sizes[$1] } ?? 0
      result.append(UInt8(best))
      result += tries[best]
      swap(&above, &row)
    }
    return result
  }

  /// Which of three neighbours is nearest to left + upper − corner: Paeth's filter.
  private static func nearest(_ left: UInt8, _ upper: UInt8, _ corner: UInt8) -> UInt8 {
    let (a, b, c) = (Int(left), Int(upper), Int(corner))
    let (toLeft, toUpper, toCorner) = (abs(b - c), abs(a - c), abs(a + b - 2 * c))
    if toLeft <= toUpper, toLeft <= toCorner { return left }
    return toUpper <= toCorner ? upper : corner
  }

  private static func packed(_ content: [UInt8]) -> [UInt8] {
    var size = compressBound(UInt(content.count))
    var packed = [UInt8](repeating: 0, count: Int(size))
    // Cannot fail: there is room, and the level is one of zlib's.
    compress2(&packed, &size, content, UInt(content.count), 9)
    return Array(packed.prefix(Int(size)))
  }
}
