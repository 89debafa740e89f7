import Optimization

/// AdaBelief: Adam scaled by how far gradients stray from their average, not by their size.
///
/// Where gradients agree with their average the method trusts it and takes long steps; in Adam a steady large
/// gradient makes them no longer than a small one. ε′ is added to the stored S at every step, and so adds up. t counts
/// from 1. Defaults: α = 0.05 where the libraries have 1e-3, since surfaces here are some units wide; β₁ = 0.9,
/// β₂ = 0.999, ε = ε′ = 1e-16, the paper's; no decay.
///
/// pytorch-optimizer's `eps` is both ε and ε′; its rectification is left out, as it is by default. optax has `nesterov`.
/// Checked against both.
public struct AdaBelief<V: Vector>: Optimizer {
  public typealias Packed = AdaBelief<Point<Lanes>>

  public static var card: OptimizerCard {
    OptimizerCard(
      id: "adabelief", name: "AdaBelief", family: .adam,
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
      checkedAgainst: ["optax 0.2.8 adabelief", "pytorch-optimizer 4.1 AdaBelief"])
  }

  public var lr: V.Element
  let beta1, beta2, eps, epsRoot, weightDecay: V.Element
  let nesterov: Bool

  public init(_ settings: Settings<V.Element>) {
    lr = settings.number(.learningRate(0.05, "The first step is this far in every coordinate."))
    beta1 = settings.number(
      .decay("beta1", "β₁", 0.9, "How much of the past stays in V. 0.9 is the paper's."))
    beta2 = settings.number(
      .decay("beta2", "β₂", 0.999, "How much of the past stays in S. 0.999 is the paper's."))
    eps = settings.number(.epsilon(1e-16, "added to √Ŝ, the paper's value."))
    epsRoot = settings.number(
      .rootEpsilon(1e-16, "It is added to S itself at every step; 1e-16 is the paper's."))
    weightDecay = settings.number(.decoupledWeightDecay())
    nesterov = settings.flag("nesterov", "nesterov", "Looks one step of the momentum ahead, as in optax.")
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
    let g = trace("g", oracle.gradient(at: position))
    trace.update("V", &state.V, to: beta1 * state.V + (1 - beta1) * g)
    trace.update("S", &state.S, to: beta2 * state.S + (1 - beta2) * (g - state.V).squared() + epsRoot)
    let correction1 = 1 - trace("β₁ᵗ", scalar: state.beta1Power.raised(beta1))
    let correction2 = 1 - trace("β₂ᵗ", scalar: state.beta2Power.raised(beta2))
    var corrected = state.V / correction1
    if nesterov {
      let average = beta1 / (1 - beta1 * state.beta1Power.value) * state.V
      corrected = average + (1 - beta1) / correction1 * g
    }
    trace.record("V̂", corrected)
    let second = trace("Ŝ", state.S / correction2)
    let root = second.squareRoot() + eps
    let decayed = (1 - lr * weightDecay) * position
    trace.record("α_eff", lr / root)
    trace.update("W", &position, to: decayed - lr * (corrected / root))
  }
}
