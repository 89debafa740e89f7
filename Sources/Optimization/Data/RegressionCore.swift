/// The part of a regression that does not depend on its batches.
final class RegressionCore: Sendable {
  let examples: Examples
  let model: Regression.Model
  let loss: Regression.Loss
  let scaling: Regression.Scaling
  /// The feature that the parameters are multiplied with.
  let feature: [Double]
  /// The whole loss, if it is a mean of squares.
  let leastSquares: LeastSquares?

  init(
    _ examples: Examples, _ model: Regression.Model, _ loss: Regression.Loss, _ scaling: Regression.Scaling
  ) {
    self.examples = examples
    self.model = model
    self.loss = loss
    self.scaling = scaling
    feature = examples.feature(scaling)
    leastSquares =
      switch loss {
      case .mse: LeastSquares(examples.statistics(scaling), factor: 1)
      case .halfMSE: LeastSquares(examples.statistics(scaling), factor: 0.5)
      default: nil
      }
  }

  /// The best fit, and its parameters for the feature as it is scaled here.
  var fit: (fit: Fit, point: Point<Double>) {
    let fit = examples.fit(loss)
    if leastSquares != nil {
      let statistics = examples.statistics(scaling)
      return (fit, Point(statistics.slope, statistics.intercept))
    }
    return (fit, examples.parameters(fit.point, for: scaling))
  }

  var minima: [Minimum] {
    let (fit, point) = fit
    guard fit.isMinimum, point.isFinite else { return [] }
    let least = value(at: point)
    guard least.isFinite else { return [] }
    return [Minimum(point.x, point.y, value: least, isKink: fit.isKink)]
  }

  var formula: String {
    let z = scaling == .none ? "W x + b" : "W x′ + b"
    let terms =
      switch loss {
      case .mse: "1/m Σ (\(z) − y)²"
      case .halfMSE: "1/2m Σ (\(z) − y)²"
      case .mae: "1/m Σ |\(z) − y|"
      case .huber(let delta):
        "1/m Σ h(\(z) − y), h(r) = ½r² up to |r| = δ, then δ(|r| − ½δ), δ = \(delta.shortText)"
      case .bce: "1/m Σ [log(1 + exp z) − y z], z = \(z)"
      }
    let scaled = scaling == .none ? "" : ", x′ = (x − mean)/deviation"
    return "J(W, b) = \(terms)\(scaled), m = \(examples.data.count)"
  }

  func value(at point: Point<Double>) -> Double {
    if let leastSquares { return leastSquares.value(point.x, point.y) }
    return withLoss { $0.means(point, loss).value }
  }

  func valueAndGradient(at point: Point<Double>) -> (value: Double, gradient: Point<Double>) {
    if let leastSquares {
      return (leastSquares.value(point.x, point.y), leastSquares.gradient(point.x, point.y))
    }
    return withLoss { $0.means(point, loss) }
  }

  func hessian(at point: Point<Double>) -> Hessian {
    leastSquares?.hessian ?? withLoss { $0.hessian(point, loss) }
  }

  func fillRow(
    _ y: Double, _ xs: UnsafeBufferPointer<Double>, _ out: UnsafeMutableBufferPointer<Double>
  ) {
    guard let leastSquares else { return withLoss { $0.fillRow(y, xs, out, loss) } }
    for i in 0..<min(xs.count, out.count) { out[i] = leastSquares.value(xs[i], y) }
  }

  private func withLoss<R>(_ body: (LossColumns) -> R) -> R {
    withColumns(feature, examples.data.y) { body(LossColumns($0, $1, $2, loss)) }
  }
}
