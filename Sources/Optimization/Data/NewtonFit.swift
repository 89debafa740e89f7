import RealModule

/// The minimum of a smooth convex loss by damped Newton steps, over a standardised feature.
struct NewtonFit {
  private(set) var result: (point: Point<Double>, isMinimum: Bool)

  init(_ loss: Regression.Loss, _ x: [Double], _ y: [Double], _ statistics: ColumnStatistics) {
    let isUnbounded = loss == .bce && NewtonFit.isSeparable(x, y)
    // A small penalty gives a minimum to a loss without one.
    let penalty = isUnbounded ? 1e-3 : 0
    let problem = Problem(loss: loss, x: x, y: y, penalty: penalty, isConstant: statistics.isConstant)
    var point: Point<Double>
    if loss == .bce {
      let share = min(max(statistics.meanY, 0.01), 0.99)
      point = Point(0, Double.log(share / (1 - share)))
    } else {
      // For a small δ the line of least absolute deviations is close, for a large one that of least squares.
      let squares = Point(statistics.slope, statistics.intercept)
      let deviations = LeastDeviations.fit(x, y, statistics)
      let isCloser = problem.valueAndGradient(deviations).value < problem.valueAndGradient(squares).value
      point = isCloser ? deviations : squares
    }
    let isArrived = problem.descend(&point)
    result = (point, isArrived && !isUnbounded)
  }

  /// Whether a threshold of x separates the classes, so that the loss keeps falling as its slope grows.
  ///
  /// Examples of both classes on the threshold itself make no difference.
  static func isSeparable(_ x: [Double], _ y: [Double]) -> Bool {
    var zeros = (least: Double.infinity, greatest: -Double.infinity)
    var ones = zeros
    for i in x.indices {
      if y[i] < 1 { zeros = (min(zeros.least, x[i]), max(zeros.greatest, x[i])) }
      if y[i] > 0 { ones = (min(ones.least, x[i]), max(ones.greatest, x[i])) }
    }
    // A single class is separated by b; two of them at one place are not separable.
    if zeros.least > zeros.greatest || ones.least > ones.greatest { return true }
    let isConstant = zeros.least == ones.greatest && ones.least == zeros.greatest
    return !isConstant && (zeros.greatest <= ones.least || ones.greatest <= zeros.least)
  }
}

/// A loss over columns, with a penalty of half a multiple of the squared parameters.
private struct Problem {
  let loss: Regression.Loss
  let x: [Double]
  let y: [Double]
  let penalty: Double
  let isConstant: Bool

  func valueAndGradient(_ p: Point<Double>) -> (value: Double, gradient: Point<Double>) {
    let (value, gradient) = withColumns(x, y) { LossColumns($0, $1, $2, loss).means(p, loss) }
    return (
      value + penalty / 2 * p.dot(p), Point(gradient.x + penalty * p.x, gradient.y + penalty * p.y)
    )
  }

  func hessian(_ p: Point<Double>) -> Hessian {
    let plain = withColumns(x, y) { LossColumns($0, $1, $2, loss).hessian(p, loss) }
    return Hessian(xx: plain.xx + penalty, xy: plain.xy, yy: plain.yy + penalty)
  }

  /// Walks to the minimum; returns whether it was reached.
  ///
  /// Levenberg's damping: a step that does not descend is shortened and turned towards the gradient.
  /// If a step would change the value by less than its last digits, only the gradient decides which point
  /// is better.
  func descend(_ p: inout Point<Double>) -> Bool {
    var (value, gradient) = valueAndGradient(p)
    var damping = 0.0
    for _ in 0..<500 {
      let step = solve(hessian(p), gradient, damping)
      if damping == 0 && gradient.dot(step) <= 8 * value.ulp { break }
      let next = p - step
      let there = valueAndGradient(next)
      if there.value < value {
        (p, value, gradient) = (next, there.value, there.gradient)
        damping = damping < 1e-10 ? 0 : damping / 8
      } else {
        damping = max(damping * 4, 1e-10)
        if damping > 1e12 { break }
      }
    }
    for _ in 0..<4 {
      let next = p - solve(hessian(p), gradient, 0)
      let there = valueAndGradient(next)
      guard there.gradient.length < gradient.length else { break }
      (p, gradient) = (next, there.gradient)
    }
    // The slopes that are added up, and the rounding of residuals, have the target's unit.
    let largest = y.reduce(0) { max($0, abs($1)) }
    return gradient.length <= 1e-12 * loss.slopeScale + 64 * largest.ulp
  }

  private func solve(_ h: Hessian, _ g: Point<Double>, _ damping: Double) -> Point<Double> {
    let (a, b, d) = (h.xx + damping, h.xy, h.yy + damping)
    if isConstant { return Point(0, d > 0 ? g.y / d : g.y) }
    let determinant = a * d - b * b
    guard determinant > 1e-14 * a * d else {
      // Flat in some direction: along the gradient, as far as a curvature of 1 would allow.
      return damping > 1 ? Point(g.x / damping, g.y / damping) : g
    }
    return Point((d * g.x - b * g.y) / determinant, (a * g.y - b * g.x) / determinant)
  }
}

extension Regression.Loss {
  /// The largest slope of one example's loss, if it is bounded.
  fileprivate var slopeScale: Double {
    if case .huber(let delta) = self { return delta }
    return 1
  }
}
