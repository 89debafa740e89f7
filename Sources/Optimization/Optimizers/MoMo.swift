/// MoMo: momentum with Polyak's rate, from a model of the loss.
///
///     f̄ ← β f̄ + (1 − β) f,   V ← β V + (1 − β) g,   γ ← β γ + (1 − β) g·W      (β = 0 at the first step)
///     τ ← min(α, max((1 + αλ)(f̄ − f* − γ) + V·W, 0)/|V|²)
///     W ← W/(1 + αλ) − τ V
///
/// The average of the tangents is a model of the loss; the step goes to where it would reach the lower bound f*, but α
/// at most. With `adapt_lower_bound` f* is raised as the model shows it to be too low. Defaults: α = 0.05, a bound
/// rather than a rate, since the model overshoots in steep valleys (optax has 1); β = 0.9, f* = 0, λ = 0, optax's.
/// Checked against optax.
public struct MoMo<V: Vector>: Optimizer {
  public static var card: OptimizerCard {
    OptimizerCard(
      id: "momo", name: "MoMo",
      summary:
        "Momentum that steps to where its model of the loss reaches a lower bound, within a largest rate.",
      paper:
        "F. Schaipp et al., MoMo: momentum models for adaptive learning rates, ICML 2024, arXiv:2305.07583.",
      formula: Formula(
        "{f̄} ← {beta}{f̄_old} + (1 − {beta}){f}",
        "{V} ← {beta}{V_old} + (1 − {beta}){g}",
        "{γ} ← {beta}{γ_old} + (1 − {beta}){*g}·{*W_old}",
        "{h} ← (1 + {lr}{weight_decay})({f̄} − {f*} − {γ}) + {*V}·{*W_old}",
        "{τ} ← min({lr}, max({h}, 0)/|{*V}|²)",
        "{W} ← {W_old}/(1 + {lr}{weight_decay}) − {τ}{V}"),
      settings: [
        .learningRate(0.05, "The largest rate that the model may ask for."),
        .decay("beta", "β", 0.9, "How much of the past stays in the model. 0.9 is the paper's."),
        Setting(
          "lower_bound", "f₀", default: 0, in: .any, slider: -10...10, .linear,
          "What the loss is known not to go below."),
        Setting(
          "weight_decay", "λ", default: 0, in: .from(0), slider: 0...1, .linear,
          "Weight decay: W is divided by 1 + αλ. 0 leaves it out."),
        Setting(
          flag: "adapt_lower_bound", "adapt", default: false,
          "Raises the lower bound where the model shows it to be too low."),
      ],
      checkedAgainst: ["optax 0.2.8 momo"])
  }

  public var lr: V.Element
  let beta, lowerBound, weightDecay: V.Element
  let adapts: V.Element.Mask

  public init(_ settings: Settings<V.Element>) {
    lr = settings["lr"]
    beta = settings["beta"]
    lowerBound = settings["lower_bound"]
    weightDecay = settings["weight_decay"]
    adapts = settings.flag("adapt_lower_bound")
  }

  /// The averages of the loss, of gradients V, and of their products with the position; the bound, and whether a step
  /// was made.
  public struct State: Sendable {
    var f: V.Element
    var V: V
    var product: V.Element
    var bound: V.Element
    var hasBegun = false
  }

  public func start(at position: V) -> State {
    State(f: V.Element(0), V: position.zeros, product: V.Element(0), bound: lowerBound)
  }

  @inline(__always)
  public func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let (value, g) = oracle.valueAndGradient(at: position)
    trace.record("f", scalar: value)
    trace.record("g", g)
    let zero = V.Element(0)
    let keep = state.hasBegun ? beta : zero
    state.hasBegun = true
    trace.record("f̄_old", scalar: state.f)
    state.f = keep * state.f + (1 - keep) * value
    trace.record("f̄", scalar: state.f)
    trace.record("V_old", state.V)
    state.V = keep * state.V + (1 - keep) * g
    trace.record("V", state.V)
    trace.record("γ_old", scalar: state.product)
    state.product = keep * state.product + (1 - keep) * g.dot(position)
    trace.record("γ", scalar: state.product)
    let square = state.V.dot(state.V)
    let inner = state.V.dot(position)
    let shrinking = 1 + lr * weightDecay
    let cap = shrinking * (state.f - state.product) + inner
    let isTooHigh = adapts .& (cap .< shrinking * state.bound)
    let lowered = V.Element.maximum(cap / (2 * shrinking), lowerBound)
    let bound = V.Element.select(isTooHigh, lowered, state.bound)
    trace.record("f*", scalar: bound)
    let height = shrinking * (state.f - bound - state.product) + inner
    trace.record("h", scalar: height)
    let wanted = V.Element.maximum(height, zero) / square
    let isFlat = square .<= V.Element(Double.ulpOfOne)
    let rate = V.Element.minimum(lr, V.Element.select(isFlat, zero, wanted))
    trace.record("τ", scalar: rate)
    let raised = V.Element.maximum(state.f + inner - state.product - 0.5 * rate * square, lowerBound)
    state.bound = V.Element.select(adapts, raised, state.bound)
    let decay = lr * weightDecay / shrinking
    trace.record("W_old", position)
    position = (1 - decay) * position - rate * state.V
    trace.record("W", position)
  }
}
