import Optimization

/// Prodigy: Adam that estimates its rate from the distance to the start.
///
/// With W₀ the start, g·(W₀ − W) says how far downhill the start lies, which bounds the distance to the minimum from
/// below; d grows with it from a tiny d₀ and never shrinks. β₃ = 0 stands for √β₂. Defaults: α = 1 (nothing to
/// tune); β₁ = 0.9, β₂ = 0.999, ε = 1e-8, c = 1, optax's; d₀ = 1e-3 where optax has 1e-6, which takes 100 steps to
/// grow. Where all gradients so far are 0, d stays (optax's is then not a number). Checked against optax.
public struct Prodigy<V: Vector>: Optimizer {
  public typealias Packed = Prodigy<Point<Lanes>>

  public static var card: OptimizerCard {
    OptimizerCard(
      id: "prodigy", name: "Prodigy", family: .parameterFree,
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
      checkedAgainst: ["optax 0.2.8 prodigy"])
  }

  public var lr: V.Element
  let beta1, beta2, beta3, eps, estimLr0, estimLrCoef, weightDecay: V.Element
  let safeguards: Bool

  public init(_ settings: Settings<V.Element>) {
    lr = settings.number(.learningRate(1, "A factor on the method's own rate; 1 is the method."))
    beta1 = settings.number(
      .decay("beta1", "β₁", 0.9, "How much of the past stays in V. 0.9 is the paper's."))
    beta2 = settings.number(
      .decay("beta2", "β₂", 0.999, "How much of the past stays in S. 0.999 is the paper's."))
    beta3 = settings.number(
      .decay("beta3", "β₃", 0, "How much of the past stays in P and Q. 0, the default, stands for √β₂."))
    eps = settings.number(.epsilon(1e-8, "added to √S, times d."))
    estimLr0 = settings.number(
      Setting(
        "estim_lr0", "d₀", default: 1e-3, in: .above(0), slider: 1e-8...1, .logarithmic,
        "The first guess of the distance. optax has 1e-6."))
    estimLrCoef = settings.number(
      Setting(
        "estim_lr_coef", "c", default: 1, in: .from(0), slider: 0.1...10, .logarithmic,
        "A factor on the estimate of the distance. 1 is the paper's."))
    weightDecay = settings.number(
      Setting(
        "weight_decay", "λ", default: 0, in: .from(0), slider: 0...1, .linear,
        "Decoupled weight decay: W shrinks by the share ηλ at every step. 0 leaves it out."))
    safeguards = settings.flag(
      "safeguard_warmup", "safeguard",
      "Keeps a rate that warms up out of the estimate's denominator.")
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
    let g = trace("g", oracle.gradient(at: position))
    trace.record("W₀", state.start)
    let correction1 = 1 - trace("β₁ᵗ", scalar: state.beta1Power.raised(beta1))
    let correction2 = 1 - trace("β₂ᵗ", scalar: state.beta2Power.raised(beta2))
    let d = trace("d_old", scalar: state.d)
    let beta3 = V.Element.select(self.beta3 .== V.Element(0), beta2.squareRoot(), self.beta3)
    trace.record("β₃", scalar: beta3)
    let eta = trace("η", scalar: lr * d * (correction2.squareRoot() / correction1))
    trace.update("V", &state.V, to: beta1 * state.V + (1 - beta1) * (d * g))
    trace.update("S", &state.S, to: beta2 * state.S + (1 - beta2) * (d * g).squared())
    let descent = g.dot(state.start - position)
    trace.update("P", scalar: &state.P, to: beta3 * state.P + d / estimLr0 * eta * descent)
    let weight = safeguards ? d : eta
    trace.update("Q", &state.Q, to: beta3 * state.Q + (weight * d / estimLr0) * g)
    // 0/0 is not larger than anything, so that d stays while nothing is known.
    state.d = trace("d", scalar: V.Element.maximum(estimLrCoef * state.P / state.Q.magnitude.sum, d))
    let scaled = state.V / (state.S.squareRoot() + state.d * eps)
    trace.update("W", &position, to: (1 - eta * weightDecay) * position - eta * scaled)
  }
}
