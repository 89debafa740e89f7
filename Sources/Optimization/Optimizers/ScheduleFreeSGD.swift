/// Schedule-free descent: averaging in place of a falling rate.
///
///     g ← ∇f(W) + λ W
///     γ ← α min(1, t/warm-up),   c ← tʳ γmaxᵖ/Σ tʳ γmaxᵖ
///     z ← z − γ g
///     x ← (1 − c) x + c z
///     W ← (1 − μ) z + μ x
///
/// z makes the steps, x is their average and the result, and the gradient is taken between them, at W, which is the
/// path shown. A schedule would have to know when training ends; this need not. t counts from 1. Defaults: α = 0.1,
/// like plain descent (the library has 1); μ = 0.9, λ = 0, no warm-up, r = 0, p = 2, schedulefree's.
///
/// The conventions differ by the warm-up alone: schedulefree's rate is αt/warm-up, optax's α(t − 1)/warm-up, though the
/// weights c are the same; and optax computes both in single precision. Checked against both, x included.
public struct ScheduleFreeSGD<V: Vector>: Optimizer {
  public static var card: OptimizerCard {
    OptimizerCard(
      id: "schedule_free_sgd", name: "Schedule-free SGD",
      summary: "Gradient descent whose average is the result, so that the rate need not fall.",
      paper: "A. Defazio et al., The road less scheduled, NeurIPS 2024, arXiv:2405.15682.",
      formula: Formula(
        "?weight_decay: {g} ← {∇f} + {weight_decay}{W_old}",
        "{z} ← {z_old} − {γ}{g}",
        "{x} ← (1 − {c}){x_old} + {c}{z}",
        "{W} ← (1 − {momentum}){z} + {momentum}{x}"),
      settings: [
        .learningRate(0.1, "As for plain descent; the steps are z's."),
        .decay("momentum", "μ", 0.9, "Where between z and x the gradient is taken. 0.9 is the library's."),
        .weightDecay, .warmup, .averagingPower, .averagingRatePower,
        .convention("optax is one step behind in its warm-up.", of: ["schedulefree", "optax"]),
      ],
      checkedAgainst: [
        "schedulefree 1.4 SGDScheduleFree, with its average", "optax 0.2.8 schedule_free_sgd",
      ], companion: "average")
  }

  public var lr: V.Element
  let momentum, weightDecay, warmupSteps, r, weightLrPower: V.Element
  let optax: V.Element.Mask

  public init(_ settings: Settings<V.Element>) {
    lr = settings["lr"]
    momentum = settings["momentum"]
    weightDecay = settings["weight_decay"]
    warmupSteps = settings["warmup_steps"]
    r = settings["r"]
    weightLrPower = settings["weight_lr_power"]
    optax = settings.choice("convention", is: "optax")
  }

  /// The point z that makes the steps, the average x, and the weights of the averaging.
  public struct State: Sendable {
    var z: V
    var x: V
    var weights = AveragingWeights<V.Element>()
  }

  public func start(at position: V) -> State {
    State(z: position, x: position)
  }

  public func companion(_ state: State) -> V? { state.x }

  @inline(__always)
  public func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let gradient = oracle.gradient(at: position)
    trace.record("∇f", gradient)
    let g = gradient + weightDecay * position
    trace.record("g", g)
    let (rate, share) = state.weights.next(
      lr, warmup: warmupSteps, power: r, ratePower: weightLrPower, optax: optax)
    trace.record("γ", scalar: rate)
    trace.record("c", scalar: share)
    trace.record("z_old", state.z)
    state.z = state.z - rate * g
    trace.record("z", state.z)
    trace.record("x_old", state.x)
    state.x = (1 - share) * state.x + share * state.z
    trace.record("x", state.x)
    trace.record("W_old", position)
    position = (1 - momentum) * state.z + momentum * state.x
    trace.record("W", position)
  }
}
