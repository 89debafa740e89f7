import CZlib
import Foundation
import Pictures
import TerminalGraphics
import Testing

/// Cairo's absence.
@Suite struct CairoLoadingTests {
  private static func format(_ id: String) -> any PictureFormat {
    let libraries = ["libnone.so.7"]
    return switch id {
    case "pdf": PDFFormat(libraries: libraries)
    case "png": PNGFormat(libraries: libraries)
    default: GIFFormat(libraries: libraries)
    }
  }

  @Test func aMissingLibraryIsNamedByItsPackage() throws {
    let error = try #require(throws: CairoError.self) {
      try Cairo(names: ["libnone.so.7", "libnone.7.dylib"])
    }
    #expect(error == .missing)
    #expect(error.description.contains("libcairo2") && error.description.contains("other formats"))
  }

  @Test func aLibraryWithoutCairosFunctionsIsNone() {
    #expect(throws: CairoError.missing) { try Cairo(names: ["libz.so.1"]) }
  }

  @Test(arguments: ["pdf", "png", "gif"]) func formatsSayWhatTheyNeed(format: String) throws {
    let made = SamplePicture(size: SIMD2(320, 240), step: 3)
    let error = try #require(throws: PictureError.self) {
      try CairoLoadingTests.format(format).write(made.picture, progress: { _ in }, to: { _ in })
    }
    #expect(error.message.contains("libcairo2"))
  }
}

