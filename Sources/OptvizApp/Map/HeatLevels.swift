import Arithmetic
import Optimization
import TerminalGraphics

/// Maps losses to the steps of a colour ramp.
enum HeatLevels {
  /// A level for each value, top row first: 0 in the valley to `count - 1` on the heights.
  ///
  /// On a fine ramp they have a hill shade; on a coarse one, its bands end at level lines.
  static func levels(of grid: SampledGrid, _ scale: HeatScale?, count: Int) -> [UInt8] {
    guard let scale, count > 0 else {
      return Array(repeating: Canvas.noLevel, count: grid.values.count)
    }
    var places = scale.places(of: grid.values)
    if count >= HeatLevels.fine {
      places = HillShade.shade(places, columns: grid.columns, rows: grid.rows)
    }
    var levels: [UInt8] = []
    levels.reserveCapacity(places.count)
    // Bands of equal width, as a coarse ramp shows them.
    let (factor, shift) = count >= HeatLevels.fine ? (Double(count - 1), 0.5) : (Double(count), 0)
    let top = Double(count - 1)
    for row in stride(from: grid.rows - 1, through: 0, by: -1) {
      for column in 0..<grid.columns {
        let place = places[row * grid.columns + column]
        levels.append(
          place.isFinite
            ? UInt8(max(0, min(top, (place * factor + shift).rounded(.down)))) : Canvas.noLevel)
      }
    }
    return levels
  }

  /// A ramp of this many levels looks smooth.
  private static let fine = 64

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
