/// AdaBelief: Adam scaled by how far gradients stray from their average, not by their size.
///
///     V ← β₁ V + (1 − β₁) g,    V̂ ← V/(1 − β₁ᵗ)
///     S ← β₂ S + (1 − β₂) (g − V)² + ε′,   Ŝ ← S/(1 − β₂ᵗ)
///     W ← W − α λ W − α V̂/(√Ŝ + ε)
///
/// Where gradients agree with their average the method believes in it and takes long steps; in Adam a steady large
/// gradient makes them no longer than a small one. ε′ is added to the stored S at every step, and so adds up. t counts
/// from 1. Defaults: α = 0.05 where the libraries have 1e-3, since surfaces here are some units wide; β₁ = 0.9,
/// β₂ = 0.999, ε = ε′ = 1e-16, the paper's; no decay.
///
/// pytorch-optimizer's `eps` is both ε and ε′; its rectification is left out, as it is by default. optax has `nesterov`.
/// Checked against both.
public struct AdaBelief<V: Vector>: Optimizer {
  public static var card: OptimizerCard {
    OptimizerCard(
      id: "adabelief", name: "AdaBelief",
      summary:
        "Adam whose steps are long where gradients agree with their average, and short where they stray.",
      paper:
        "J. Zhuang et al., AdaBelief optimizer: adapting stepsizes by the belief in observed gradients, "
        + "NeurIPS 2020, arXiv:2010.07468.",
      formula: Formula(
        "{V} ← {beta1}{V_old} + (1 − {beta1}){g}",
        "{S} ← {beta2}{S_old} + (1 − {beta2})({g} − {V})² + {eps_root}",
        "?!nesterov: {V̂} ← {V}/(1 − {β₁ᵗ})",
        "?nesterov: {V̂} ← {beta1}{V}/(1 − {beta1}{β₁ᵗ}) + (1 − {beta1}){g}/(1 − {β₁ᵗ})",
        "{Ŝ} ← {S}/(1 − {β₂ᵗ})",
        "{W} ← (1 − {lr}{weight_decay}){W_old} − {lr}{V̂}/(√{Ŝ} + {eps})"),
      settings: [
        .learningRate(0.05, "The first step is this far in every coordinate."),
        .decay("beta1", "β₁", 0.9, "How much of the past stays in V. 0.9 is the paper's."),
        .decay("beta2", "β₂", 0.999, "How much of the past stays in S. 0.999 is the paper's."),
        .epsilon(1e-16, "added to √Ŝ, the paper's value"),
        .rootEpsilon(1e-16, "It is added to S itself at every step; 1e-16 is the paper's."),
        .decoupledWeightDecay(),
        Setting(
          flag: "nesterov", "nesterov", default: false, "Looks one step of the momentum ahead, as in optax."),
      ],
      checkedAgainst: ["optax 0.2.8 adabelief", "pytorch-optimizer 4.1 AdaBelief"])
  }

  public var lr: V.Element
  let beta1, beta2, eps, epsRoot, weightDecay: V.Element
  let nesterov: V.Element.Mask

  public init(_ settings: Settings<V.Element>) {
    lr = settings["lr"]
    beta1 = settings["beta1"]
    beta2 = settings["beta2"]
    eps = settings["eps"]
    epsRoot = settings["eps_root"]
    weightDecay = settings["weight_decay"]
    nesterov = settings.flag("nesterov")
  }

  /// The averages of gradients V and of squared surprises S, and the powers β₁ᵗ and β₂ᵗ.
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
    state.S = beta2 * state.S + (1 - beta2) * (g - state.V).squared() + epsRoot
    trace.record("S", state.S)
    state.beta1Power.raise(beta1)
    trace.record("β₁ᵗ", scalar: state.beta1Power.value)
    state.beta2Power.raise(beta2)
    trace.record("β₂ᵗ", scalar: state.beta2Power.value)
    let correction = 1 - state.beta1Power.value
    let ahead = beta1 / (1 - beta1 * state.beta1Power.value) * state.V + (1 - beta1) / correction * g
    let corrected = V.select(nesterov, ahead, state.V / correction)
    trace.record("V̂", corrected)
    let correctedSecond = state.S / (1 - state.beta2Power.value)
    trace.record("Ŝ", correctedSecond)
    trace.record("α_eff", lr / (correctedSecond.squareRoot() + eps))
    trace.record("W_old", position)
    position = (1 - lr * weightDecay) * position - lr * (corrected / (correctedSecond.squareRoot() + eps))
    trace.record("W", position)
  }
}
