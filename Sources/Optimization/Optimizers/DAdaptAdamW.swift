/// D-Adaptation of AdamW: Adam that estimates its rate from its own steps.
///
///     η ← α d √(1 − β₂ᵗ)/(1 − β₁ᵗ)
///     a ← g·(Q/(√S + ε)),   with Q and S still old
///     V ← β₁ V + (1 − β₁) η g,   S ← β₂ S + (1 − β₂) g²
///     Q ← √β₂ Q + (1 − √β₂) η g,   P ← √β₂ P + (1 − √β₂) η a
///     d ← max(d, P/((1 − √β₂) ‖Q‖₁))
///     W ← W − V/(√S + ε) − η λ W
///
/// Prodigy's predecessor: the distance to the minimum is bounded from below by how well the gradients agree with their
/// sum, and the rate grows with the bound. Defaults: α = 1, there is nothing to tune; β₁ = 0.9, β₂ = 0.999, ε = 1e-8,
/// λ = 0, optax's; d₀ = 1e-3 where optax has 1e-6, which takes long to grow. Where all gradients so far are 0, d stays
/// (optax's becomes no number). Checked against optax.
public struct DAdaptAdamW<V: Vector>: Optimizer {
  public static var card: OptimizerCard {
    OptimizerCard(
      id: "dadapt_adamw", name: "D-Adapt AdamW",
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
      settings: [
        .learningRate(1, "A factor on the method's own rate; 1 is the method."),
        .decay("beta1", "β₁", 0.9, "How much of the past stays in V. 0.9 is the paper's."),
        .decay(
          "beta2", "β₂", 0.999,
          "How much of the past stays in S, and its root in P and Q. 0.999 is the paper's."),
        .epsilon(1e-8, "added to √S"),
        Setting(
          "estim_lr0", "d₀", default: 1e-3, in: .above(0), slider: 1e-8...1, .logarithmic,
          "The first guess of the distance. optax has 1e-6."),
        Setting(
          "weight_decay", "λ", default: 0, in: .from(0), slider: 0...1, .linear,
          "Decoupled weight decay: W shrinks by the share ηλ at every step. 0 leaves it out."),
      ],
      checkedAgainst: ["optax 0.2.8 dadapt_adamw"])
  }

  public var lr: V.Element
  let beta1, beta2, eps, estimLr0, weightDecay: V.Element

  public init(_ settings: Settings<V.Element>) {
    lr = settings["lr"]
    beta1 = settings["beta1"]
    beta2 = settings["beta2"]
    eps = settings["eps"]
    estimLr0 = settings["estim_lr0"]
    weightDecay = settings["weight_decay"]
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
    let g = oracle.gradient(at: position)
    trace.record("g", g)
    state.beta1Power.raise(beta1)
    trace.record("β₁ᵗ", scalar: state.beta1Power.value)
    state.beta2Power.raise(beta2)
    trace.record("β₂ᵗ", scalar: state.beta2Power.value)
    let d = state.d
    trace.record("d_old", scalar: d)
    let keep = beta2.squareRoot()
    let correction = (1 - state.beta2Power.value).squareRoot() / (1 - state.beta1Power.value)
    let rate = d * lr * correction
    trace.record("η", scalar: rate)
    let agreement = g.dot(state.Q / (state.S.squareRoot() + eps))
    trace.record("a", scalar: agreement)
    trace.record("V_old", state.V)
    state.V = beta1 * state.V + ((1 - beta1) * rate) * g
    trace.record("V", state.V)
    trace.record("S_old", state.S)
    state.S = beta2 * state.S + (1 - beta2) * g.squared()
    trace.record("S", state.S)
    trace.record("Q_old", state.Q)
    state.Q = keep * state.Q + ((1 - keep) * rate) * g
    trace.record("Q", state.Q)
    trace.record("P_old", scalar: state.P)
    state.P = keep * state.P + (1 - keep) * rate * agreement
    trace.record("P", scalar: state.P)
    // 0/0 is not larger than anything, so that d stays where nothing is known.
    state.d = V.Element.maximum(state.P / ((1 - keep) * state.Q.magnitude.sum), d)
    trace.record("d", scalar: state.d)
    trace.record("W_old", position)
    position = (1 - rate * weightDecay) * position - state.V / (state.S.squareRoot() + eps)
    trace.record("W", position)
  }
}
