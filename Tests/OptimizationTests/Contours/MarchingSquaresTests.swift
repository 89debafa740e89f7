import Optimization
import Testing

/// Tiny grids with exact answers.
///
/// Rows are written in the order of the picture: the highest y first.
@Suite struct MarchingSquaresTests {
  /// A grid with nodes at whole coordinates from (0, 0).
  static func grid(_ rows: [[Double]]) -> SampledGrid {
    let columns = rows.first?.count ?? 0
    let domain = Domain(x: 0...Double(max(columns - 1, 0)), y: 0...Double(max(rows.count - 1, 0)))
    return SampledGrid(domain: domain, columns: columns, rows: rows.count) { y, _, out in
      let row = rows[rows.count - 1 - Int(y)]
      for index in out.indices { out[index] = row[index] }
    }
  }

  static func lines(_ rows: [[Double]], at level: Double) -> [Polyline] {
    contours(of: grid(rows), at: [level])[0].lines
  }

  static func open(_ points: SIMD2<Double>...) -> Polyline { Polyline(points: points, isClosed: false) }
  static func closed(_ points: SIMD2<Double>...) -> Polyline { Polyline(points: points, isClosed: true) }

  @Test func oneCornerIsCutOff() {
    #expect(Self.lines([[0, 0], [4, 0]], at: 1) == [Self.open([0.75, 0], [0, 0.75])])
    #expect(Self.lines([[0, 0], [0, 4]], at: 1) == [Self.open([1, 0.75], [0.25, 0])])
    #expect(Self.lines([[0, 4], [0, 0]], at: 1) == [Self.open([0.25, 1], [1, 0.25])])
    #expect(Self.lines([[4, 0], [0, 0]], at: 1) == [Self.open([0, 0.25], [0.75, 1])])
  }

  @Test func threeCornersLeaveTheFourth() {
    #expect(Self.lines([[4, 4], [0, 4]], at: 1) == [Self.open([0, 0.25], [0.25, 0])])
    #expect(Self.lines([[4, 4], [4, 0]], at: 1) == [Self.open([0.75, 0], [1, 0.25])])
    #expect(Self.lines([[4, 0], [4, 4]], at: 1) == [Self.open([1, 0.75], [0.75, 1])])
    #expect(Self.lines([[0, 4], [4, 4]], at: 1) == [Self.open([0.25, 1], [0, 0.75])])
  }

  @Test func aSlopeIsCrossedStraight() {
    #expect(Self.lines([[4, 4], [0, 0]], at: 1) == [Self.open([0, 0.25], [1, 0.25])])
    #expect(Self.lines([[0, 0], [4, 4]], at: 1) == [Self.open([1, 0.75], [0, 0.75])])
    #expect(Self.lines([[0, 4], [0, 4]], at: 1) == [Self.open([0.25, 1], [0.25, 0])])
    #expect(Self.lines([[4, 0], [4, 0]], at: 1) == [Self.open([0.75, 0], [0.75, 1])])
  }

