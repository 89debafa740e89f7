import Raster
import SeededNumbers
import Testing
import TerminalGraphics

/// No figure is too strange, or too long.
@Suite struct HostileFigureTests {
  private static let numbers: [Double] = [
    .nan, .infinity, -.infinity, 1e300, -1e300, 1e18, -1e9, 0, 80, 1e-300, .greatestFiniteMagnitude,
  ]

  private static var shapes: [Shape] {
    let places = numbers.flatMap { x in numbers.map { SIMD2(x, $0) } }
    let field = Field(columns: 1, rows: 1, levels: [3], MapColors.none)
    return [
      .field(field), .line(Line(places, Stroke(Pictures.light, .path, dash: Stroke.Dash(on: 1, off: 2)))),
      .line(Line([], Stroke(Pictures.light))), .trails([]),
      .trails([
        Pictures.trail(0, places), Pictures.trail(0, places), Pictures.trail(1, []),
        Pictures.trail(2, places, count: -3), Pictures.trail(3, places, old: (9, Pictures.other)),
      ]),
      .area(Line(places, Stroke(Pictures.other))), .dots(Dots(places, Stroke(Pictures.other, .path))),
      .needles(places.map { Needle(at: $0, direction: $0, Stroke(Pictures.light)) }),
      .contours(ContourLines([.init(label: "1", lines: [places, []])], Stroke(Pictures.light))),
      .arrow(Arrow(from: places[3], to: places[40], Stroke(Pictures.light))),
      .arrow(Arrow(from: [80, 80], to: [1e300, 80], Stroke(Pictures.light))),
      .heads(places.map { Mark("7", at: $0, nil) }, keepingFree: places),
    ] + places.map { .mark(Mark("✦", at: $0, nil, tint: .label, showsWay: true)) }
  }

  @Test(arguments: [(160, 136), (0, 0), (1, 1), (0, 9), (17, 3), (-4, 8)])
  func anyFigureIsDrawn(_ width: Int, _ height: Int) throws {
    for ground in [nil, Color(0x102030)] {
      var figure = Pictures.figure(HostileFigureTests.shapes, ground: ground)
      figure.backdrop = Backdrop("hostile", shapes: HostileFigureTests.shapes)
      var picture = try Pictures.picture(figure, width: width, height: height)
      #expect(picture.base.pixels.count == max(0, width) * max(0, height))
      picture.follow(figure)
      #expect(picture.composed() == (try Pictures.picture(figure, width: width, height: height)).composed())
      #expect(picture.sprites.allSatisfy { $0.x < 1000 && $0.y < 1000 })
    }
  }

  @Test func aLineFarOutsideIsDrawnWhereItPasses() throws {
    let figure = Pictures.figure([.line(Line([[-1e12, 68], [1e12, 68]], Stroke(Pictures.light, .curve)))])
    let image = try Pictures.picture(figure).overlay
    for x in 0..<160 { #expect(image[x, 68].color == Pictures.light && image[x, 68] >> 24 > 200) }
    #expect(image[80, 60] == 0)
  }

  @Test func aPointThatIsNotFiniteBreaksALine() throws {
    let points: [SIMD2<Double>] = [[10, 68], [60, 68], [.nan, .nan], [100, 68], [150, 68]]
    let image = try Pictures.picture(Pictures.figure([.line(Line(points, Stroke(Pictures.light)))])).overlay
    #expect(image[30, 68] != 0)
    #expect(image[120, 68] != 0)
    for x in 65..<95 { #expect(image[x, 68] == 0) }
  }

  @Test func aMillionPointsAreDrawn() throws {
    // Noise around a minimum, and a point that hardly moves.
    var numbers = SeededNumbers(3)
    let noise = (0..<1_000_000).map { _ in
      SIMD2(60 + Double(numbers.below(4000)) / 100, 50 + Double(numbers.below(4000)) / 100)
    }
    let trails = [
      Pictures.trail(0, noise),
      Trail(1, count: 1_000_000, Stroke(Pictures.other, .path)) { SIMD2(10 + Double($0) / 10_000, 20) },
    ]
    let image = try Pictures.picture(Pictures.figure([.trails(trails)])).overlay
    #expect(image[80, 66].color == Pictures.light)
    #expect(image[60, 116].color == Pictures.other)
    #expect(image[125, 116] == 0)
  }
}
