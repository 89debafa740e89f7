import Optimization

/// AdaBound: Adam whose rate is squeezed between bounds until it is plain momentum.
///
/// It starts as Adam and ends as momentum with the rate α∞, `final_lr`; γ says how soon. The bounds are α∞
/// (1 − 1/(γt + 1)) and α∞ (1 + 1/(γt)); t counts from 1. With `ams_bound` the largest S so far counts. ε is added
/// before the bias correction, as in pytorch-optimizer. Defaults: α = 0.05 where the library has 1e-3, since surfaces
/// here are some units wide; α∞ = 0.05 where it has 0.1, which is too much for the steeper bowls; β₁ = 0.9, β₂ = 0.999,
/// γ = 1e-3, ε = 1e-8, λ = 0, its own. Checked against pytorch-optimizer.
public struct AdaBound<V: Vector>: Optimizer {
  public typealias Packed = AdaBound<Point<Lanes>>

  public static var card: OptimizerCard {
    OptimizerCard(
      id: "adabound", name: "AdaBound", family: .adam,
      summary: "Begins as Adam and ends as momentum: its rates are held between bounds that close in.",
      paper: "L. Luo et al., Adaptive gradient methods with dynamic bound of learning rate, ICLR 2019.",
      formula: Formula(
        "{V} ← {beta1}{V_old} + (1 − {beta1}){g}",
        "{S} ← {beta2}{S_old} + (1 − {beta2}){g}²",
        "?ams_bound: {Smax} ← max({Smax_old}, {S})",
        "{α'} ← {lr}√(1 − {β₂ᵗ})/(1 − {β₁ᵗ})",
        "?!ams_bound: {η} ← {α'}/(√({S} + 1e-15) + {eps}), {low} ≤ {η} ≤ {high}",
        "?ams_bound: {η} ← {α'}/(√({Smax} + 1e-15) + {eps}), {low} ≤ {η} ≤ {high}",
        "{W} ← (1 − {lr}{weight_decay}){W_old} − {η}{V}"),
      checkedAgainst: ["pytorch-optimizer 4.1 AdaBound, with ams_bound"])
  }

  public var lr: V.Element
  /// The rate without a schedule; the bounds move with the rate.
  let ownLr: V.Element
  let finalLr, gamma, beta1, beta2, eps, weightDecay: V.Element
  let amsBound: Bool

  public init(_ settings: Settings<V.Element>) {
    lr = settings.number(.learningRate(0.05, "Early steps are about this far in every coordinate."))
    ownLr = lr
    finalLr = settings.number(
      Setting(
        "final_lr", "α∞", default: 0.05, in: .from(0), slider: 1e-5...10, .logarithmic,
        "The rate of momentum at the end. The library has 0.1."))
    gamma = settings.number(
      Setting(
        "gamma", "γ", default: 1e-3, in: .above(0), slider: 1e-5...1, .logarithmic,
        "How fast the bounds close in. 1e-3 is the paper's."))
    beta1 = settings.number(
      .decay("beta1", "β₁", 0.9, "How much of the past stays in V. 0.9 is the paper's."))
    beta2 = settings.number(
      .decay("beta2", "β₂", 0.999, "How much of the past stays in S. 0.999 is the paper's."))
    eps = settings.number(.epsilon(1e-8, "added to √S before its correction."))
    weightDecay = settings.number(.decoupledWeightDecay())
    amsBound = settings.flag("ams_bound", "ams_bound", "Divides by the largest S so far, as AMSGrad does.")
  }

  /// The averages of gradients V and of squared gradients S, the largest S, β₁ᵗ and β₂ᵗ, and the steps made.
  public struct State: Sendable {
    var V: V
    var S: V
    var Smax: V
    var beta1Power: RunningPower<V.Element>
    var beta2Power: RunningPower<V.Element>
    var t = 0
  }

  public func start(at position: V) -> State {
    State(
      V: position.zeros, S: position.zeros, Smax: position.zeros, beta1Power: RunningPower(beta1),
      beta2Power: RunningPower(beta2))
  }

  @inline(__always)
  public func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let g = trace("g", oracle.gradient(at: position))
    state.t += 1
    trace.update("V", &state.V, to: beta1 * state.V + (1 - beta1) * g)
    trace.update("S", &state.S, to: beta2 * state.S + (1 - beta2) * g.squared())
    if amsBound { trace.update("Smax", &state.Smax, to: V.maximum(state.Smax, state.S)) }
    let correction1 = 1 - trace("β₁ᵗ", scalar: state.beta1Power.raised(beta1))
    let correction2 = 1 - trace("β₂ᵗ", scalar: state.beta2Power.raised(beta2))
    let rate = trace("α'", scalar: lr * correction2.squareRoot() / correction1)
    let closing = Double(state.t) * gamma
    // A schedule moves the bounds as well, as in the library; a rate of 0 stays out of the quotient.
    let isOwn = lr .== ownLr
    let final = V.Element.select(isOwn, finalLr, finalLr * (lr / ownLr))
    let low = trace("low", scalar: final * (1 - 1 / (closing + 1)))
    let high = trace("high", scalar: final * (1 + 1 / closing))
    let largest = amsBound ? state.Smax : state.S
    let root = (largest + V.Element(1e-15)).squareRoot() + eps
    let rates = trace("η", root.map { V.Element.minimum(high, V.Element.maximum(low, rate / $0)) })
    trace.update("W", &position, to: (1 - lr * weightDecay) * position - rates * state.V)
  }
}
