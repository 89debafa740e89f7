/// Polyak's rate: as far as it takes to reach the lowest loss, were the surface a cone.
///
///     η ← min(s(f − f*)/(s²|g|² + ε), sα)
///     W ← W − η g
///
/// Knowing the lowest loss f* replaces knowing the rate: along a straight slope the step ends just there. α is a
/// largest rate, and s a factor on the gradient. Where the gradient is 0 it does not move. With `sps+` a loss below f* counts as f*.
/// Defaults: α = 0.1, like plain descent, since near other minima than f* the rate would grow without limit (optax has
/// 1); s = 1, f* = 0, ε = 0, optax's. Checked against optax.
public struct PolyakSGD<V: Vector>: Optimizer {
  public static var card: OptimizerCard {
    OptimizerCard(
      id: "polyak_sgd", name: "Polyak's rate",
      summary: "Gradient descent that knows the lowest loss and steps as far as it takes to reach it.",
      paper:
        "B. T. Polyak, Introduction to optimization (1987); N. Loizou et al., AISTATS 2021, arXiv:2002.10542.",
      formula: Formula(
        "{η} ← min({scaling}({f} − {f_min})/({scaling}²·|{*g}|² + {eps}), {scaling}{lr})",
        "{W} ← {W_old} − {η}{g}"),
      settings: [
        .learningRate(0.1, "The largest rate."),
        Setting(
          "scaling", "s", default: 1, in: .from(0), slider: 0.1...2, .linear,
          "A factor on the gradient: it shrinks a step where α limits it, and lengthens it by 1/s elsewhere. 1 is the method."
        ),
        Setting(
          "f_min", "f*", default: 0, in: .any, slider: -10...10, .linear, "The lowest loss there is."),
        .epsilon(0, "added to |g|², optax's value"),
        Setting(
          choice: "variant", "variant", of: ["sps", "sps+"],
          "Whether a loss below f* turns the step around (sps) or stops it (sps+)."),
      ],
      checkedAgainst: ["optax 0.2.8 polyak_sgd"])
  }

  public var lr: V.Element
  let scaling, fMin, eps: V.Element
  let stops: V.Element.Mask

  public init(_ settings: Settings<V.Element>) {
    lr = settings["lr"]
    scaling = settings["scaling"]
    fMin = settings["f_min"]
    eps = settings["eps"]
    stops = settings.choice("variant", is: "sps+")
  }

  /// Nothing is remembered.
  public struct State: Sendable {}

  public func start(at position: V) -> State {
    State()
  }

  @inline(__always)
  public func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let (value, g) = oracle.valueAndGradient(at: position)
    trace.record("f", scalar: value)
    trace.record("g", g)
    let zero = V.Element(0)
    let below = value - fMin
    let gap = V.Element.select(stops, V.Element.maximum(below, zero), below)
    let square = scaling.squared() * g.dot(g) + eps
    let isFlat = square .<= V.Element(Double.ulpOfOne)
    let rate = scaling * V.Element.select(isFlat, zero, V.Element.minimum(gap / square, lr))
    trace.record("η", scalar: rate)
    trace.record("W_old", position)
    position = position - rate * g
    trace.record("W", position)
  }
}
