/// AdEMAMix: Adam with a second, much slower average of gradients.
///
///     V ← β₁ V + (1 − β₁) g,    V̂ ← V/(1 − β₁ᵗ)
///     M ← β₃ M + (1 − β₃) g
///     S ← β₂ S + (1 − β₂) g²,   Ŝ ← S/(1 − β₂ᵗ)
///     W ← W − α (V̂ + a M)/(√(Ŝ + ε′) + ε) − α λ W
///
/// One average cannot both react to the newest gradients and remember those of thousands of steps ago. M is not
/// bias-corrected, so that it grows in slowly; a is `alpha`. t counts from 1. Defaults: α = 0.02 where optax has none,
/// since surfaces here are some units wide; β₁ = 0.9, β₂ = 0.999, a = 5, ε = 1e-8, optax's; β₃ = 0.99 where the paper
/// has 0.9999, since races here have hundreds of steps rather than hundreds of thousands. Checked against optax.
public struct AdEMAMix<V: Vector>: Optimizer {
  public static var card: OptimizerCard {
    OptimizerCard(
      id: "ademamix", name: "AdEMAMix",
      summary: "Adam with two memories: a fast average of gradients and one that reaches far back.",
      paper:
        "M. Pagliardini, P. Ablin and D. Grangier, The AdEMAMix optimizer: better, faster, older, ICLR 2025.",
      formula: Formula(
        "{V} ← {beta1}{V_old} + (1 − {beta1}){g}",
        "{M} ← {beta3}{M_old} + (1 − {beta3}){g}",
        "{S} ← {beta2}{S_old} + (1 − {beta2}){g}²",
        "{V̂} ← {V}/(1 − {β₁ᵗ})",
        "{Ŝ} ← {S}/(1 − {β₂ᵗ})",
        "{W} ← (1 − {lr}{weight_decay}){W_old} − {lr}({V̂} + {alpha}{M})/(√({Ŝ} + {eps_root}) + {eps})"),
      settings: [
        .learningRate(0.02, "A step is this far at first, and up to 1 + a times as far later."),
        .decay("beta1", "β₁", 0.9, "How much of the past stays in V. 0.9 is the paper's."),
        .decay("beta2", "β₂", 0.999, "How much of the past stays in S. 0.999 is the paper's."),
        .decay(
          "beta3", "β₃", 0.99, "How much of the past stays in M. The paper has 0.9999, for far longer runs."),
        Setting(
          "alpha", "a", default: 5, in: .from(0), slider: 0...20, .linear,
          "How much the slow average counts beside the fast one. 5 is optax's."),
        .epsilon(1e-8, "added to the root, the paper's value"),
        .rootEpsilon(0, "optax's eps_root, 0 by default."),
        .decoupledWeightDecay(),
      ],
      checkedAgainst: ["optax 0.2.8 ademamix"])
  }

  public var lr: V.Element
  let beta1, beta2, beta3, alpha, eps, epsRoot, weightDecay: V.Element

  public init(_ settings: Settings<V.Element>) {
    lr = settings["lr"]
    beta1 = settings["beta1"]
    beta2 = settings["beta2"]
    beta3 = settings["beta3"]
    alpha = settings["alpha"]
    eps = settings["eps"]
    epsRoot = settings["eps_root"]
    weightDecay = settings["weight_decay"]
  }

  /// The fast and slow averages of gradients V and M, that of squares S, and the powers β₁ᵗ and β₂ᵗ.
  public struct State: Sendable {
    var V: V
    var M: V
    var S: V
    var beta1Power: RunningPower<V.Element>
    var beta2Power: RunningPower<V.Element>
  }

  public func start(at position: V) -> State {
    State(
      V: position.zeros, M: position.zeros, S: position.zeros, beta1Power: RunningPower(beta1),
      beta2Power: RunningPower(beta2))
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
    trace.record("M_old", state.M)
    state.M = beta3 * state.M + (1 - beta3) * g
    trace.record("M", state.M)
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
    let update = (corrected + alpha * state.M) / ((correctedSecond + epsRoot).squareRoot() + eps)
    trace.record("W_old", position)
    position = (1 - lr * weightDecay) * position - lr * update
    trace.record("W", position)
  }
}
