import Raster
import Testing
import TerminalGraphics

/// Heads and marks.
@Suite struct SpriteTests {
  private func sprites(_ shapes: [Shape]) throws -> [PixelSprite] {
    try Pictures.picture(Pictures.figure(shapes)).sprites
  }

  private func middle(_ sprite: PixelSprite) -> SIMD2<Double> {
    SIMD2(
      Double(sprite.x) + Double(sprite.image.width) / 2, Double(sprite.y) + Double(sprite.image.height) / 2)
  }

  /// Every sign that the app draws for a run, and arrows towards one; a digit has no drawing of its own.
  static let heads: [Unicode.Scalar] = [
    "●", "▲", "◆", "■", "✚", "★", "▼", "◉", "✖", "→", "←", "↑", "↓", "↗", "↘", "↖", "↙",
  ]
  /// Every sign of a place.
  static let marks: [Unicode.Scalar] = ["✕", "✦", "✧", "⋈", "◇"]

  @Test(arguments: heads + ["7"])
  func aHeadIsCenteredAndHasTwoRims(_ sign: Unicode.Scalar) throws {
    let heads = Shape.heads([Mark(sign, at: [80, 68], Pictures.other)], keepingFree: [])
    let sprite = try #require(try sprites([heads]).first)
    let image = sprite.image
    #expect(image.count(of: Pictures.other) >= 8, "\(image.count(of: Pictures.other))")
    #expect(image.pixels.contains { $0 >> 24 > 200 && $0.color.luminance > 0.8 })
    #expect(image.pixels.contains { $0 >> 24 > 200 && $0.color.luminance < 0.05 })
    // Nothing is cut off at the edge.
    for i in 0..<image.width {
      for pixel in [image[i, 0], image[i, image.height - 1], image[0, i], image[image.width - 1, i]] {
        #expect(pixel >> 24 == 0)
      }
    }
    #expect(abs(middle(sprite).x - 80) <= 1 && abs(middle(sprite).y - 68) <= 1)
  }

  @Test(arguments: marks)
  func aMarkHasItsColor(_ sign: Unicode.Scalar) throws {
    let mark = Mark(sign, at: [80, 68], Pictures.other)
    let sprite = try #require(try sprites([.mark(mark)]).first)
    let near = sprite.image.pixels.count {
      $0 >> 24 > 200 && $0.color.oklab.distance(to: Pictures.other.oklab) < 0.1
    }
    #expect(near >= 6, "\(near)")
  }

  @Test func signsDiffer() throws {
    let images = try (SpriteTests.heads + SpriteTests.marks).map { sign in
      try #require(
        try sprites([.heads([Mark(sign, at: [80, 68], Pictures.other)], keepingFree: [])]).first
      ).image
    }
    #expect(Set(images).count == images.count)
  }

  @Test func theFirstHeadKeepsItsPlaceAndLiesAbove() throws {
    let colors = [Pictures.light, Pictures.other, Color(0xFF7070), Color(0x70FF70)]
    let heads = colors.map { Mark("●", at: [80, 68], $0) }
    let shown = try sprites([.heads(heads, keepingFree: [[88, 68]])])
    #expect(shown.count == 4)
    let first = try #require(shown.last)
    #expect(first.image.count(of: colors[0]) > 0)
    #expect(abs(middle(first).x - 80) <= 1)
    // The others are seen beside it.
    let image = try Pictures.picture(Pictures.figure([.heads(heads, keepingFree: [])])).composed()
    for color in colors { #expect(image.count(of: color) >= 8) }
  }

  @Test func headsApartKeepTheirPlaces() throws {
    let heads = [Mark("●", at: [40, 68], Pictures.light), Mark("▲", at: [60, 68], Pictures.other)]
    let shown = try sprites([.heads(heads, keepingFree: [])])
    #expect(abs(middle(shown[0]).x - 60) <= 1)
    #expect(abs(middle(shown[1]).x - 40) <= 1)
  }

  @Test func anArrowPointsToWhatIsOutside() throws {
    let outside = Mark("●", at: [400, 68], Pictures.other)
    let arrow = try #require(try sprites([.heads([outside], keepingFree: [])]).first)
    #expect(middle(arrow).x > 145 && middle(arrow).x < 160)
    #expect(try sprites([.mark(Mark("✕", at: [400, 68], nil))]).isEmpty)
    #expect(try sprites([.mark(Mark("✕", at: [400, 68], nil, showsWay: true))]).count == 1)
    #expect(try sprites([.heads([Mark("●", at: [.nan, 1], nil)], keepingFree: [])]).isEmpty)
  }

  @Test func equalLooksShareAnImage() throws {
    func sprite(_ x: Double) throws -> PixelSprite {
      try #require(try sprites([.heads([Mark("★", at: [x, 68], Pictures.other)], keepingFree: [])]).first)
    }
    let (a, b, between) = (try sprite(40), try sprite(90), try sprite(90.5))
    #expect(a.look == b.look && a.image == b.image && b.x - a.x == 50)
    #expect(between.look != b.look && between.image != b.image)
  }
}
