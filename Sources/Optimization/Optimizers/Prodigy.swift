/// Prodigy: Adam that estimates its rate from the distance to the start.
///
///     η ← α d √(1 − β₂ᵗ)/(1 − β₁ᵗ)
///     V ← β₁ V + (1 − β₁) d g,   S ← β₂ S + (1 − β₂) d² g²
///     P ← β₃ P + (η d/d₀) g·(W₀ − W)
///     Q ← β₃ Q + (η d/d₀) g                  (d for η with safeguard_warmup)
///     d ← max(d, c P/‖Q‖₁)
///     W ← W − η V/(√S + dε) − η λ W
///
/// g·(W₀ − W) says how far downhill the start lies, which bounds the distance to the minimum from below; d grows with
/// it from a tiny d₀ and never shrinks. β₃ = 0 stands for √β₂. Defaults: α = 1, there is nothing to tune; β₁ = 0.9,
/// β₂ = 0.999, ε = 1e-8, c = 1, optax's; d₀ = 1e-3 where optax has 1e-6, which takes a hundred steps to grow. Where all
/// gradients so far are 0, d stays (optax's becomes no number). Checked against optax.
public struct Prodigy<V: Vector>: Optimizer {
  public static var card: OptimizerCard {
    OptimizerCard(
      id: "prodigy", name: "Prodigy",
      summary: "Adam that needs no rate: it estimates the distance to the minimum from the way it has come.",
      paper:
        "K. Mishchenko and A. Defazio, Prodigy: an expeditiously adaptive parameter-free learner, ICML 2024.",
      formula: Formula(
        "{η} ← {lr}{d_old}√(1 − {β₂ᵗ})/(1 − {β₁ᵗ})",
        "{V} ← {beta1}{V_old} + (1 − {beta1}){d_old}{g}",
        "{S} ← {beta2}{S_old} + (1 − {beta2})({d_old}{g})²",
        "{P} ← {β₃}{P_old} + ({η}{d_old}/{estim_lr0})·{*g}·({*W₀} − {*W_old})",
        "?!safeguard_warmup: {Q} ← {β₃}{Q_old} + ({η}{d_old}/{estim_lr0}){g}",
        "?safeguard_warmup: {Q} ← {β₃}{Q_old} + ({d_old}²/{estim_lr0}){g}",
        "{d} ← max({d_old}, {estim_lr_coef}{P}/‖{*Q}‖₁)",
        "{W} ← (1 − {η}{weight_decay}){W_old} − {η}{V}/(√{S} + {d}{eps})"),
      settings: [
        .learningRate(1, "A factor on the method's own rate; 1 is the method."),
        .decay("beta1", "β₁", 0.9, "How much of the past stays in V. 0.9 is the paper's."),
        .decay("beta2", "β₂", 0.999, "How much of the past stays in S. 0.999 is the paper's."),
        .decay("beta3", "β₃", 0, "How much of the past stays in P and Q. 0, the default, stands for √β₂."),
        .epsilon(1e-8, "added to √S, times d"),
        Setting(
          "estim_lr0", "d₀", default: 1e-3, in: .above(0), slider: 1e-8...1, .logarithmic,
          "The first guess of the distance. optax has 1e-6."),
        Setting(
          "estim_lr_coef", "c", default: 1, in: .from(0), slider: 0.1...10, .logarithmic,
          "A factor on the estimate of the distance. 1 is the paper's."),
        Setting(
          "weight_decay", "λ", default: 0, in: .from(0), slider: 0...1, .linear,
          "Decoupled weight decay: W shrinks by the share ηλ at every step. 0 leaves it out."),
        Setting(
          flag: "safeguard_warmup", "safeguard", default: false,
          "Keeps a rate that warms up out of the estimate's denominator."),
      ],
      checkedAgainst: ["optax 0.2.8 prodigy"])
  }

  public var lr: V.Element
  let beta1, beta2, beta3, eps, estimLr0, estimLrCoef, weightDecay: V.Element
  let safeguards: V.Element.Mask

  public init(_ settings: Settings<V.Element>) {
    lr = settings["lr"]
    beta1 = settings["beta1"]
    beta2 = settings["beta2"]
    beta3 = settings["beta3"]
    eps = settings["eps"]
    estimLr0 = settings["estim_lr0"]
    estimLrCoef = settings["estim_lr_coef"]
    weightDecay = settings["weight_decay"]
    safeguards = settings.flag("safeguard_warmup")
  }

  /// The start, the averages V and S, the numerator P and the sum Q of the estimate d, and the powers β₁ᵗ and β₂ᵗ.
  public struct State: Sendable {
    let start: V
    var V: V
    var S: V
    var Q: V
    var P: V.Element
    var d: V.Element
    var beta1Power: RunningPower<V.Element>
    var beta2Power: RunningPower<V.Element>
  }

  public func start(at position: V) -> State {
    let zeros = position.zeros
    return State(
      start: position, V: zeros, S: zeros, Q: zeros, P: V.Element(0), d: estimLr0,
      beta1Power: RunningPower(beta1), beta2Power: RunningPower(beta2))
  }

  @inline(__always)
  public func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let g = oracle.gradient(at: position)
    trace.record("g", g)
    trace.record("W₀", state.start)
    state.beta1Power.raise(beta1)
    trace.record("β₁ᵗ", scalar: state.beta1Power.value)
    state.beta2Power.raise(beta2)
    trace.record("β₂ᵗ", scalar: state.beta2Power.value)
    let d = state.d
    trace.record("d_old", scalar: d)
    let keep = V.Element.select(beta3 .== V.Element(0), beta2.squareRoot(), beta3)
    trace.record("β₃", scalar: keep)
    let correction = (1 - state.beta2Power.value).squareRoot() / (1 - state.beta1Power.value)
    let rate = lr * d * correction
    trace.record("η", scalar: rate)
    trace.record("V_old", state.V)
    state.V = beta1 * state.V + (1 - beta1) * (d * g)
    trace.record("V", state.V)
    trace.record("S_old", state.S)
    state.S = beta2 * state.S + (1 - beta2) * (d * g).squared()
    trace.record("S", state.S)
    trace.record("P_old", scalar: state.P)
    state.P = keep * state.P + d / estimLr0 * rate * g.dot(state.start - position)
    trace.record("P", scalar: state.P)
    trace.record("Q_old", state.Q)
    state.Q = keep * state.Q + (V.Element.select(safeguards, d, rate) * d / estimLr0) * g
    trace.record("Q", state.Q)
    // 0/0 is not larger than anything, so that d stays where nothing is known.
    state.d = V.Element.maximum(estimLrCoef * state.P / state.Q.magnitude.sum, d)
    trace.record("d", scalar: state.d)
    let scaled = state.V / (state.S.squareRoot() + state.d * eps)
    trace.record("W_old", position)
    position = (1 - rate * weightDecay) * position - rate * scaled
    trace.record("W", position)
  }
}
