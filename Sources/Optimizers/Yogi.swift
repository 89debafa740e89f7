import Optimization

/// Yogi: Adam whose scale follows a fall of the gradients only slowly.
///
/// In Adam S forgets at a rate in proportion to itself, so that after rare large gradients the effective rate jumps up;
/// here it changes by no more than the new g². Both averages start at 1e-6 and are corrected all the same, so that the
/// first step moves a little even without a gradient. t counts from 1. Defaults: α = 0.1 where the libraries have 0.01,
/// since surfaces here are some units wide; β₁ = 0.9, β₂ = 0.999, ε = 1e-3, V₀ = S₀ = 1e-6, the paper's; no decay.
///
/// optax and pytorch-optimizer agree; only the latter decays weights. Checked against both.
public struct Yogi<V: Vector>: Optimizer {
  public typealias Packed = Yogi<Point<Lanes>>

  public static var card: OptimizerCard {
    OptimizerCard(
      id: "yogi", name: "Yogi", family: .adam,
      summary: "Adam whose scale rises as fast with the gradients, but falls in small steps only.",
      paper: "M. Zaheer et al., Adaptive methods for nonconvex optimization, NeurIPS 2018.",
      formula: Formula(
        "{V} ← {beta1}{V_old} + (1 − {beta1}){g}",
        "{S} ← {S_old} − (1 − {beta2})·sign({S_old} − {g}²)·{g}²",
        "{V̂} ← {V}/(1 − {β₁ᵗ})",
        "{Ŝ} ← {S}/(1 − {β₂ᵗ})",
        "{W} ← (1 − {lr}{weight_decay}){W_old} − {lr}{V̂}/(√{Ŝ} + {eps})"),
      checkedAgainst: ["optax 0.2.8 yogi", "pytorch-optimizer 4.1 Yogi"], restsWithoutGradient: false)
  }

  public var lr: V.Element
  let beta1, beta2, eps, initialAccumulator, weightDecay: V.Element

  public init(_ settings: Settings<V.Element>) {
    lr = settings.number(.learningRate(0.1, "A step is about this far in every coordinate."))
    beta1 = settings.number(
      .decay("beta1", "β₁", 0.9, "How much of the past stays in V. 0.9 is the paper's."))
    beta2 = settings.number(.decay("beta2", "β₂", 0.999, "How slowly S changes. 0.999 is the paper's."))
    eps = settings.number(.epsilon(1e-3, "added to √Ŝ, the paper's value."))
    initialAccumulator = settings.number(
      Setting(
        "initial_accumulator", "S₀", default: 1e-6, in: .from(0), slider: 1e-8...1, .logarithmic,
        "What both averages start from. 1e-6 is the libraries'."))
    weightDecay = settings.number(.decoupledWeightDecay())
  }

  /// The averages of gradients V and of squared gradients S, and the powers β₁ᵗ and β₂ᵗ.
  public struct State: Sendable {
    var V: V
    var S: V
    var beta1Power: RunningPower<V.Element>
    var beta2Power: RunningPower<V.Element>
  }

  public func start(at position: V) -> State {
    let initial = position.filled(with: initialAccumulator)
    return State(V: initial, S: initial, beta1Power: RunningPower(beta1), beta2Power: RunningPower(beta2))
  }

  @inline(__always)
  public func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let g = trace("g", oracle.gradient(at: position))
    trace.update("V", &state.V, to: beta1 * state.V + (1 - beta1) * g)
    let square = g.squared()
    trace.update("S", &state.S, to: state.S - (1 - beta2) * ((state.S - square).sign * square))
    let correction1 = 1 - trace("β₁ᵗ", scalar: state.beta1Power.raised(beta1))
    let correction2 = 1 - trace("β₂ᵗ", scalar: state.beta2Power.raised(beta2))
    let corrected = trace("V̂", state.V / correction1)
    let second = trace("Ŝ", state.S / correction2)
    let root = second.squareRoot() + eps
    trace.record("α_eff", lr / root)
    trace.update("W", &position, to: (1 - lr * weightDecay) * position - lr * (corrected / root))
  }
}
