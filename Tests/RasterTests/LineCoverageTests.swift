import Raster
import Testing
import TerminalGraphics

/// Lines cover as much as they are long and wide, whatever their direction.
@Suite struct LineCoverageTests {
  /// What a line of a length covers, in the middle of a picture at an angle given by its tangent's parts.
  private func coverage(_ way: SIMD2<Double>, length: Double, _ width: Stroke.Width, _ shift: Double) throws
    -> Double
  {
    let unit = way / (way * way).sum().squareRoot()
    let middle = SIMD2(200.3 + shift, 199.6 - 0.4 * shift)
    let ends = [middle - unit * (length / 2), middle + unit * (length / 2)]
    let figure = Pictures.figure(
      [.line(Line(ends, Stroke(Pictures.light, width)))], width: 400, height: 400)
    return try Pictures.picture(figure, width: 400, height: 400).overlay.coverage
  }

  static let ways: [SIMD2<Double>] = [
    [1, 0], [0, 1], [1, 1], [-1, 1], [1, 0.02], [0.03, 1], [1, 0.3], [0.37, -1], [2, 1], [-1, 3], [5, -4],
  ]

  // Without the ends, which are round; the widths are those of the page of the module.
  @Test(arguments: [(Stroke.Width.hair, 1.16), (.curve, 1.9)])
  func aLineCoversItsLengthTimesItsWidth(_ width: Stroke.Width, _ pixels: Double) throws {
    for way in LineCoverageTests.ways {
      for shift in [0, 0.25, 0.5, 0.81] {
        let long = try coverage(way, length: 340, width, shift)
        let short = try coverage(way, length: 40, width, shift)
        let found = (long - short) / 300
        #expect(abs(found / pixels - 1) < 0.01, "\(width) \(way) \(shift): \(found)")
      }
    }
  }

  @Test func aDotIsADisc() throws {
    for shift in [0, 0.3, 0.5] {
      let dots = Dots([SIMD2(50 + shift, 60 - shift)], Stroke(Pictures.light), sign: "•")
      let found = try Pictures.picture(Pictures.figure([.dots(dots)])).overlay.coverage
      // The radius is 2.1 pixels.
      #expect(abs(found / (Double.pi * 2.1 * 2.1) - 1) < 0.01, "\(found)")
    }
  }

  @Test func thePartsOfALineDoNotShow() throws {
    func covered(_ points: [SIMD2<Double>]) throws -> PixelImage {
      try Pictures.picture(Pictures.figure([.line(Line(points, Stroke(Pictures.light, .curve)))])).overlay
    }
    let (a, b) = (SIMD2(10.0, 20), SIMD2(140.0, 110))
    let whole = try covered([a, b])
    let parts = try covered((0...200).map { a + (b - a) * (Double($0) / 200) })
    for (p, q) in zip(whole.pixels, parts.pixels) {
      #expect(abs(Int(p >> 24) - Int(q >> 24)) <= 2)
    }
  }

  @Test func dashesLeaveGaps() throws {
    let points = [SIMD2(5.0, 60), SIMD2(155.0, 60)]
    func covered(_ dash: Stroke.Dash?) throws -> Double {
      let stroke = Stroke(Pictures.light, .curve, dash: dash)
      return try Pictures.picture(Pictures.figure([.line(Line(points, stroke))])).overlay.coverage
    }
    let share = try covered(Stroke.Dash(on: 3, off: 3)) / covered(nil)
    #expect((0.4...0.6).contains(share), "\(share)")
    #expect(try covered(Stroke.Dash(on: 1, off: 3)) < covered(Stroke.Dash(on: 3, off: 1)))
  }

  @Test func aLargerCellHasThickerLines() throws {
    let figure = Pictures.figure([.line(Line([[10, 60], [150, 60]], Stroke(Pictures.light, .curve)))])
    let retina = try #require(PixelSize(width: 16, height: 34))
    let small = try Pictures.picture(figure).overlay.coverage
    let large = PixelPicture(figure, width: 320, height: 272, cell: retina).overlay.coverage
    #expect((3.8...4.2).contains(large / small))
  }
}