  @Test func aSaddleWithAHighCentreConnectsTheHighCorners() {
    let falling = [[0.0, 4], [4, 0]]
    #expect(
      Self.lines(falling, at: 1) == [Self.open([0.75, 0], [1, 0.25]), Self.open([0.25, 1], [0, 0.75])])
    let rising = [[4.0, 0], [0, 4]]
    #expect(
      Self.lines(rising, at: 1) == [Self.open([0, 0.25], [0.25, 0]), Self.open([1, 0.75], [0.75, 1])])
  }

  @Test func aSaddleWithALowCentreSeparatesThem() {
    let falling = [[0.0, 4], [4, 0]]
    #expect(
      Self.lines(falling, at: 3) == [Self.open([0.25, 0], [0, 0.25]), Self.open([0.75, 1], [1, 0.75])])
    let rising = [[4.0, 0], [0, 4]]
    #expect(
      Self.lines(rising, at: 3) == [Self.open([1, 0.25], [0.75, 0]), Self.open([0, 0.75], [0.25, 1])])
  }

  @Test func aCentreOnTheLevelCountsAsHigh() {
    #expect(
      Self.lines([[0, 4], [4, 0]], at: 2) == [
        Self.open([0.5, 0], [1, 0.5]), Self.open([0.5, 1], [0, 0.5]),
      ])
  }

  @Test func aHillIsCircledCounterclockwise() {
    #expect(
      Self.lines([[0, 0, 0], [0, 4, 0], [0, 0, 0]], at: 1)
        == [Self.closed([0.25, 1], [1, 0.25], [1.75, 1], [1, 1.75])])
  }

  @Test func aHollowIsCircledClockwise() {
    #expect(
      Self.lines([[4, 4, 4], [4, 0, 4], [4, 4, 4]], at: 1)
        == [Self.closed([1, 0.75], [0.75, 1], [1, 1.25], [1.25, 1])])
  }

  @Test func aLineGoesThroughManyCells() {
    #expect(
      Self.lines([[2, 2, 2, 2], [0, 0, 0, 0]], at: 1)
        == [Self.open([0, 0.5], [1, 0.5], [2, 0.5], [3, 0.5])])
  }

  @Test func aCornerOnTheLevelIsAbove() {
    #expect(Self.lines([[0, 0], [1, 0]], at: 1) == [Self.open([0, 0], [0, 0])])
    #expect(Self.lines([[1, 1], [0, 1]], at: 1) == [Self.open([0, 1], [1, 0])])
    #expect(Self.lines([[1, 2], [1, 2]], at: 1) == [])
    #expect(Self.lines([[1, 0], [1, 0]], at: 1) == [Self.open([0, 0], [0, 1])])
    // A plateau at the level is surrounded where the ground falls away, and only there.
    #expect(
      Self.lines([[0, 0, 0], [0, 1, 0], [0, 0, 0]], at: 1) == [
        Self.closed([1, 1], [1, 1], [1, 1], [1, 1])
      ])
    #expect(Self.lines([[2, 2, 2], [2, 1, 2], [2, 2, 2]], at: 1) == [])
  }

  @Test func aHoleEndsTheLines() {
    let hole = Double.nan
    #expect(Self.lines([[2, 2, hole], [0, 0, 0]], at: 1) == [Self.open([0, 0.5], [1, 0.5])])
    #expect(
      Self.lines([[2, 2, hole, 2, 2], [0, 0, 0, 0, 0]], at: 1)
        == [Self.open([0, 0.5], [1, 0.5]), Self.open([3, 0.5], [4, 0.5])])
    #expect(Self.lines([[0, 0, 0], [0, hole, 0], [0, 4, 0]], at: 1) == [])
    // The line is open at a hole.
    #expect(
      Self.lines([[0, 0, 0, 0], [0, 4, 4, 0], [0, 4, hole, 0], [0, 0, 0, 0]], at: 1)
        == [Self.open([2.75, 2], [2, 2.75], [1, 2.75], [0.25, 2], [0.25, 1], [1, 0.25])])
  }

  @Test(arguments: [Double.infinity, -.infinity, .nan])
  func whatIsNotFiniteIsAHole(value: Double) {
    for corner in 0..<4 {
      var values = [0.0, 4, 0, 4]
      values[corner] = value
      #expect(Self.lines([Array(values[..<2]), Array(values[2...])], at: 1) == [])
    }
    #expect(Self.lines([[value, value], [value, value]], at: 0) == [])
  }

  @Test func aLevelOutsideTheRangeHasNoLines() {
    for level in [
      -1, 0, 4.1, .infinity, -.infinity, .nan, .greatestFiniteMagnitude, -.greatestFiniteMagnitude,
    ] {
      #expect(Self.lines([[0, 4], [1, 2]], at: level) == [])
    }
  }

  @Test func aFlatGridHasNoLines() {
    let grid = Self.grid([[3, 3, 3], [3, 3, 3], [3, 3, 3]])
    #expect(contours(of: grid, at: [2, 3, 4]).flatMap(\.lines) == [])
  }

  @Test func aGridWithoutCellsHasNoLines() {
    for rows: [[Double]] in [[], [[]], [[1]], [[0, 4, 0]], [[0], [4], [0]]] {
      #expect(contours(of: Self.grid(rows), at: [1, 2]) == [1, 2].map { Contour(level: $0, lines: []) })
    }
  }

  @Test func contoursComeInTheOrderOfTheLevels() {
    let grid = Self.grid([[4, 4], [0, 0]])
    let levels: [Double] = [3, .nan, 1, 3, -.infinity, 2, 1]
    let all = contours(of: grid, at: levels)
    #expect(all.map(\.lines.count) == [1, 0, 1, 1, 0, 1, 1])
    #expect(all.map { $0.lines.first?.points[0].y } == [0.75, nil, 0.25, 0.75, nil, 0.5, 0.25])
    #expect(all[0] == all[3])
    #expect(contours(of: grid, at: []) == [])
    #expect(contours(of: grid, at: [0.0, -0.0]).map(\.lines) == [[], []])
  }

  @Test func extremeHeightsDoNotOverflow() {
    let huge = Double.greatestFiniteMagnitude
    #expect(Self.lines([[huge, huge], [-huge, -huge]], at: 0) == [Self.open([0, 0.5], [1, 0.5])])
    #expect(
      Self.lines([[-huge, huge], [huge, -huge]], at: 0)
        == [Self.open([0.5, 0], [1, 0.5]), Self.open([0.5, 1], [0, 0.5])])
    let tiny = Double.leastNonzeroMagnitude
    #expect(Self.lines([[tiny, tiny], [0, 0]], at: tiny) == [Self.open([0, 1], [1, 1])])
  }

  @Test func aDomainWithoutAreaIsHarmless() throws {
    let domains = [
      Domain(x: 1...1, y: 2...2), Domain(x: -.infinity ... .infinity, y: 0 ... .infinity),
      Domain(x: -.greatestFiniteMagnitude ... .greatestFiniteMagnitude, y: 0...(.leastNonzeroMagnitude)),
    ]
    for domain in domains {
      let grid = try #require(SampledGrid(domain: domain, columns: 2, rows: 3, values: [0, 4, 4, 0, 1, 7]))
      #expect(contours(of: grid, at: [2])[0].lines.map(\.points.count) == [2, 3, 2])
      _ = grid.value(at: [1, 2])
      _ = grid.value(at: [0, 0])
    }
  }

  @Test func openLinesComeFirst() {
    let rows: [[Double]] = [[4, 4, 4, 4, 4], [0, 0, 0, 0, 0], [0, 0, 4, 0, 0], [0, 0, 0, 0, 0]]
    #expect(Self.lines(rows, at: 1).map(\.isClosed) == [false, true])
  }
}
