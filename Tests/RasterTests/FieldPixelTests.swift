import Raster
import Testing
import TerminalGraphics

/// Heights as colours of pixels.
@Suite struct FieldPixelTests {
  private static func colors(_ ramp: [Color]) -> MapColors {
    MapColors(ramp, contour: Ink(Color(0xC0D0E0), strength: 0.4), isDark: true, depth: .direct)
  }

  private static let smooth = colors(Gradient([Color(0x103040), Color(0xF0E090)]).ramp(128))
  private static let bands = colors([0x000080, 0x008000, 0x808000, 0xC04000].map { Color($0) })

  private func image(_ field: Field, _ shapes: [Shape] = []) throws -> PixelImage {
    try Pictures.picture(Pictures.figure([], backdrop: [.field(field)] + shapes)).base
  }

  /// A slope from left to right.
  private func slope(_ colors: MapColors, columns: Int = 80, top: Int) -> Field {
    Field(
      columns: columns, rows: 68,
      levels: (0..<columns * 68).map { UInt8($0 % columns * top / (columns - 1)) }, colors)
  }

  @Test func aSlopeIsSmooth() throws {
    let image = try image(slope(FieldPixelTests.smooth, top: 127))
    var steps = 0
    for x in 1..<160 {
      let (a, b) = (image[x - 1, 70].color, image[x, 70].color)
      #expect(abs(Int(a.red) - Int(b.red)) <= 4)
      #expect(b.luminance >= a.luminance - 0.001)
      steps += a == b ? 0 : 1
    }
    #expect(steps > 120)
    for (x, level) in [(0, 0), (159, 127)] {
      #expect(image[x, 70].color.oklab.distance(to: FieldPixelTests.smooth.grounds[level].oklab) < 0.01)
    }
  }

  @Test func fewColorsStayBands() throws {
    let image = try image(slope(FieldPixelTests.bands, top: 3))
    let found = Set(image.pixels.map(\.color))
    #expect(found == Set(FieldPixelTests.bands.grounds))
  }

  @Test func aHoleShowsTheGround() throws {
    let levels = (0..<80 * 68).map { index in
      (20..<40).contains(index % 80) && (20..<40).contains(index / 80) ? Field.noLevel : 60
    }
    let image = try image(Field(columns: 80, rows: 68, levels: levels, FieldPixelTests.smooth))
    #expect(image[60, 60].color == Color(0x101820))
    #expect(image[20, 20].color == FieldPixelTests.smooth.grounds[60])
    #expect(image.pixels.allSatisfy { $0 >> 24 == 255 })
  }

  @Test func contoursHaveTheTintOfTheirLevel() throws {
    let field = slope(FieldPixelTests.smooth, top: 127)
    let line = ContourLines.Level(label: "7", lines: [[[0, 68], [160, 68]]])
    let contours = ContourLines([line], Stroke(Color(0xFFFFFF), tint: .contour))
    let image = try image(field, [.contours(contours)])
    for (x, level) in [(40, 31), (120, 95)] {
      let tint = FieldPixelTests.smooth.contours[level]
      let ground = FieldPixelTests.smooth.grounds[level]
      let shown = image[x, 67].color
      #expect(shown.oklab.distance(to: tint.oklab) < shown.oklab.distance(to: ground.oklab))
    }
  }

  @Test func noLineIsDrawnBelowANumber() throws {
    let (width, height) = (800, 680)
    let line = ContourLines.Level(label: "12.5", lines: [(0...800).map { [Double($0), 340] }])
    func base(_ numbers: Stroke?) throws -> PixelImage {
      let contours = ContourLines([line], Stroke(Color(0xFFFFFF)), numbers: numbers)
      let figure = Pictures.figure([], backdrop: [.contours(contours)], width: width, height: height)
      return try Pictures.picture(figure, width: width, height: height).base
    }
    let numbers = Stroke(Color(0xFFFFFF), tint: .label)
    let (plain, numbered) = (try base(nil), try base(numbers))
    let rect = Rect(x: 0, y: 0, width: 100, height: 40)
    let cells = ContourLines([line], Stroke(Color(0)), numbers: numbers)
      .numberCells(on: Projection(rect, x: 0...800, y: 0...680))
    #expect(cells.count == 1)
    for cell in cells {
      for x in cell.x * 8..<cell.endX * 8 {
        #expect(plain[x, 340] != numbered[x, 340])
        #expect(numbered[x, 340].color == Color(0x101820))
      }
    }
    #expect(plain[20, 340] == numbered[20, 340])
  }

  @Test func withoutAGroundTheBaseIsTransparent() throws {
    let figure = Pictures.figure([], ground: nil)
    #expect(try Pictures.picture(figure).base.coverage == 0)
  }
}
