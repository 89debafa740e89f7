import RealModule

/// The minimum of a smooth convex loss by damped Newton steps, over a standardised feature.
struct NewtonFit {
  private(set) var result: (point: Point<Double>, isMinimum: Bool)

  init(_ loss: Regression.Loss, _ x: [Double], _ y: [Double], _ statistics: ColumnStatistics) {
    let isUnbounded = loss == .bce && NewtonFit.isSeparable(x, y)
    // A small penalty makes a minimum where there is none.
    let penalty = isUnbounded ? 1e-3 : 0
    var point = Point(0.0, 0.0)
    if loss == .bce {
      let share = min(max(statistics.meanY, 0.01), 0.99)
      point.y = Double.log(share / (1 - share))
    } else {
      point = Point(statistics.slope, statistics.intercept)
    }
    let problem = Problem(loss: loss, x: x, y: y, penalty: penalty, isConstant: statistics.isConstant)
    let isArrived = problem.descend(&point)
    result = (point, isArrived && !isUnbounded)
  }

  /// Whether some threshold of x has all of one class on one side and all of the other on the other: then the
  /// loss keeps falling as the threshold's slope grows. Examples of both classes on the threshold itself change nothing.
  static func isSeparable(_ x: [Double], _ y: [Double]) -> Bool {
    var zeros = (least: Double.infinity, greatest: -Double.infinity)
    var ones = zeros
    for i in x.indices {
      if y[i] < 1 { zeros = (min(zeros.least, x[i]), max(zeros.greatest, x[i])) }
      if y[i] > 0 { ones = (min(ones.least, x[i]), max(ones.greatest, x[i])) }
    }
    // One class alone is told apart by b; two of them at one place are not told apart at all.
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
    let m = Double(x.count)
    let sums = withColumns(x, y) { LossSums.over($0, $1, $2, loss, p.x, p.y) }
    return (
      sums.value / m + penalty / 2 * p.dot(p),
      Point(sums.slope / m + penalty * p.x, sums.intercept / m + penalty * p.y)
    )
  }

  func hessian(_ p: Point<Double>) -> Hessian {
    let m = Double(x.count)
    let sums = withColumns(x, y) { CurvatureSums.over($0, $1, $2, loss, p.x, p.y) }
    return Hessian(xx: sums.second / m + penalty, xy: sums.first / m, yy: sums.weight / m + penalty)
  }

  /// Walks to the minimum; whether it was reached.
  ///
  /// Levenberg's damping: where a step does not descend it is shortened and turned towards the gradient.
  func descend(_ p: inout Point<Double>) -> Bool {
    var (value, gradient) = valueAndGradient(p)
    var damping = 0.0
    for _ in 0..<400 {
      if gradient.length == 0 { return true }
      let h = hessian(p)
      var isAccepted = false
      var step = Point(0.0, 0.0)
      for _ in 0..<60 {
        step = solve(h, gradient, damping)
        let next = Point(p.x - step.x, p.y - step.y)
        let there = valueAndGradient(next)
        let isLower = there.value < value
        // At the last digits of the value, the gradient still tells which point is better.
        let isLevel = there.value <= value + 4 * value.ulp && there.gradient.length < gradient.length
        if isLower || isLevel {
          (p, value, gradient) = (next, there.value, there.gradient)
          damping = damping < 1e-10 ? 0 : damping / 8
          isAccepted = true
          break
        }
        damping = max(damping * 4, 1e-10)
      }
      if !isAccepted { break }
    }
    return gradient.length <= 1e-12 * max(1, loss.slopeScale)
  }

  private func solve(_ h: Hessian, _ g: Point<Double>, _ damping: Double) -> Point<Double> {
    let (a, b, d) = (h.xx + damping, h.xy, h.yy + damping)
    if isConstant { return Point(0, d > 0 ? g.y / d : g.y) }
    let determinant = a * d - b * b
    guard determinant > 1e-14 * a * d else { return damping > 0 ? Point(g.x / damping, g.y / damping) : Point(g.x, g.y) }
    return Point((d * g.x - b * g.y) / determinant, (a * g.y - b * g.x) / determinant)
  }
}

extension Regression.Loss {
  /// How steep one example's loss can be, where that is bounded.
  fileprivate var slopeScale: Double {
    if case .huber(let delta) = self { return delta }
    return 1
  }
}
