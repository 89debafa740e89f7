/// AdaBound: Adam whose rate is squeezed between bounds until it is plain momentum.
///
///     W ← (1 − αλ) W
///     V ← β₁ V + (1 − β₁) g,   S ← β₂ S + (1 − β₂) g²
///     η ← α √(1 − β₂ᵗ)/(1 − β₁ᵗ)/(√(S + 1e-15) + ε), within α∞ (1 − 1/(γt + 1)) and α∞ (1 + 1/(γt))
///     W ← W − η V
///
/// It starts as Adam and ends as momentum with the rate α∞, `final_lr`; γ says how soon. t counts from 1; with
/// `ams_bound` the largest S so far counts. ε is added before the bias correction, as in pytorch-optimizer. Defaults:
/// α = 0.05 where the library has 1e-3, since surfaces here are some units wide; α∞ = 0.05 where it has 0.1, which is
/// too much for the steeper bowls; β₁ = 0.9, β₂ = 0.999, γ = 1e-3, ε = 1e-8, λ = 0, its own. Checked against
/// pytorch-optimizer.
public struct AdaBound<V: Vector>: Optimizer {
  public static var card: OptimizerCard {
    OptimizerCard(
      id: "adabound", name: "AdaBound",
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
      settings: [
        .learningRate(0.05, "Early steps are about this far in every coordinate."),
        Setting(
          "final_lr", "α∞", default: 0.05, in: .from(0), slider: 1e-5...10, .logarithmic,
          "The rate of the momentum that it ends as. The library has 0.1."),
        Setting(
          "gamma", "γ", default: 1e-3, in: .above(0), slider: 1e-5...1, .logarithmic,
          "How fast the bounds close in. 1e-3 is the paper's."),
        .decay("beta1", "β₁", 0.9, "How much of the past stays in V. 0.9 is the paper's."),
        .decay("beta2", "β₂", 0.999, "How much of the past stays in S. 0.999 is the paper's."),
        .epsilon(1e-8, "added to √S before its correction"),
        .decoupledWeightDecay(),
        Setting(
          flag: "ams_bound", "ams_bound", default: false,
          "Divides by the largest S so far, as AMSGrad does."),
      ],
      checkedAgainst: ["pytorch-optimizer 4.1 AdaBound, with ams_bound"])
  }

  public var lr: V.Element
  let finalLr, gamma, beta1, beta2, eps, weightDecay: V.Element
  let amsBound: V.Element.Mask

  public init(_ settings: Settings<V.Element>) {
    lr = settings["lr"]
    finalLr = settings["final_lr"]
    gamma = settings["gamma"]
    beta1 = settings["beta1"]
    beta2 = settings["beta2"]
    eps = settings["eps"]
    weightDecay = settings["weight_decay"]
    amsBound = settings.flag("ams_bound")
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
    let g = oracle.gradient(at: position)
    trace.record("g", g)
    state.t += 1
    trace.record("V_old", state.V)
    state.V = beta1 * state.V + (1 - beta1) * g
    trace.record("V", state.V)
    trace.record("S_old", state.S)
    state.S = beta2 * state.S + (1 - beta2) * g.squared()
    trace.record("S", state.S)
    trace.record("Smax_old", state.Smax)
    state.Smax = V.maximum(state.Smax, state.S)
    trace.record("Smax", state.Smax)
    state.beta1Power.raise(beta1)
    trace.record("β₁ᵗ", scalar: state.beta1Power.value)
    state.beta2Power.raise(beta2)
    trace.record("β₂ᵗ", scalar: state.beta2Power.value)
    let rate = lr * (1 - state.beta2Power.value).squareRoot() / (1 - state.beta1Power.value)
    trace.record("α'", scalar: rate)
    let closing = Double(state.t) * gamma
    let low = finalLr * (1 - 1 / (closing + 1))
    trace.record("low", scalar: low)
    let high = finalLr * (1 + 1 / closing)
    trace.record("high", scalar: high)
    let root = (V.select(amsBound, state.Smax, state.S) + V.Element(1e-15)).squareRoot() + eps
    let rates = root.map { V.Element.minimum(high, V.Element.maximum(low, rate / $0)) }
    trace.record("η", rates)
    trace.record("W_old", position)
    position = (1 - lr * weightDecay) * position - rates * state.V
    trace.record("W", position)
  }
}
