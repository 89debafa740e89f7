import Optimization

/// Polyak's rate: as far as it takes to reach the lowest loss if the surface were a cone.
///
/// Knowing the lowest loss f* replaces knowing the rate: along a straight slope the step ends exactly there. α is the
/// largest rate, and s a factor on the gradient. Where the gradient is 0 it does not move. With `sps+` a loss below f*
/// counts as f*. Defaults: α = 0.1, like plain descent, since near other minima than f* the rate would grow without
/// limit (optax has 1); s = 1, f* = 0, ε = 0, optax's. Checked against optax.
public struct PolyakSGD<V: Vector>: Optimizer {
  public typealias Packed = PolyakSGD<Point<Lanes>>

  public static var card: OptimizerCard {
    OptimizerCard(
      id: "polyak_sgd", name: "Polyak's rate", family: .parameterFree,
      summary: "Gradient descent that knows the lowest loss and steps as far as it takes to reach it.",
      paper:
        "B. T. Polyak, Introduction to optimization (1987); N. Loizou et al., AISTATS 2021, arXiv:2002.10542.",
      formula: Formula(
        "{η} ← min({scaling}({f} − {f_min})/({scaling}²·|{*g}|² + {eps}), {scaling}{lr})",
        "{W} ← {W_old} − {η}{g}"),
      checkedAgainst: ["optax 0.2.8 polyak_sgd"])
  }

  public var lr: V.Element
  let scaling, fMin, eps: V.Element
  let variant: Variant

  /// How a loss below f* is treated.
  enum Variant: String {
    case sps
    case spsPlus = "sps+"
  }

  public init(_ settings: Settings<V.Element>) {
    lr = settings.number(.learningRate(0.1, "The largest rate."))
    scaling = settings.number(
      Setting(
        "scaling", "s", default: 1, in: .from(0), slider: 0.1...2, .linear,
        "A factor on the gradient: it shrinks a step where α limits it, and lengthens it by 1/s elsewhere. 1 is the method."
      ))
    fMin = settings.number(
      Setting(
        "f_min", "f*", default: 0, in: .any, slider: -10...10, .linear, "The lowest possible loss."))
    eps = settings.number(.epsilon(0, "added to |g|², optax's value."))
    variant = settings.choice(
      Setting(
        choice: "variant", "variant", of: ["sps", "sps+"],
        "Whether a loss below f* turns the step around (sps) or stops it (sps+)."))
  }

  /// There is no state.
  public struct State: Sendable {}

  public func start(at position: V) -> State { State() }

  @inline(__always)
  public func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let (f, g) = oracle.valueAndGradient(at: position)
    trace.record("f", scalar: f)
    trace.record("g", g)
    let zero = V.Element(0)
    let gap = variant == .spsPlus ? V.Element.maximum(f - fMin, zero) : f - fMin
    let square = scaling.squared() * g.dot(g) + eps
    let isFlat = square .<= V.Element(Double.ulpOfOne)
    let rate = V.Element.select(isFlat, zero, V.Element.minimum(gap / square, lr))
    let eta = trace("η", scalar: scaling * rate)
    trace.update("W", &position, to: position - eta * g)
  }
}
