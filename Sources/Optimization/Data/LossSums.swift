import CLanes

/// Sums over examples: of a loss, and of its derivatives by W and b; of squares, half the derivatives.
typealias LossSums = optviz_sums

/// Columns of examples, and the sums over them.
struct LossColumns {
  private var examples: optviz_examples

  init(
    _ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ count: Int, _ loss: Regression.Loss
  ) {
    examples = optviz_examples(x: x, y: y, count: Int64(count), loss: loss.summand, delta: loss.delta)
  }

  /// The sums at (W, b).
  func sums(_ w: Double, _ b: Double) -> LossSums {
    withUnsafePointer(to: examples) { optviz_sum_slopes($0, w, b) }
  }

  /// The mean loss and its gradient at (W, b).
  func means(_ p: Point<Double>, _ loss: Regression.Loss) -> (value: Double, gradient: Point<Double>) {
    let sums = sums(p.x, p.y)
    let (m, factor) = (Double(examples.count), loss == .mse ? 2.0 : 1)
    return (sums.value * loss.valueFactor / m, Point(sums.w * factor / m, sums.b * factor / m))
  }

  /// The mean loss at several W and one b, with the same bits as `means`.
  func fillRow(
    _ b: Double, _ ws: UnsafeBufferPointer<Double>, _ out: UnsafeMutableBufferPointer<Double>,
    _ loss: Regression.Loss
  ) {
    let nodes = min(ws.count, out.count)
    guard nodes > 0, let first = ws.baseAddress, let target = out.baseAddress else { return }
    withUnsafePointer(to: examples) { optviz_sum_values($0, first, Int64(nodes), b, target) }
    for i in 0..<nodes { target[i] = target[i] * loss.valueFactor / Double(examples.count) }
  }

  /// The mean loss's second derivatives at (W, b).
  func hessian(_ p: Point<Double>, _ loss: Regression.Loss) -> Hessian {
    let sums = withUnsafePointer(to: examples) { optviz_sum_curvatures($0, p.x, p.y) }
    let (m, factor) = (Double(examples.count), loss == .mse ? 2.0 : 1)
    return Hessian(xx: sums.w * factor / m, xy: sums.b * factor / m, yy: sums.value * factor / m)
  }
}

extension Regression.Loss {
  /// The factor from a sum of values to a mean.
  fileprivate var valueFactor: Double { self == .halfMSE ? 0.5 : 1 }

  fileprivate var summand: optviz_loss {
    switch self {
    case .mse, .halfMSE: optviz_squares
    case .mae: optviz_deviations
    case .huber: optviz_huber
    case .bce: optviz_logistic
    }
  }

  fileprivate var delta: Double {
    if case .huber(let delta) = self { return delta }
    return 0
  }
}
