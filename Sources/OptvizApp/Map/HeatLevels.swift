import Arithmetic
import Optimization
import TerminalGraphics

/// Maps losses to the steps of a colour ramp.
enum HeatLevels {
  /// A level for each value, top row first: 0 in the valley to `count - 1` on the heights.
  ///
  /// The scale is the surface's own: linear, the logarithm of the height above the minimum, or the rank.
  static func levels(
    of grid: SampledGrid, _ spacing: LevelSpacing, lowest: Double?, count: Int
  ) -> [UInt8] {
    guard let range = grid.finiteRange, count > 0 else {
      return Array(repeating: Canvas.noLevel, count: grid.values.count)
    }
    let place = scale(spacing, range, lowest: lowest, grid)
    var levels: [UInt8] = []
    levels.reserveCapacity(grid.values.count)
    let top = Double(count - 1)
    for row in stride(from: grid.rows - 1, through: 0, by: -1) {
      for column in 0..<grid.columns {
        let value = grid[column, row]
        levels.append(
          value.isFinite
            ? UInt8(max(0, min(top, (place(value) * top).rounded()))) : Canvas.noLevel)
      }
    }
    return levels
  }

  /// A function from a value to its place in 0...1.
  ///
  /// - Parameter floor: the share of the heights that a logarithmic scale treats as the minimum. Without it,
  ///   the whole ramp would go to the last digits above the minimum.
  static func scale(
    _ spacing: LevelSpacing, _ range: ClosedRange<Double>, lowest: Double?, _ grid: SampledGrid,
    floor share: Double = 3e-5
  ) -> (Double) -> Double {
    guard range.length > 0, range.length.isFinite else { return { _ in 0 } }
    switch spacing {
    case .linear: return { range.share(of: $0) }
    case .logarithmic:
      let floor = min(lowest ?? range.lowerBound, range.lowerBound)
      let offset = share * (range.upperBound - floor)
      let low = Double.log(range.lowerBound - floor + offset)
      let span = Double.log(range.upperBound - floor + offset) - low
      return { (Double.log($0 - floor + offset) - low) / span }
    case .quantile:
      let heights = RankedValues(grid.values)
      return { Double(heights.count(below: $0)) / Double(max(1, heights.count - 1)) }
    }
  }
}
