import Optimization

/// MoMo: momentum with Polyak's rate, from a model of the loss.
///
/// The average of the tangents is a model of the loss; the step goes to where it would reach the lower bound f*, but α
/// at most. β counts as 0 at the first step. With `adapt_lower_bound` f* is raised as the model shows it to be too low.
/// Defaults: α = 0.05, a bound rather than a rate, since the model overshoots in steep valleys (optax has 1); β = 0.9,
/// f* = 0, λ = 0, optax's. Checked against optax.
public struct MoMo<V: Vector>: Optimizer {
  public typealias Packed = MoMo<Point<Lanes>>

  public static var card: OptimizerCard {
    OptimizerCard(
      id: "momo", name: "MoMo", family: .parameterFree,
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
      checkedAgainst: ["optax 0.2.8 momo"])
  }

  public var lr: V.Element
  let beta, lowerBound, weightDecay: V.Element
  let adapts: Bool

  public init(_ settings: Settings<V.Element>) {
    lr = settings.number(.learningRate(0.05, "The largest rate that the model may ask for."))
    beta = settings.number(
      .decay("beta", "β", 0.9, "How much of the past stays in the model. 0.9 is the paper's."))
    lowerBound = settings.number(
      Setting(
        "lower_bound", "f₀", default: 0, in: .any, slider: -10...10, .linear,
        "A known lower bound of the loss."))
    weightDecay = settings.number(
      Setting(
        "weight_decay", "λ", default: 0, in: .from(0), slider: 0...1, .linear,
        "Weight decay: W is divided by 1 + αλ. 0 leaves it out."))
    adapts = settings.flag(
      "adapt_lower_bound", "adapt",
      "Raises the lower bound where the model shows it to be too low.")
  }

  /// The averages of the loss f̄, of gradients V, and of their products with the position γ; the bound f*, and whether
  /// a step was made.
  public struct State: Sendable {
    var f: V.Element
    var V: V
    var gamma: V.Element
    var bound: V.Element
    var hasBegun = false
  }

  public func start(at position: V) -> State {
    State(f: V.Element(0), V: position.zeros, gamma: V.Element(0), bound: lowerBound)
  }

  @inline(__always)
  public func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let (f, g) = oracle.valueAndGradient(at: position)
    trace.record("f", scalar: f)
    trace.record("g", g)
    let beta = state.hasBegun ? self.beta : V.Element(0)
    state.hasBegun = true
    trace.update("f̄", scalar: &state.f, to: beta * state.f + (1 - beta) * f)
    trace.update("V", &state.V, to: beta * state.V + (1 - beta) * g)
    trace.update("γ", scalar: &state.gamma, to: beta * state.gamma + (1 - beta) * g.dot(position))
    let square = state.V.dot(state.V)
    let inner = state.V.dot(position)
    let growth = 1 + lr * weightDecay
    if adapts { state.bound = loweredBound(state, inner, growth) }
    trace.record("f*", scalar: state.bound)
    let height = trace("h", scalar: growth * (state.f - state.bound - state.gamma) + inner)
    let tau = trace("τ", scalar: cappedRate(height, square))
    if adapts {
      let reached = state.f + inner - state.gamma - 0.5 * tau * square
      state.bound = V.Element.maximum(reached, lowerBound)
    }
    let decay = lr * weightDecay / growth
    trace.update("W", &position, to: (1 - decay) * position - tau * state.V)
  }

  /// The bound f*, lowered where the model lies below it already.
  @inline(__always)
  private func loweredBound(_ state: State, _ inner: V.Element, _ growth: V.Element) -> V.Element {
    let cap = growth * (state.f - state.gamma) + inner
    let lowered = V.Element.maximum(cap / (2 * growth), lowerBound)
    return V.Element.select(cap .< growth * state.bound, lowered, state.bound)
  }

  /// The rate that goes down by `height` along V, α at most; 0 where V is 0 to rounding.
  @inline(__always)
  private func cappedRate(_ height: V.Element, _ square: V.Element) -> V.Element {
    let zero = V.Element(0)
    let wanted = V.Element.maximum(height, zero) / square
    let isFlat = square .<= V.Element(Double.ulpOfOne)
    return V.Element.minimum(lr, V.Element.select(isFlat, zero, wanted))
  }
}
