/// LAMB: Adam whose step is as long as a share of the parameters themselves.
///
///     V ← β₁ V + (1 − β₁) g,   S ← β₂ S + (1 − β₂) g²,   corrected as in Adam
///     u ← V̂/(√(Ŝ + ε′) + ε) + λ W
///     W ← W − α |W|/|u| u
///
/// The norms are over the whole vector (a layer's weights), and the ratio is 1 where either is 0; so the step is the
/// share α of the distance from the origin, which makes very large batches trainable. t counts from 1. Near a minimum
/// it circles, unless that is the origin. Defaults: α = 0.03, since surfaces here are some units wide; β₁ = 0.9,
/// β₂ = 0.999, ε = 1e-6, ε′ = 0, λ = 0, optax's. Checked against optax.
public struct LAMB<V: Vector>: Optimizer {
  public static var card: OptimizerCard {
    OptimizerCard(
      id: "lamb", name: "LAMB",
      summary: "Adam's direction, but a length in proportion to the norm of the parameters.",
      paper:
        "Y. You et al., Large batch optimization for deep learning: training BERT in 76 minutes, ICLR 2020.",
      formula: Formula(
        "{V} ← {beta1}{V_old} + (1 − {beta1}){g}",
        "{S} ← {beta2}{S_old} + (1 − {beta2}){g}²",
        "{V̂} ← {V}/(1 − {β₁ᵗ})",
        "{Ŝ} ← {S}/(1 − {β₂ᵗ})",
        "{u} ← {V̂}/(√({Ŝ} + {eps_root}) + {eps}) + {weight_decay}{W_old}",
        "{r} ← |{*W_old}|/|{*u}|",
        "{W} ← {W_old} − {lr}{r}{u}"),
      settings: [
        .learningRate(0.03, "A step is this share of the distance from the origin."),
        .decay("beta1", "β₁", 0.9, "How much of the past stays in V. 0.9 is the paper's."),
        .decay("beta2", "β₂", 0.999, "How much of the past stays in S. 0.999 is the paper's."),
        .epsilon(1e-6, "added to √Ŝ, the paper's value"),
        .rootEpsilon(0, "optax's eps_root, 0 by default."),
        Setting(
          "weight_decay", "λ", default: 0, in: .from(0), slider: 0...1, .linear,
          "Weight decay: λW is added to Adam's step before its length is set. 0 leaves it out."),
      ],
      checkedAgainst: ["optax 0.2.8 lamb"])
  }

  public var lr: V.Element
  let beta1, beta2, eps, epsRoot, weightDecay: V.Element

  public init(_ settings: Settings<V.Element>) {
    lr = settings["lr"]
    beta1 = settings["beta1"]
    beta2 = settings["beta2"]
    eps = settings["eps"]
    epsRoot = settings["eps_root"]
    weightDecay = settings["weight_decay"]
  }

  /// The averages of gradients V and of squared gradients S, and the powers β₁ᵗ and β₂ᵗ.
  public struct State: Sendable {
    var V: V
    var S: V
    var beta1Power: RunningPower<V.Element>
    var beta2Power: RunningPower<V.Element>
  }

  public func start(at position: V) -> State {
    State(
      V: position.zeros, S: position.zeros, beta1Power: RunningPower(beta1), beta2Power: RunningPower(beta2))
  }

  @inline(__always)
  public func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let g = oracle.gradient(at: position)
    trace.record("g", g)
    trace.record("V_old", state.V)
    state.V = beta1 * state.V + (1 - beta1) * g
    trace.record("V", state.V)
    trace.record("S_old", state.S)
    state.S = beta2 * state.S + (1 - beta2) * g.squared()
    trace.record("S", state.S)
    state.beta1Power.raise(beta1)
    trace.record("β₁ᵗ", scalar: state.beta1Power.value)
    state.beta2Power.raise(beta2)
    trace.record("β₂ᵗ", scalar: state.beta2Power.value)
    let corrected = state.V / (1 - state.beta1Power.value)
    trace.record("V̂", corrected)
    let correctedSecond = state.S / (1 - state.beta2Power.value)
    trace.record("Ŝ", correctedSecond)
    let update = corrected / ((correctedSecond + epsRoot).squareRoot() + eps) + weightDecay * position
    trace.record("u", update)
    let (zero, length, step) = (V.Element(0), position.norm(), update.norm())
    let isDegenerate = (length .== zero) .| (step .== zero)
    let ratio = V.Element.select(isDegenerate, V.Element(1), length / step)
    trace.record("r", scalar: ratio)
    trace.record("W_old", position)
    position = position - (lr * ratio) * update
    trace.record("W", position)
  }
}
