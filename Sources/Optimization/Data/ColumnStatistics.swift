/// The sufficient statistics of least squares: what is needed of two columns for any line's mean
/// squared error.
///
/// The sums are taken over distances from the means, in a second pass, so that nothing cancels: years around
/// 2000 keep as many digits as years around 0.
struct ColumnStatistics: Hashable, Sendable {
  /// The mean feature.
  let meanX: Double
  /// The mean target.
  let meanY: Double
  /// The feature's deviation, over the population; 0 only where every feature is the same.
  let deviationX: Double
  /// The target's variance, over the population.
  let varianceY: Double
  /// The slope of the best line; 0 for a constant feature, for which every slope is equally good.
  let slope: Double
  /// The mean squared residual of the best line.
  let least: Double

  init(_ x: [Double], _ y: [Double]) {
    let count = Double(max(1, x.count))
    let meanX = ColumnStatistics.mean(x)
    let meanY = ColumnStatistics.mean(y)
    // In units of the largest distance, whose square neither overflows nor vanishes.
    let farthest = x.reduce(0) { max($0, abs($1 - meanX)) }
    let unit = farthest > 0 ? farthest : 1
    var (xx, xy, yy) = (0.0, 0.0, 0.0)
    for i in x.indices {
      let (dx, dy) = ((x[i] - meanX) / unit, y[i] - meanY)
      xx += dx * dx
      xy += dx * dy
      yy += dy * dy
    }
    let slope = xx > 0 ? xy / xx / unit : 0
    var squares = 0.0
    for i in x.indices {
      let residual = (y[i] - meanY) - slope * (x[i] - meanX)
      squares += residual * residual
    }
    (self.meanX, self.meanY, self.slope) = (meanX, meanY, slope)
    deviationX = unit * (xx / count).squareRoot()
    (varianceY, least) = (yy / count, squares / count)
  }

  /// The mean; exactly the value of a constant column.
  private static func mean(_ column: [Double]) -> Double {
    guard let first = column.first else { return 0 }
    var sum = 0.0
    for value in column { sum += value - first }
    if sum.isFinite { return first + sum / Double(column.count) }
    return column.reduce(0) { $0 + $1 / Double(column.count) }
  }

  /// The feature's variance, over the population.
  var varianceX: Double { deviationX * deviationX }
  /// Whether every feature is the same, so that the best lines are all those through one point.
  var isConstant: Bool { deviationX == 0 }
  /// The intercept of the best line.
  var intercept: Double { meanY - slope * meanX }
}
