import Testing
import TerminalGraphics

/// The texts of a figure alone, for a terminal that shows the rest as an image below the cells.
@Suite struct FigureTextsTests {
  private static let style = CellStyle(paths: .braille, lines: .braille, depth: .direct, usesSigns: false)
  private static let rect = Rect(x: 4, y: 2, width: 100, height: 40)

  private static func figure(_ shapes: [Shape]) -> Figure {
    let levels = (0..<4).map { index in
      ContourLines.Level(
        label: "\(index)5", lines: [(0...100).map { [Double($0) / 100, 0.2 + 0.2 * Double(index)] }])
    }
    let line = Stroke(Color(0x8090A0))
    let field = Field(
      columns: 2, rows: 2, levels: [3, 60, 100, 127],
      MapColors(
        Gradient([Color(0x203040), Color(0xE0D080)]).ramp(128), contour: Ink(Color(0xFFFFFF), strength: 0.4),
        isDark: true, depth: .direct))
    return Figure(
      x: 0...1, y: 0...1, ground: Color(0x101010),
      backdrop: Backdrop(
        1,
        shapes: [
          .field(field),
          .contours(ContourLines(levels, line, numbers: Stroke(Color(0xFFFFFF), tint: .label))),
          .label(Label("low", in: .lowerRight, Stroke(Color(0xFFFFFF), tint: .label))),
        ]), shapes: shapes)
  }

  private static func frames(_ figure: Figure) -> (whole: Frame, texts: Frame) {
    let blank = Frame(width: 120, height: 48)
    var (whole, texts) = (blank, blank)
    let picture = CellPicture(figure, in: rect, style)
    picture.draw(figure, on: &whole)
    picture.drawTexts(of: figure, on: &texts)
    return (whole, texts)
  }

  private static let arrow = Shape.arrow(
    Arrow(from: [0.2, 0.3], to: [0.5, 0.5], Stroke(Color(0xFF8080), .curve), label: "all"))

  @Test func theyStandWhereTheyDoInCellsAndNothingElseDoes() {
    let (whole, texts) = FigureTextsTests.frames(FigureTextsTests.figure([FigureTextsTests.arrow]))
    var letters = ""
    for index in texts.cells.indices {
      let (cell, full) = (texts.cells[index], whole.cells[index])
      #expect(cell.background == nil)
      guard cell.symbol != " " else { continue }
      letters.unicodeScalars.append(cell.symbol)
      #expect(cell.symbol == full.symbol)
      #expect(cell.foreground == full.foreground)
    }
    for text in ["low", "all", "5"] { #expect(letters.contains(text), "\(letters)") }
    #expect(letters.allSatisfy { "lowal0123456789".contains($0) }, "\(letters)")
  }

  @Test func aNumberGivesWayToAPath() throws {
    func digits(_ shapes: [Shape]) -> Int {
      FigureTextsTests.frames(FigureTextsTests.figure(shapes)).texts.cells.count { "0"..."9" ~= $0.symbol }
    }
    let figure = FigureTextsTests.figure([])
    guard case .contours(let contours) = figure.backdrop.shapes[1] else { return }
    let projection = Projection(FigureTextsTests.rect, x: 0...1, y: 0...1)
    let cells = contours.numberCells(on: projection)
    #expect(digits([]) == cells.reduce(0) { $0 + $1.width })
    let first = try #require(cells.first)
    let middle = projection.center(column: first.x, row: first.y)
    let path = [SIMD2(middle.x, 0), SIMD2(middle.x, 1)]
    let trail = Trail(0, count: 2, Stroke(Color(0xFF0000), .path)) { path[$0] }
    #expect(digits([.trails([trail])]) < digits([]))
  }

  @Test func aLegendIsAText() {
    var figure = FigureTextsTests.figure([])
    figure.legend = Legend([.init("●", Color(0xFF0000), "Adam")], in: .upperLeft, text: nil)
    let texts = FigureTextsTests.frames(figure).texts
    #expect(texts.text(row: FigureTextsTests.rect.y).contains("● Adam"))
    // It covers what is below.
    #expect(texts[FigureTextsTests.rect.x + 1, FigureTextsTests.rect.y].background == figure.ground)
  }
}
