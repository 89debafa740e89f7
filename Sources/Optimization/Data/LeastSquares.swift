/// A mean squared error in its quadratic form: least + (W x̄ + b − ȳ)² + var(x)(W − Ŵ)².
///
/// Two squares added to the least value: nothing cancels, and an evaluation costs the same for any number of
/// examples.
struct LeastSquares: Sendable {
  private let statistics: ColumnStatistics
  private let variance: Double
  /// 1 for the mean, ½ for half of it.
  private let factor: Double

  init(_ statistics: ColumnStatistics, factor: Double) {
    self.statistics = statistics
    variance = statistics.varianceX
    self.factor = factor
  }

  @inline(__always)
  func value<S: Scalar>(_ w: S, _ b: S) -> S {
    let offset = (w * statistics.meanX + b) - statistics.meanY
    let turn = w - statistics.slope
    return factor * (offset.squared() + variance * turn.squared() + statistics.least)
  }

  @inline(__always)
  func gradient<S: Scalar>(_ w: S, _ b: S) -> Point<S> {
    let offset = (w * statistics.meanX + b) - statistics.meanY
    let turn = w - statistics.slope
    return Point(
      2 * factor * (offset * statistics.meanX + variance * turn), 2 * factor * offset)
  }

  var hessian: Hessian {
    let mean = statistics.meanX
    return Hessian(
      xx: 2 * factor * (mean * mean + variance), xy: 2 * factor * mean, yy: 2 * factor)
  }
}
