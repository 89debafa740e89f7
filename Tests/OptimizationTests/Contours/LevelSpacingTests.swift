import Optimization
import Testing

@Suite struct LevelSpacingTests {
  static func row(_ values: [Double]) -> SampledGrid {
    SampledGrid(domain: Domain(x: 0...1, y: 0...1), columns: values.count, rows: 1) { _, _, out in
      for index in out.indices { out[index] = values[index] }
    }
  }

  @Test func linearStepsAreRound() {
    let linear = LevelSpacing.linear
    #expect(linear.levels(count: 9, in: Self.row([0, 100])) == [10, 20, 30, 40, 50, 60, 70, 80, 90])
    #expect(linear.levels(count: 8, in: Self.row([0, 100])) == [20, 40, 60, 80])
    #expect(linear.levels(count: 4, in: Self.row([0, 1])) == [0.2, 0.4, 0.6, 0.8])
    #expect(linear.levels(count: 9, in: Self.row([0, 1])) == [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9])
    #expect(linear.levels(count: 5, in: Self.row([-1.3, 1.1])) == [-1, -0.5, 0, 0.5, 1])
    #expect(linear.levels(count: 12, in: Self.row([0.5, 2509])) == (1...12).map { 200 * Double($0) })
    #expect(linear.levels(count: 3, in: Self.row([2.9e-7, 4.1e-7])) == [3e-7, 3.5e-7, 4e-7])
  }

  @Test func aSingleLinearLevelIsFoundWhereNoRoundStepGivesOne() {
    #expect(LevelSpacing.linear.levels(count: 1, in: Self.row([19, 41])) == [20])
    #expect(LevelSpacing.linear.levels(count: 1, in: Self.row([-1, 1])) == [0])
  }

  @Test func zeroIsNotNegative() {
    let levels = LevelSpacing.linear.levels(count: 3, in: Self.row([-0.5, 0.9]))
    #expect(levels == [0, 0.5])
    #expect(levels.first?.sign == .plus)
  }

  @Test func logarithmicLevelsGrowByOneFactorAboveTheMinimum() {
    for minimum in [-3.0, 0.5, 1] {
      let grid = AnalyticGrids.grid(Domain(x: -2...2, y: -1...3)) { x, y in
        1 + x * x + 100 * (y - x * x) * (y - x * x)
      }
      let levels = LevelSpacing.logarithmic.levels(count: 12, in: grid, minimum: minimum)
      #expect(levels.count == 12)
      let factors = zip(levels, levels.dropFirst()).map { ($1 - minimum) / ($0 - minimum) }
      #expect(factors.allSatisfy { abs($0 / factors[0] - 1) < 1e-9 })
      #expect(factors[0] > 1)
    }
  }

  /// A node on the minimum, one very near it, one at a distance: the levels stay.
  @Test func logarithmicLevelsDoNotDependOnTheNodeNextToTheMinimum() {
    let levels = [0, 1e-9, 0.05].map { offset in
      let bowl = AnalyticGrids.grid(Domain(x: -3...3, y: -3...3), columns: 61, rows: 61) { x, y in
        (x - offset) * (x - offset) + (y - offset) * (y - offset)
      }
      return LevelSpacing.logarithmic.levels(count: 10, in: bowl, minimum: 0)
    }
    #expect(levels.map(\.count) == [10, 10, 10])
    // No level is wasted on a dot around the minimum.
    #expect(levels.allSatisfy { $0[0] > 0.005 && $0[0] < 0.1 })
    for others in levels.dropFirst() {
      #expect(zip(levels[0], others).allSatisfy { (0.5...2).contains($0 / $1) })
    }
  }

  @Test func aMinimumOutOfPlaceGivesWayToTheGrids() {
    let grid = Self.row((1...100).map(Double.init))
    let expected = LevelSpacing.logarithmic.levels(count: 7, in: grid)
    #expect(expected.count == 7)
    for minimum in [Double.nan, -.infinity, .infinity, 50] {
      #expect(LevelSpacing.logarithmic.levels(count: 7, in: grid, minimum: minimum) == expected)
    }
    #expect(LevelSpacing.logarithmic.levels(count: 7, in: grid, minimum: 1) == expected)
    #expect(LevelSpacing.logarithmic.levels(count: 7, in: grid, minimum: 0) != expected)
  }

