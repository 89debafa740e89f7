/// The line of least absolute deviations, which passes through two of the examples.
///
/// From corner to corner of the loss, a convex polyhedron: at each the steepest edge downhill is taken, on which all lines
/// pass through one example, and followed to its lowest corner, a weighted median of slopes (G. O. Wesolowsky, *A new
/// descent algorithm for the least absolute value regression problem*, Communications in Statistics B10, 1981).
enum LeastDeviations {
  static func fit(_ x: [Double], _ y: [Double], _ statistics: ColumnStatistics) -> Point<Double> {
    if statistics.isConstant { return Point(0, median(y)) }
    // Somewhere to begin: the line through the example next to the least squares' line, at its slope.
    var point = Point(statistics.slope, statistics.intercept)
    let residuals = x.indices.map { y[$0] - point.x * x[$0] - point.y }
    guard let nearest = x.indices.min(by: { abs(residuals[$0]) < abs(residuals[$1]) }) else { return point }
    point = corner(x, y, through: nearest)
    var value = deviations(x, y, point)
    for _ in 0..<10_000 {
      guard let next = descend(x, y, point) else { break }
      let there = deviations(x, y, next)
      guard there < value else { break }
      (point, value) = (next, there)
    }
    return point
  }

  private static func deviations(_ x: [Double], _ y: [Double], _ p: Point<Double>) -> Double {
    x.indices.reduce(0) { $0 + abs(p.x * x[$1] + p.y - y[$1]) }
  }

  /// The best line through one example.
  private static func corner(_ x: [Double], _ y: [Double], through pivot: Int) -> Point<Double> {
    var slopes: [(slope: Double, weight: Double)] = []
    for i in x.indices where x[i] != x[pivot] {
      slopes.append(((y[i] - y[pivot]) / (x[i] - x[pivot]), abs(x[i] - x[pivot])))
    }
    let slope = weightedMedian(&slopes)
    return Point(slope, y[pivot] - slope * x[pivot])
  }

  /// A better corner on an edge that leaves this one; `nil` where every edge leads up.
  private static func descend(_ x: [Double], _ y: [Double], _ p: Point<Double>) -> Point<Double>? {
    var gradient = Point(0.0, 0.0)
    var touched: [Int] = []
    for i in x.indices {
      let residual = p.x * x[i] + p.y - y[i]
      if abs(residual) <= 8 * (abs(p.x * x[i]) + abs(p.y) + abs(y[i])).ulp {
        touched.append(i)
      } else {
        let sign = residual > 0 ? 1.0 : -1.0
        gradient = Point(gradient.x + sign * x[i], gradient.y + sign)
      }
    }
    var best: (rise: Double, pivot: Int)?
    for pivot in touched {
      let turn = touched.reduce(0.0) { $0 + abs(x[$1] - x[pivot]) }
      let rise = turn - abs(gradient.x - x[pivot] * gradient.y)
      if rise < best?.rise ?? 0 { best = (rise, pivot) }
    }
    return best.map { corner(x, y, through: $0.pivot) }
  }

  private static func weightedMedian(_ slopes: inout [(slope: Double, weight: Double)]) -> Double {
    slopes.sort { $0.slope < $1.slope }
    let half = slopes.reduce(0) { $0 + $1.weight } / 2
    var below = 0.0
    for (slope, weight) in slopes {
      below += weight
      if below >= half { return slope }
    }
    return slopes.last?.slope ?? 0
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return sorted[(sorted.count - 1) / 2]
  }
}