/// PNG and PDF, read by the tests' own code.
@Suite(.enabled(if: hasCairo)) struct CairoTests {
  /// A PNG's chunks, each with its own check sum proved.
  private struct PNG {
    var chunks: [(kind: String, content: [UInt8])] = []
    var (width, height, channels) = (0, 0, 0)
    /// Rows of samples.
    var rows: [[UInt8]] = []

    init(_ bytes: [UInt8]) throws {
      #expect(Array(bytes.prefix(8)) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
      func four(_ place: Int) -> Int { bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) } }
      var place = 8
      while place < bytes.count {
        let count = four(place)
        let checked = bytes[place + 4..<place + 8 + count]
        #expect(PNG.crc(checked) == UInt32(four(place + 8 + count)))
        chunks.append((String(decoding: checked.prefix(4), as: UTF8.self), Array(checked.dropFirst(4))))
        place += 12 + count
      }
      let head = try #require(chunks.first { $0.kind == "IHDR" }).content
      width = head[0..<4].reduce(0) { $0 << 8 | Int($1) }
      height = head[4..<8].reduce(0) { $0 << 8 | Int($1) }
      channels = head[9] == 6 ? 4 : 3
      let packed = chunks.filter { $0.kind == "IDAT" }.flatMap(\.content)
      var size = UInt((width * channels + 1) * height)
      var unpacked = [UInt8](repeating: 0, count: Int(size))
      #expect(uncompress(&unpacked, &size, packed, UInt(packed.count)) == 0)
      #expect(Int(size) == unpacked.count)
      var above = [UInt8](repeating: 0, count: width * channels)
      for y in 0..<height {
        let start = y * (width * channels + 1)
        var row = Array(unpacked[start + 1..<start + 1 + width * channels])
        for x in row.indices {
          let a = x >= channels ? Int(row[x - channels]) : 0
          let (b, c) = (Int(above[x]), x >= channels ? Int(above[x - channels]) : 0)
          let p = a + b - c
          let nearest =
            abs(p - a) <= abs(p - b) && abs(p - a) <= abs(p - c) ? a : abs(p - b) <= abs(p - c) ? b : c
          row[x] &+= UInt8([0, a, b, (a + b) / 2, nearest][Int(unpacked[start])])
        }
        rows.append(row)
        above = row
      }
    }

    static func crc(_ bytes: ArraySlice<UInt8>) -> UInt32 {
      ~bytes.reduce(0xFFFF_FFFF as UInt32) { sum, byte in
        (0..<8).reduce(sum ^ UInt32(byte)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
      }
    }

    func color(_ x: Int, _ y: Int) -> UInt32 {
      let pixel = rows[y][x * channels..<(x + 1) * channels].prefix(3)
      return pixel.reduce(0) { $0 << 8 | UInt32($1) }
    }
  }

  @Test func pngHasItsPixelsAndItsOrigin() throws {
    let made = SamplePicture()
    let bytes = try made.bytes("png")
    let png = try PNG(bytes)
    #expect((png.width, png.height, png.channels) == (640, 480, 3))
    let page = made.picture.page(made.picture.step)
    #expect(png.color(0, 0) == page.colors.base.hex)
    let texts = png.chunks.filter { $0.kind == "tEXt" || $0.kind == "iTXt" }.map {
      String(decoding: $0.content, as: UTF8.self)
    }
    #expect(texts.contains { $0.contains("optviz render --view 'a & b'") })
    #expect(texts.contains("Software\u{0}optviz test") && texts.contains("Seed\u{0}0"))
    #expect(png.chunks.last?.kind == "IEND")
    #expect(try made.bytes("png") == bytes)
    // Every run is seen in its own colour, in the legend at least.
    var seen: Set<UInt32> = []
    for y in 0..<png.height { for x in 0..<png.width { seen.insert(png.color(x, y)) } }
    for run in page.runs { #expect(seen.contains(run.color.hex), "\(run.label)") }
  }

  @Test func pngFollowsTheResolutionAndMayBeTransparent() throws {
    let made = SamplePicture(size: SIMD2(320, 240), isTransparent: true) { options in
      (options.isTransparent, options.dpi) = (true, 192)
    }
    let png = try PNG(try made.bytes("png"))
    #expect((png.width, png.height, png.channels) == (640, 480, 4))
    #expect(png.rows[0][3] == 0)
    // 192 pixels to 25.4 millimetres.
    let size = try #require(png.chunks.first { $0.kind == "pHYs" }).content
    #expect(size == [0, 0, 0x1D, 0x87, 0, 0, 0x1D, 0x87, 1])
  }

  @Test func aSolidLiesAtTheSamePlacesWhateverTheResolution() throws {
    let size = SIMD2(480.0, 360)
    let coarse = try PNG(SamplePicture(.solid, size: size).bytes("png"))
    let fine = try PNG(SamplePicture(.solid, size: size) { $0.dpi = 192 }.bytes("png"))
    #expect(fine.width == 2 * coarse.width && fine.height == 2 * coarse.height)
    var (sum, farthest) = (0, 0)
    for y in 0..<coarse.height {
      for x in 0..<3 * coarse.width {
        // Of the four fine pixels that a coarse one stands for, the mean.
        let (pixel, channel) = (x / 3, x % 3)
        let parts = [(0, 0), (1, 0), (0, 1), (1, 1)].map { dx, dy in
          Int(fine.rows[2 * y + dy][3 * (2 * pixel + dx) + channel])
        }
        let off = abs(parts.reduce(0, +) / 4 - Int(coarse.rows[y][x]))
        (sum, farthest) = (sum + off, max(farthest, off))
      }
    }
    let mean = Double(sum) / Double(3 * coarse.width * coarse.height)
    #expect(mean < 1.5, "\(mean), at most \(farthest)")
  }

  @Test(arguments: SamplePicture.View.allCases) func everyViewIsDrawn(view: SamplePicture.View) throws {
    for isDark in [false, true] {
      let made = SamplePicture(view, isDark: isDark, size: SIMD2(480, 360))
      let png = try PNG(try made.bytes("png"))
      // Not only a ground: many pixels differ from the first.
      let ground = png.color(0, 0)
      let others = (0..<png.height).reduce(0) { sum, y in
        sum + (0..<png.width).count { png.color($0, y) != ground }
      }
      #expect(others > 5000, "\(view) \(isDark)")
      #expect(try made.bytes("pdf").count > 4000)
    }
  }

  @Test func pdfIsOnePageWithItsOriginAndNoDate() throws {
    let made = SamplePicture()
    let bytes = try made.bytes("pdf")
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.hasPrefix("%PDF-1."))
    #expect(text.contains("/MediaBox [ 0 0 480 360 ]"))
    #expect(text.contains("/Count 1"))
    #expect(text.contains("optviz render --view 'a & b'; seed 0"))
    #expect(text.contains("optviz test"))
    #expect(!text.contains("CreationDate"))
    #expect(text.hasSuffix("%%EOF\n"))
    #expect(try made.bytes("pdf") == bytes)
    // Letters are letters, not outlines.
    #expect(text.contains("/Font"))
  }

  @Test func aTitleThatNoFontHasIsRefused() throws {
    let made = SamplePicture(size: SIMD2(320, 240), title: "loss \u{10FFFD}")
    let error = try #require(throws: PictureError.self) { try made.bytes("png") }
    #expect(error.message.contains("U+10FFFD"))
  }

  @Test(arguments: ["", "a \"quoted\" (title) \\ with % and ( brackets", "Ülkü λ → ∞"])
  func titlesOfAllKinds(title: String) throws {
    let made = SamplePicture(size: SIMD2(480, 320), title: title)
    #expect(try made.bytes("pdf").count > 4000)
    _ = try PNG(try made.bytes("png"))
  }
}
