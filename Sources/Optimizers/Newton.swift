import Optimization

/// Newton's method: to where the quadratic with the surface's own slope and curvature is level.
///
/// H is ∇²f(W) + λI, made column by column. On a quadratic one step with α = 1 ends at its minimum, however narrow the
/// valley, and near any smooth minimum the error is squared at every step. It looks for a level point, not for a low
/// one: where H has a negative curvature it goes uphill along it, to a saddle or a maximum. That is the pure method,
/// shown unchanged; λ above the size of the most negative curvature makes every direction a descent, and turns the
/// step towards that of plain descent at the rate 1/λ.
///
/// Where H is singular to rounding no such point exists: its determinant is then within 16 units in the last place of
/// the products that cancel in it, whatever the units of x and y. d is the shortest one that solves the equations as well
/// as possible, with the pseudo-inverse H⁺: the flat direction is left alone, and without any curvature the run stays
/// until λ is raised.
///
/// The Hessian is exact. Its two columns take two evaluations besides the gradient's, so that a step costs three; for n
/// parameters it would be n + 1. Defaults: α = 1 and λ = 0, the pure method. Source: J. Nocedal and S. J. Wright,
/// Numerical optimization, 2nd ed. (2006), equations 2.15 and 3.30; the damping is Levenberg's and Marquardt's, ibid.
/// 10.24 and 3.4.
public struct Newton<S: Scalar>: Optimizer {
  public typealias Packed = Newton<Lanes>
  public typealias V = Point<S>

  public static var card: OptimizerCard {
    OptimizerCard(
      id: "newton", name: "Newton", family: .secondOrder,
      summary:
        "Jumps to where the local quadratic model is level: to a bowl's minimum at once, but also to saddles.",
      paper:
        "J. Nocedal and S. J. Wright, Numerical optimization, 2nd ed. (2006), section 3.3; damping: K. Levenberg, "
        + "Quarterly of Applied Mathematics 2 (1944), D. W. Marquardt, SIAM Journal 11 (1963).",
      formula: Formula(
        "{H₁} ← {∂₁∇f} + {damping}{e₁}",
        "{H₂} ← {∂₂∇f} + {damping}{e₂}",
        "{d} ← −{#H⁻¹}·{*g}",
        "{W} ← {W_old} + {lr}{d}"),
      checkedAgainst: ["the textbook: one step on a quadratic, squared errors near any minimum"])
  }

  /// The rate.
  public var lr: S
  let damping: S

  public init(_ settings: Settings<S>) {
    lr = settings.number(
      .learningRate(1, slider: 1e-3...2, "1 ends at a quadratic's minimum; less is damped Newton's."))
    damping = settings.number(
      Setting(
        "damping", "λ", default: 0, in: .from(0), slider: 1e-4...1e4, .logarithmic,
        "Added to every curvature: shortens the step, and above the most negative curvature makes it a descent."
      ))
  }

  /// There is no state.
  public struct State: Sendable {}

  public func start(at position: Point<S>) -> State { State() }

  @inline(__always)
  public func step<O: Oracle<Point<S>>, T: Trace<Point<S>>>(
    _ position: inout Point<S>, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let g = trace("g", oracle.gradient(at: position))
    let e1 = trace("e₁", Point(S(1), S(0)))
    let e2 = trace("e₂", Point(S(0), S(1)))
    let slope1 = trace("∂₁∇f", oracle.hessianProduct(at: position, e1))
    let slope2 = trace("∂₂∇f", oracle.hessianProduct(at: position, e2))
    let column1 = trace("H₁", slope1 + damping * e1)
    let column2 = trace("H₂", slope2 + damping * e2)
    if trace.keeps {
      trace.record("H⁻¹₁", S(-1) * Newton.solution(column1, column2, e1))
      trace.record("H⁻¹₂", S(-1) * Newton.solution(column1, column2, e2))
    }
    let d = trace("d", Newton.solution(column1, column2, g))
    trace.update("W", &position, to: position + lr * d)
  }

  /// −H⁻¹ g by Cramer's rule, H given by its columns; −H⁺ g where H is singular to rounding.
  ///
  /// A singular H is t v vᵀ with the trace t and a unit vector v, so that H⁺ is H/t².
  private static func solution(_ column1: Point<S>, _ column2: Point<S>, _ g: Point<S>) -> Point<S> {
    let (zero, one) = (S(0), S(1))
    let (xx, xy, yy) = (column1.x, column1.y, column2.y)
    let largest = S.maximum(xx.magnitude, S.maximum(xy.magnitude, yy.magnitude))
    let scale = S.select(largest .== zero, one, largest)
    let (a, b, c) = (xx / scale, xy / scale, yy / scale)
    let (product, square) = (a * c, b * b)
    let determinant = product - square
    // Relative to what cancels: stretching an axis changes the determinant, but not whether H is singular.
    let isSingular =
      determinant.magnitude .<= 16 * Double.ulpOfOne * S.maximum(product.magnitude, square)
    let trace = a + c
    let divisor = S.select(isSingular, S.select(trace .== zero, one, trace.squared()), determinant)
    let (p, q, r) = (
      S.select(isSingular, a, c), S.select(isSingular, b, -b), S.select(isSingular, c, a)
    )
    return Point(-(p * g.x + q * g.y) / divisor / scale, -(q * g.x + r * g.y) / divisor / scale)
  }
}