  @Test func aMapFarAboveTheMinimumStillHasItsLevels() {
    let grid = Self.row((0...100).map { 1000 + Double($0) })
    #expect(LevelSpacing.logarithmic.levels(count: 9, in: grid, minimum: 0).count == 9)
    #expect(LevelSpacing.logarithmic.levels(count: 3, in: Self.row([0, 1, 1, 1])).count == 3)
  }

  @Test func quantilesSeparateEqualShares() {
    #expect(LevelSpacing.quantile.levels(count: 3, in: Self.row([4, 1, 3, 2])) == [1.5, 2.5, 3.5])
    #expect(
      LevelSpacing.quantile.levels(count: 1, in: Self.row([.nan, -1, .infinity, 3, -.infinity])) == [1])
    var grids = ContourGrids(seed: 3)
    for _ in 0..<20 {
      let grid = grids.next(columns: 30...60, rows: 30...60, holes: 0.1)
      let finite = grid.values.filter(\.isFinite)
      let levels = LevelSpacing.quantile.levels(count: 9, in: grid)
      #expect(levels.count == 9)
      for (index, level) in levels.enumerated() {
        #expect(finite.count { $0 < level } == finite.count * (index + 1) / 10)
      }
    }
  }

  @Test func quantilesOfPlateausAreDistinct() {
    #expect(
      LevelSpacing.quantile.levels(count: 9, in: Self.row([0, 0, 0, 0, 0, 0, 0, 0, 1, 2])) == [0.5, 1.5])
    #expect(LevelSpacing.quantile.levels(count: 3, in: Self.row([-2, -2, -1, -1])) == [-1.5])
  }

  @Test(arguments: LevelSpacing.allCases)
  func levelsAscendStrictlyInsideTheFiniteRange(spacing: LevelSpacing) {
    let huge = Double.greatestFiniteMagnitude
    let tiny = Double.leastNonzeroMagnitude
    let awkward: [[Double]] = [
      [0, 1], [-huge, huge], [0, huge], [0, tiny], [-tiny, tiny], [tiny, 3 * tiny], [1, 1.0.nextUp],
      [1, 1.0.nextUp.nextUp.nextUp], [1e15, 1e15 + 10], [1e16, 1e16 + 4], [-1e300, 1e-300], [0, 9 * tiny, 1],
      [.nan, 0, .infinity, 5, -.infinity], [1e-290, 1e290], [-5, -4.999999], [0, 0, 0, 1e-12, 1e12], [9, 31],
      [99, 101],
      [huge.nextDown, huge], [-3.5, 1e9],
    ]
    var grids = ContourGrids(seed: 5)
    let random = (0..<40).map { _ in grids.next(columns: 1...20, rows: 1...20, holes: 0.3) }
    for grid in awkward.map(Self.row) + random + AnalyticGrids.all {
      for count in [1, 2, 3, 5, 12, 40, 1000, 100_000, .max] {
        for minimum in [nil, grid.finiteRange?.lowerBound, -7] {
          let levels = spacing.levels(count: count, in: grid, minimum: minimum)
          #expect(levels.count <= min(count, LevelSpacing.maximumCount))
          #expect(zip(levels, levels.dropFirst()).allSatisfy { $0 < $1 })
          guard let range = grid.finiteRange else {
            #expect(levels == [])
            continue
          }
          #expect(levels.allSatisfy { range.lowerBound < $0 && $0 < range.upperBound })
          #expect(levels == spacing.levels(count: count, in: grid, minimum: minimum))
        }
      }
    }
  }

  @Test(arguments: LevelSpacing.allCases)
  func levelsAreFoundOnEverySurface(spacing: LevelSpacing) {
    for grid in AnalyticGrids.all {
      #expect((5...12).contains(spacing.levels(count: 12, in: grid).count))
    }
  }

  @Test(arguments: LevelSpacing.allCases)
  func aGridWithoutHeightDifferenceHasNoLevels(spacing: LevelSpacing) {
    for values: [Double] in [
      [], [3], [3, 3, 3], [.nan, .nan], [.infinity, -.infinity], [.nan, 2, .infinity], [0, -0.0],
    ] {
      #expect(spacing.levels(count: 12, in: Self.row(values)) == [])
      #expect(spacing.levels(count: 12, in: Self.row(values), minimum: 0) == [])
    }
    #expect(spacing.levels(count: 0, in: Self.row([0, 1])) == [])
    #expect(spacing.levels(count: -4, in: Self.row([0, 1])) == [])
  }
}
