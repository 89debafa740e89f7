/// Newton's method: to where the quadratic with the surface's own slope and curvature is level.
///
///     H ← ∇²f(W) + λ I      column by column: ∂₁∇f + λ e₁ and ∂₂∇f + λ e₂
///     d ← −H⁻¹ g
///     W ← W + α d
///
/// On a quadratic one step with α = 1 ends at its minimum, however narrow the valley, and near any smooth minimum the
/// error is squared at every step. It looks for a level point, not for a low one: where H has a negative curvature it goes
/// uphill along it, to a saddle or a maximum. That is the method, and it is shown as it is; λ above the size of the most
/// negative curvature makes every direction a descent, and turns the step towards that of plain descent at the rate 1/λ.
///
/// Where H is singular to rounding (a curvature below about 1e-15 of the other) no such point exists, and d is the
/// shortest one that solves the equations as well as they can be solved, H⁺ the pseudo-inverse: the flat direction is
/// left alone, and where there is no curvature at all the run stays until λ is raised.
///
/// The Hessian is exact. Its two columns are two evaluations beside the gradient's, so that a step costs three; with n
/// parameters it would be n + 1. Defaults: α = 1 and λ = 0, the pure method. Source: J. Nocedal and S. J. Wright, Numerical
/// optimization, 2nd ed. (2006), equations 2.15 and 3.30; the damping is Levenberg's and Marquardt's, ibid. 10.24 and
/// 3.4.
public struct Newton<S: Scalar>: Optimizer {
  public typealias V = Point<S>

  public static var card: OptimizerCard {
    OptimizerCard(
      id: "newton", name: "Newton",
      summary:
        "Goes where the local quadratic is level: to a bowl's minimum at once, and to saddles as gladly.",
      paper:
        "J. Nocedal and S. J. Wright, Numerical optimization, 2nd ed. (2006), section 3.3; damping: K. Levenberg, "
        + "Quarterly of Applied Mathematics 2 (1944), D. W. Marquardt, SIAM Journal 11 (1963).",
      formula: Formula(
        "{H₁} ← {∂₁∇f} + {damping}{e₁}",
        "{H₂} ← {∂₂∇f} + {damping}{e₂}",
        "{d} ← −{#H⁻¹}·{*g}",
        "{W} ← {W_old} + {lr}{d}"),
      settings: [
        .learningRate(1, slider: 1e-3...2, "1 ends at a quadratic's minimum; less is damped Newton's."),
        Setting(
          "damping", "λ", default: 0, in: .from(0), slider: 1e-4...1e4, .logarithmic,
          "Added to every curvature: shortens the step, and above the most negative curvature makes it a descent."
        ),
      ],
      checkedAgainst: ["the textbook: one step on a quadratic, squared errors near any minimum"])
  }

  /// The rate.
  public var lr: S
  let damping: S

  public init(_ settings: Settings<S>) {
    lr = settings["lr"]
    damping = settings["damping"]
  }

  /// Nothing is remembered.
  public struct State: Sendable {}

  public func start(at position: Point<S>) -> State { State() }

  @inline(__always)
  public func step<O: Oracle<Point<S>>, T: Trace<Point<S>>>(
    _ position: inout Point<S>, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let g = oracle.gradient(at: position)
    trace.record("g", g)
    let (zero, one) = (S(0), S(1))
    let (axis1, axis2) = (Point(one, zero), Point(zero, one))
    let slope1 = oracle.hessianProduct(at: position, axis1)
    let slope2 = oracle.hessianProduct(at: position, axis2)
    let (column1, column2) = (slope1 + damping * axis1, slope2 + damping * axis2)
    trace.record("e₁", axis1)
    trace.record("e₂", axis2)
    trace.record("∂₁∇f", slope1)
    trace.record("∂₂∇f", slope2)
    trace.record("H₁", column1)
    trace.record("H₂", column2)
    let d = Newton.solution(xx: column1.x, xy: column1.y, yy: column2.y, g)
    if T.keeps {
      trace.record("H⁻¹₁", S(-1) * Newton.solution(xx: column1.x, xy: column1.y, yy: column2.y, axis1))
      trace.record("H⁻¹₂", S(-1) * Newton.solution(xx: column1.x, xy: column1.y, yy: column2.y, axis2))
    }
    trace.record("d", d)
    trace.record("W_old", position)
    position = position + lr * d
    trace.record("W", position)
  }

  /// −H⁻¹ g by Cramer's rule; −H⁺ g where H is singular to rounding.
  ///
  /// A singular H is t v vᵀ with the trace t and a unit vector v, so that H⁺ is H/t².
  private static func solution(xx: S, xy: S, yy: S, _ g: Point<S>) -> Point<S> {
    let zero = S(0)
    let one = S(1)
    let largest = S.maximum(xx.magnitude, S.maximum(xy.magnitude, yy.magnitude))
    let scale = S.select(largest .== zero, one, largest)
    let (a, b, c) = (xx / scale, xy / scale, yy / scale)
    let determinant = a * c - b * b
    let isSingular = determinant.magnitude .<= S(4 * Double.ulpOfOne)
    let trace = a + c
    let divisor = S.select(isSingular, S.select(trace .== zero, one, trace.squared()), determinant)
    let (p, q, r) = (
      S.select(isSingular, a, c), S.select(isSingular, b, -b), S.select(isSingular, c, a)
    )
    return Point(-(p * g.x + q * g.y) / divisor / scale, -(q * g.x + r * g.y) / divisor / scale)
  }
}
