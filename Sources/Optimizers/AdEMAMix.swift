import Optimization

/// AdEMAMix: Adam with a second, much slower average of gradients.
///
/// One average cannot both react to the newest gradients and remember those of thousands of steps ago. M is not
/// bias-corrected, so that it grows in slowly; a is `alpha`. t counts from 1. Defaults: α = 0.02 where optax has none,
/// since surfaces here are some units wide; β₁ = 0.9, β₂ = 0.999, a = 5, ε = 1e-8, optax's; β₃ = 0.99 where the paper
/// has 0.9999, since races here have hundreds of steps rather than hundreds of thousands. Checked against optax.
public struct AdEMAMix<V: Vector>: Optimizer {
  public typealias Packed = AdEMAMix<Point<Lanes>>

  public static var card: OptimizerCard {
    OptimizerCard(
      id: "ademamix", name: "AdEMAMix", family: .adam,
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
      checkedAgainst: ["optax 0.2.8 ademamix"])
  }

  public var lr: V.Element
  let beta1, beta2, beta3, alpha, eps, epsRoot, weightDecay: V.Element

  public init(_ settings: Settings<V.Element>) {
    lr = settings.number(
      .learningRate(0.02, "A step is this far at first, and up to 1 + a times as far later."))
    beta1 = settings.number(
      .decay("beta1", "β₁", 0.9, "How much of the past stays in V. 0.9 is the paper's."))
    beta2 = settings.number(
      .decay("beta2", "β₂", 0.999, "How much of the past stays in S. 0.999 is the paper's."))
    beta3 = settings.number(
      .decay(
        "beta3", "β₃", 0.99, "How much of the past stays in M. The paper has 0.9999, for far longer runs."))
    alpha = settings.number(
      Setting(
        "alpha", "a", default: 5, in: .from(0), slider: 0...20, .linear,
        "How much the slow average counts beside the fast one. 5 is optax's."))
    eps = settings.number(.epsilon(1e-8, "added to the root, the paper's value."))
    epsRoot = settings.number(.rootEpsilon(0, "optax's eps_root, 0 by default."))
    weightDecay = settings.number(.decoupledWeightDecay())
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
    let g = trace("g", oracle.gradient(at: position))
    trace.update("V", &state.V, to: beta1 * state.V + (1 - beta1) * g)
    trace.update("M", &state.M, to: beta3 * state.M + (1 - beta3) * g)
    trace.update("S", &state.S, to: beta2 * state.S + (1 - beta2) * g.squared())
    let correction1 = 1 - trace("β₁ᵗ", scalar: state.beta1Power.raised(beta1))
    let correction2 = 1 - trace("β₂ᵗ", scalar: state.beta2Power.raised(beta2))
    let corrected = trace("V̂", state.V / correction1)
    let second = trace("Ŝ", state.S / correction2)
    let u = (corrected + alpha * state.M) / ((second + epsRoot).squareRoot() + eps)
    trace.update("W", &position, to: (1 - lr * weightDecay) * position - lr * u)
  }
}
