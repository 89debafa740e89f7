import SeededNumbers
import TerminalGraphics
import Testing

struct ProjectionTests {
  private let projection = Projection(Rect(x: 5, y: 3, width: 20, height: 10), x: -1...3, y: 10...30)

  @Test func cornersLieInTheCornerCells() {
    let corners: [(SIMD2<Double>, Int, Int)] = [
      (SIMD2(-1, 30), 5, 3), (SIMD2(3, 30), 24, 3), (SIMD2(-1, 10), 5, 12), (SIMD2(3, 10), 24, 12),
    ]
    for (point, column, row) in corners {
      let cell = projection.cell(of: point)
      #expect(cell?.column == column && cell?.row == row)
    }
    #expect(projection.place(SIMD2(-1, 30)) == SIMD2(0, 0))
    #expect(projection.place(SIMD2(3, 10)) == SIMD2(20, 10))
    #expect(projection.world(SIMD2(0, 0)) == SIMD2(-1, 30))
    #expect(projection.world(SIMD2(20, 10)) == SIMD2(3, 10))
  }

  @Test func centersComeBackToTheirCells() {
    for row in 3..<13 {
      for column in 5..<25 {
        let cell = projection.cell(of: projection.center(column: column, row: row))
        #expect(cell?.column == column && cell?.row == row)
      }
    }
  }

  @Test func cellsAreHalfACellNear() {
    var numbers = SeededNumbers(3)
    for _ in 0..<2000 {
      let x = Double.random(in: -1...3, using: &numbers)
      let y = Double.random(in: 10...30, using: &numbers)
      guard let cell = projection.cell(of: SIMD2(x, y)) else {
        Issue.record("\(x), \(y) has no cell")
        continue
      }
      let center = projection.center(column: cell.column, row: cell.row)
      let (halfColumn, halfRow): (Double, Double) = (0.5 * 4 / 20, 0.5 * 20 / 10)
      #expect(abs(center.x - x) <= halfColumn + 1e-12)
      #expect(abs(center.y - y) <= halfRow + 1e-12)
    }
  }

  @Test func outsideThereIsNoCell() {
    for point in [SIMD2(-1.01, 20), SIMD2(3.01, 20), SIMD2(0, 9.9), SIMD2(0, 30.1)] {
      #expect(projection.cell(of: point) == nil)
    }
    for x in [Double.nan, .infinity, -.infinity, 1e308] { #expect(projection.cell(of: SIMD2(x, 20)) == nil) }
    let empty = Projection(Rect(x: 0, y: 0, width: 0, height: 3), x: 0...1, y: 0...1)
    #expect(empty.cell(of: SIMD2(0, 0)) == nil && empty.edge(towards: SIMD2(9, 9)) == nil)
  }

  /// However the ends round, they are inside: a point on the border is shown, and one beyond has its arrow.
  @Test func endsAreInsideHoweverTheyRound() {
    var numbers = SeededNumbers(11)
    for _ in 0..<20_000 {
      let low = Double.random(in: -3...3, using: &numbers)
      let high = low + Double.random(in: 0.001...7, using: &numbers)
      let width = Int.random(in: 1...300, using: &numbers)
      let projection = Projection(Rect(x: 0, y: 0, width: width, height: width), x: low...high, y: low...high)
      let last = projection.cell(of: SIMD2(high, low))
      #expect(last?.column == width - 1 && last?.row == width - 1, "\(low)...\(high) in \(width)")
      #expect(projection.edge(towards: SIMD2(high + 1, low - 1))?.arrow == "↘")
      if last == nil { return }
    }
  }

  @Test func edgesPointToWhatIsOutside() {
    #expect(projection.edge(towards: SIMD2(0, 20)) == nil)
    #expect(projection.edge(towards: SIMD2(3, 30)) == nil)
    let right = projection.edge(towards: SIMD2(99, 20))
    #expect(right?.column == 24 && right?.row == 8 && right?.arrow == "→")
    let above = projection.edge(towards: SIMD2(1, 99))
    #expect(above?.column == 15 && above?.row == 3 && above?.arrow == "↑")
  }
}
