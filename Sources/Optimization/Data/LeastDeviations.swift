/// The line of least absolute deviations, which passes through two of the examples.
///
/// With many examples, a sample gives the approximate line; examples far from it stay on their side of it and
/// count only by their sum, and only the near ones are examined individually. If the line found is further
/// from the first than that allows, more of them are near, and the search is repeated: the result is exact (S.
/// Portnoy and R. Koenker, *The Gaussian hare and the Laplacian tortoise*, Statistical Science 12, 1997).
enum LeastDeviations {
  static func fit(_ x: [Double], _ y: [Double], _ statistics: ColumnStatistics) -> Point<Double> {
    if statistics.isConstant {
      let sorted = y.sorted()
      return Point(0, sorted[(sorted.count - 1) / 2])
    }
    let squares = Point(statistics.slope, statistics.intercept)
    let whole = DeviationSum(x: x, y: y)
    guard x.count > 4096 else { return whole.minimum(from: squares) ?? squares }

    // The sample's size that makes both problems small, by the source above.
    let size = Int(Double.pow(Double(x.count), 2.0 / 3))
    let places = Permutation(of: x.count, seed: 0, index: 0)
    let rows = (0..<size).map { places[$0] }
    let sample = DeviationSum(x: rows.map { x[$0] }, y: rows.map { y[$0] })
    let rough = sample.minimum(from: squares) ?? squares
    var margin = 5 * sample.value(at: rough) / Double(size) / Double(size).squareRoot()
    while margin.isFinite {
      let near = DeviationSum(whole, near: rough, within: margin)
      if let point = near.minimum(from: rough) {
        let isNear = abs(point.x - rough.x) <= margin && abs(point.y - rough.y) <= margin
        if isNear || near.x.count == x.count { return point }
      }
      if near.x.count == x.count { break }
      margin = max(4 * margin, .leastNormalMagnitude)
    }
    return whole.minimum(from: squares) ?? squares
  }
}
