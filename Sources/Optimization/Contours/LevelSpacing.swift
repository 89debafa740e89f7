/// How contour levels are spread over a grid's heights.
///
/// Which one suits a surface depends on how its heights are distributed, so the surface chooses.
public enum LevelSpacing: String, CaseIterable, Hashable, Sendable {
  /// Equal, round steps: slopes can be read off the distance of the lines. For gentle surfaces.
  case linear
  /// Equal factors above the minimum: shows a valley floor and its walls at once. For surfaces over many decades.
  case logarithmic
  /// Equal shares of the map between the lines, whatever the heights are. For surfaces with spikes.
  case quantile
}

extension LevelSpacing {
  /// The largest number of levels.
  public static let maximumCount = 1000

  /// Levels for a grid: strictly ascending, strictly inside the grid's finite range, at most `count`.
  ///
  /// - `linear`: the multiples of 1, 2 or 5 times a power of ten that lie inside, at the smallest such step that
  ///   yields at most `count`.
  /// - `logarithmic`: `count` levels whose heights above `minimum` grow by one factor. `minimum` is the surface's
  ///   known least value; if it is missing or above the grid's least value, the latter is used instead. The
  ///   factor spans the heights from where a thousandth of the grid is below up to the greatest, so it stays the same
  ///   whether or not a node happens to hit the minimum.
  /// - `quantile`: `count` levels with equal shares of the finite values between them; fewer where many values
  ///   are equal.
  ///
  /// There are fewer levels if neighbouring ones round to the same number; none for a grid whose finite values are all
  /// equal or that has no finite value, and for a `count` below one. NaN and infinite values are left out. The same
  /// grid gives the same levels. If round or geometric steps leave the range of numbers, or a range is narrower than
  /// a billionth of its numbers, they are equidistant. O(values), six passes for `quantile`; O(count) for `linear`.
  public func levels(count: Int, in grid: SampledGrid, minimum: Double? = nil) -> [Double] {
    let count = min(count, Self.maximumCount)
    guard count > 0, let range = grid.finiteRange, range.lowerBound < range.upperBound else { return [] }
    let levels =
      switch self {
      case .linear: roundLevels(count: count, in: range)
      case .logarithmic: geometricLevels(count: count, in: grid, range, minimum: minimum)
      case .quantile: quantileLevels(count: count, in: grid)
      }
    return levels.ascending(inside: range)
  }
}

extension [Double] {
  /// The elements, given in ascending order, that lie strictly inside a range, each once.
  fileprivate func ascending(inside range: ClosedRange<Double>) -> [Double] {
    reduce(into: []) { kept, level in
      guard level > kept.last ?? range.lowerBound, level < range.upperBound else { return }
      kept.append(level)
    }
  }
}

/// `count` levels at equal distances inside a range.
func evenLevels(count: Int, in range: ClosedRange<Double>) -> [Double] {
  (1...count).map { index in
    let share = Double(index) / Double(count + 1)
    return range.lowerBound * (1 - share) + range.upperBound * share
  }
}
