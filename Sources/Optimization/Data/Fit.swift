/// The parameters that fit a standardised feature best, and the curvature of the loss there.
///
/// If there are no best parameters, because the loss keeps falling towards infinity, or if they were
/// not reached, those of a loss with a small penalty on large parameters: a point worth showing.
struct Fit: Hashable, Sendable {
  /// W and b.
  var point: Point<Double>
  /// Whether it is a minimum.
  var isMinimum: Bool
  /// Whether the loss has a kink there.
  var isKink: Bool
  /// The mean second derivative by z.
  var weight: Double
  /// The feature's mean and variance, each example counted by its second derivative.
  var mean: Double
  var variance: Double

  init(_ loss: Regression.Loss, _ x: [Double], _ y: [Double], _ statistics: ColumnStatistics) {
    let point: Point<Double>
    var isMinimum = true
    switch loss {
    case .mse, .halfMSE: point = Point(statistics.slope, statistics.intercept)
    case .mae: point = LeastDeviations.fit(x, y, statistics)
    case .huber, .bce: (point, isMinimum) = NewtonFit(loss, x, y, statistics).result
    }
    self.point = point
    self.isMinimum = isMinimum && point.isFinite
    isKink = loss == .mae

    // Absolute deviations have no second derivatives; those of the squares also show the bowl's shape.
    let curved = loss == .mae ? .mse : loss
    let hessian = withColumns(x, y) { LossColumns($0, $1, $2, curved).hessian(point, curved) }
    weight = hessian.yy
    if hessian.yy > 0 {
      let mean = hessian.xy / hessian.yy
      self.mean = mean
      variance = max(0, hessian.xx / hessian.yy - mean * mean)
    } else {
      (mean, variance) = (statistics.meanX, statistics.varianceX)
    }
  }
}

/// Two columns of the same length as memory.
@inline(__always)
func withColumns<R>(
  _ x: [Double], _ y: [Double], _ body: (UnsafePointer<Double>, UnsafePointer<Double>, Int) -> R
) -> R {
  x.withUnsafeBufferPointer { xs in
    y.withUnsafeBufferPointer { ys in
      guard let x = xs.baseAddress, let y = ys.baseAddress else { preconditionFailure("no examples") }
      return body(x, y, min(xs.count, ys.count))
    }
  }
}
