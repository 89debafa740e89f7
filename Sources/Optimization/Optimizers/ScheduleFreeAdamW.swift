/// Schedule-free AdamW: the same averaging, on steps scaled as Adam's.
///
///     S ← β₂ S + (1 − β₂) g²,   u ← g/(√(S/(1 − β₂ᵗ)) + ε) + λ W
///     γ ← α min(1, t/warm-up),   c ← tʳ γmaxᵖ/Σ tʳ γmaxᵖ
///     z ← z − γ u
///     x ← (1 − c) x + c z
///     W ← (1 − β₁) z + β₁ x
///
/// The averaging takes the place of Adam's first average as well as of a schedule. z makes the steps, x is the result,
/// and the gradient is taken at W, which is the path shown. t counts from 1. Defaults: α = 0.1 where the library has
/// 0.0025, since surfaces here are some units wide; β₁ = 0.9, β₂ = 0.999, ε = 1e-8, λ = 0, no warm-up, r = 0, p = 2,
/// schedulefree's.
///
/// The conventions differ by the warm-up alone: schedulefree's rate is αt/warm-up, optax's α(t − 1)/warm-up, though the
/// weights c are the same; and optax computes both in single precision. Checked against both, x included.
public struct ScheduleFreeAdamW<V: Vector>: Optimizer {
  public static var card: OptimizerCard {
    OptimizerCard(
      id: "schedule_free_adamw", name: "Schedule-free AdamW",
      summary: "Adam's scaling with an average of the path as the result, so that the rate need not fall.",
      paper: "A. Defazio et al., The road less scheduled, NeurIPS 2024, arXiv:2405.15682.",
      formula: Formula(
        "{S} ← {beta2}{S_old} + (1 − {beta2}){g}²",
        "{Ŝ} ← {S}/(1 − {β₂ᵗ})",
        "{u} ← {g}/(√{Ŝ} + {eps}) + {weight_decay}{W_old}",
        "{z} ← {z_old} − {γ}{u}",
        "{x} ← (1 − {c}){x_old} + {c}{z}",
        "{W} ← (1 − {beta1}){z} + {beta1}{x}"),
      settings: [
        .learningRate(0.1, "A step of z is about this far in every coordinate."),
        .decay("beta1", "β₁", 0.9, "Where between z and x the gradient is taken. 0.9 is the library's."),
        .decay("beta2", "β₂", 0.999, "How much of the past stays in S. 0.999 is the library's."),
        .epsilon(1e-8, "added to √Ŝ"),
        Setting(
          "weight_decay", "λ", default: 0, in: .from(0), slider: 0...1, .linear,
          "Decoupled weight decay, taken at W. 0 leaves it out."),
        .warmup, .averagingPower, .averagingRatePower,
        .convention("optax is one step behind in its warm-up.", of: ["schedulefree", "optax"]),
      ],
      checkedAgainst: [
        "schedulefree 1.4 AdamWScheduleFree, with its average", "optax 0.2.8 schedule_free_adamw",
      ], companion: "average")
  }

  public var lr: V.Element
  let beta1, beta2, eps, weightDecay, warmupSteps, r, weightLrPower: V.Element
  let optax: V.Element.Mask

  public init(_ settings: Settings<V.Element>) {
    lr = settings["lr"]
    beta1 = settings["beta1"]
    beta2 = settings["beta2"]
    eps = settings["eps"]
    weightDecay = settings["weight_decay"]
    warmupSteps = settings["warmup_steps"]
    r = settings["r"]
    weightLrPower = settings["weight_lr_power"]
    optax = settings.choice("convention", is: "optax")
  }

  /// The point z that makes the steps, the average x, that of squared gradients S, and the weights of the averaging.
  public struct State: Sendable {
    var z: V
    var x: V
    var S: V
    var beta2Power: RunningPower<V.Element>
    var weights = AveragingWeights<V.Element>()
  }

  public func start(at position: V) -> State {
    State(z: position, x: position, S: position.zeros, beta2Power: RunningPower(beta2))
  }

  public func companion(_ state: State) -> V? { state.x }

  @inline(__always)
  public func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let g = oracle.gradient(at: position)
    trace.record("g", g)
    trace.record("S_old", state.S)
    state.S = beta2 * state.S + (1 - beta2) * g.squared()
    trace.record("S", state.S)
    state.beta2Power.raise(beta2)
    trace.record("β₂ᵗ", scalar: state.beta2Power.value)
    let correctedSecond = state.S / (1 - state.beta2Power.value)
    trace.record("Ŝ", correctedSecond)
    let update = g / (correctedSecond.squareRoot() + eps) + weightDecay * position
    trace.record("u", update)
    let (rate, share) = state.weights.next(
      lr, warmup: warmupSteps, power: r, ratePower: weightLrPower, optax: optax)
    trace.record("γ", scalar: rate)
    trace.record("c", scalar: share)
    trace.record("z_old", state.z)
    state.z = state.z - rate * update
    trace.record("z", state.z)
    trace.record("x_old", state.x)
    state.x = (1 - share) * state.x + share * state.z
    trace.record("x", state.x)
    trace.record("W_old", position)
    position = (1 - beta1) * state.z + beta1 * state.x
    trace.record("W", position)
  }
}
