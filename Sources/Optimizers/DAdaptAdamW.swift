import Optimization

/// D-Adaptation of AdamW: Adam that estimates its rate from its own steps.
///
/// Prodigy's predecessor: the distance to the minimum is bounded from below by how well the gradients agree with their
/// sum, and the rate grows with the bound, d. t counts from 1. Defaults: α = 1 (nothing to tune); β₁ = 0.9,
/// β₂ = 0.999, ε = 1e-8, λ = 0, optax's; d₀ = 1e-3 where optax has 1e-6, which takes long to grow. Where all gradients
/// so far are 0, d stays (optax's is then not a number). Checked against optax.
public struct DAdaptAdamW<V: Vector>: Optimizer {
  public typealias Packed = DAdaptAdamW<Point<Lanes>>

  public static var card: OptimizerCard {
    OptimizerCard(
      id: "dadapt_adamw", name: "D-Adapt AdamW", family: .parameterFree,
      summary: "AdamW that needs no rate: it grows with a lower bound of the distance to the minimum.",
      paper: "A. Defazio and K. Mishchenko, Learning-rate-free learning by D-Adaptation, ICML 2023.",
      formula: Formula(
        "{η} ← {lr}{d_old}√(1 − {β₂ᵗ})/(1 − {β₁ᵗ})",
        "{a} ← {*g}·({*Q_old}/(√{*S_old} + {eps}))",
        "{V} ← {beta1}{V_old} + (1 − {beta1}){η}{g}",
        "{S} ← {beta2}{S_old} + (1 − {beta2}){g}²",
        "{Q} ← √{beta2}·{Q_old} + (1 − √{beta2}){η}{g}",
        "{P} ← √{beta2}·{P_old} + (1 − √{beta2}){η}{a}",
        "{d} ← max({d_old}, {P}/((1 − √{beta2})‖{*Q}‖₁))",
        "{W} ← (1 − {η}{weight_decay}){W_old} − {V}/(√{S} + {eps})"),
      checkedAgainst: ["optax 0.2.8 dadapt_adamw"])
  }

  public var lr: V.Element
  let beta1, beta2, eps, estimLr0, weightDecay: V.Element

  public init(_ settings: Settings<V.Element>) {
    lr = settings.number(.learningRate(1, "A factor on the method's own rate; 1 is the method."))
    beta1 = settings.number(
      .decay("beta1", "β₁", 0.9, "How much of the past stays in V. 0.9 is the paper's."))
    beta2 = settings.number(
      .decay(
        "beta2", "β₂", 0.999,
        "How much of the past stays in S, and its root in P and Q. 0.999 is the paper's."))
    eps = settings.number(.epsilon(1e-8, "added to √S."))
    estimLr0 = settings.number(
      Setting(
        "estim_lr0", "d₀", default: 1e-3, in: .above(0), slider: 1e-8...1, .logarithmic,
        "The first guess of the distance. optax has 1e-6."))
    weightDecay = settings.number(
      Setting(
        "weight_decay", "λ", default: 0, in: .from(0), slider: 0...1, .linear,
        "Decoupled weight decay: W shrinks by the share ηλ at every step. 0 leaves it out."))
  }

  /// The averages V and S, the numerator P and the sum Q of the estimate d, and the powers β₁ᵗ and β₂ᵗ.
  public struct State: Sendable {
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
      V: zeros, S: zeros, Q: zeros, P: V.Element(0), d: estimLr0, beta1Power: RunningPower(beta1),
      beta2Power: RunningPower(beta2))
  }

  @inline(__always)
  public func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let g = trace("g", oracle.gradient(at: position))
    let correction1 = 1 - trace("β₁ᵗ", scalar: state.beta1Power.raised(beta1))
    let correction2 = 1 - trace("β₂ᵗ", scalar: state.beta2Power.raised(beta2))
    let d = trace("d_old", scalar: state.d)
    let rate = trace("η", scalar: d * lr * (correction2.squareRoot() / correction1))
    let agreement = trace("a", scalar: g.dot(state.Q / (state.S.squareRoot() + eps)))
    trace.update("V", &state.V, to: beta1 * state.V + ((1 - beta1) * rate) * g)
    trace.update("S", &state.S, to: beta2 * state.S + (1 - beta2) * g.squared())
    let keep = beta2.squareRoot()
    trace.update("Q", &state.Q, to: keep * state.Q + ((1 - keep) * rate) * g)
    trace.update("P", scalar: &state.P, to: keep * state.P + (1 - keep) * rate * agreement)
    // 0/0 is not larger than anything, so that d stays while nothing is known.
    let bound = state.P / ((1 - keep) * state.Q.magnitude.sum)
    state.d = trace("d", scalar: V.Element.maximum(bound, d))
    let u = state.V / (state.S.squareRoot() + eps)
    trace.update("W", &position, to: (1 - rate * weightDecay) * position - u)
  }
}
