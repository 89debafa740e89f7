import Optimization
import Testing

@Suite struct SampledGridTests {
  static let square = Domain(x: 0...1, y: 0...1)

  @Test func rowsAreFilledFromTheLowest() {
    let grid = SampledGrid(domain: Domain(x: -1...1, y: 10...30), columns: 3, rows: 3) { y, xs, out in
      for index in xs.indices { out[index] = 100 * y + xs[index] }
    }
    #expect(grid.values == [999, 1000, 1001, 1999, 2000, 2001, 2999, 3000, 3001])
    #expect(grid[2, 0] == 1001)
    #expect(grid.xs == [-1, 0, 1])
    #expect(grid.ys == [10, 20, 30])
    #expect(grid.finiteRange == 999...3001)
  }

  @Test func theOutermostNodesLieExactlyOnTheBorder() {
    for count in 2...200 {
      let grid = SampledGrid(domain: Domain(x: -0.1...0.7, y: 0.3...1.1), columns: count, rows: count) {
        _, _, _ in
      }
      #expect(grid.x(ofColumn: 0) == -0.1)
      #expect(grid.x(ofColumn: count - 1) == 0.7)
      #expect(grid.y(ofRow: 0) == 0.3)
      #expect(grid.y(ofRow: count - 1) == 1.1)
      #expect(zip(grid.xs, grid.xs.dropFirst()).allSatisfy { $0 < $1 })
    }
  }

  @Test func whatIsLeftUnwrittenIsNotANumber() {
    let grid = SampledGrid(domain: Self.square, columns: 2, rows: 1) { _, _, out in out[0] = 1 }
    #expect(grid.values[0] == 1)
    #expect(grid.values[1].isNaN)
  }

  @Test func aGridOfTheWrongSizeIsRefused() {
    #expect(SampledGrid(domain: Self.square, columns: 2, rows: 2, values: [1, 2, 3]) == nil)
    #expect(SampledGrid(domain: Self.square, columns: -2, rows: -2, values: [1, 2, 3, 4]) == nil)
    #expect(SampledGrid(domain: Self.square, columns: .max, rows: 2, values: []) == nil)
    #expect(SampledGrid(domain: Self.square, columns: 2, rows: 2, values: [1, 2, 3, 4]) != nil)
  }

  @Test func anEmptyGridHasNothing() {
    for (columns, rows) in [(0, 0), (0, 3), (3, 0), (-1, 4), (4, -1)] {
      let grid = SampledGrid(domain: Self.square, columns: columns, rows: rows) { _, _, _ in }
      #expect(grid.values.isEmpty)
      #expect(grid.finiteRange == nil)
      #expect(grid.value(at: [0.5, 0.5]) == nil)
    }
  }

  @Test(arguments: [1, 7, 8, 9, 16, 21])
  func theFiniteRangeLeavesOutWhatIsNotFinite(count: Int) {
    for position in 0..<count {
      var values = (0..<count).map { Double($0 % 2 == 0 ? Double.infinity : -Double.infinity) }
      values[position] = 3
      let grid = SampledGrid(domain: Self.square, columns: count, rows: 1, values: values)
      #expect(grid?.finiteRange == 3...3)
      values[(position + 1) % count] = .nan
      values[position] = count == 1 ? .nan : -4
      let other = SampledGrid(domain: Self.square, columns: count, rows: 1, values: values)
      #expect(other?.finiteRange == (count == 1 ? nil : -4...(-4)))
    }
    let nothing = SampledGrid(domain: Self.square, columns: 1, rows: count) { _, _, _ in }
    #expect(nothing.finiteRange == nil)
  }

  @Test func theFiniteRangeIsThatOfEveryNode() {
    var grids = ContourGrids(seed: 1)
    for _ in 0..<50 {
      let grid = grids.next(columns: 2...20, rows: 2...20, holes: 0.2)
      let finite = grid.values.filter(\.isFinite)
      #expect(grid.finiteRange?.lowerBound == finite.min())
      #expect(grid.finiteRange?.upperBound == finite.max())
    }
  }

  @Test func interpolationIsExactAtNodesAndForPlanes() throws {
    let domain = Domain(x: -2...3, y: 1...2)
    let grid = SampledGrid(domain: domain, columns: 11, rows: 5) { y, xs, out in
      for index in xs.indices { out[index] = 3 * xs[index] - 7 * y + 1 }
    }
    for row in 0..<5 {
      for column in 0..<11 {
        let value = grid.value(at: [grid.x(ofColumn: column), grid.y(ofRow: row)])
        #expect(abs(try #require(value) - grid[column, row]) < 1e-12)
      }
    }
    for (x, y) in [(-1.77, 1.03), (0.123, 1.5), (2.99, 1.99)] {
      #expect(abs(try #require(grid.value(at: [x, y])) - (3 * x - 7 * y + 1)) < 1e-12)
    }
    #expect(grid.value(at: [-2, 1]) == grid[0, 0])
    #expect(grid.value(at: [3, 2]) == grid[10, 4])
  }

  @Test func interpolationEndsAtTheBorder() {
    let grid = SampledGrid(domain: Self.square, columns: 2, rows: 2) { _, _, out in out.update(repeating: 1) }
    for point: SIMD2<Double> in [[-0.01, 0.5], [1.01, 0.5], [0.5, -0.01], [0.5, 1.01], [.nan, 0.5]] {
      #expect(grid.value(at: point) == nil)
    }
  }

  @Test func aHoleDoesNotSpreadBeyondItsCells() throws {
    let grid = try #require(
      SampledGrid(
        domain: Domain(x: 0...2, y: 0...1), columns: 3, rows: 2, values: [1, 2, .nan, 1, 2, .infinity]))
    #expect(grid.value(at: [1, 0.5]) == 2)
    #expect(try #require(grid.value(at: [1.5, 0.5])).isNaN)
    #expect(grid.value(at: [0.5, 0.5]) == 1.5)
  }

  @Test func aSingleNodeIsItsOwnValue() {
    let grid = SampledGrid(domain: Self.square, columns: 1, rows: 1) { _, _, out in out[0] = 5 }
    #expect(grid.value(at: [0.3, 0.9]) == 5)
  }
}
