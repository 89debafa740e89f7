import Optimization

/// Schedule-free descent: averaging in place of a falling rate.
///
/// z makes the steps, x is their average and the result, and the gradient is taken between them, at W, which is the
/// path shown. A schedule has to know when training ends; this does not. The rate γ is α min(1, t/warm-up), and
/// the share c of z in the average is tʳ γmaxᵖ over the sum of these so far; t counts from 1. Defaults: α = 0.1, like
/// plain descent (the library has 1); μ = 0.9, λ = 0, no warm-up, r = 0, p = 2, schedulefree's.
///
/// The conventions differ by the warm-up alone: schedulefree's rate is αt/warm-up, optax's α(t − 1)/warm-up, though the
/// weights c are the same; and optax computes both in single precision. Checked against both, x included.
public struct ScheduleFreeSGD<V: Vector>: Optimizer {
  public typealias Packed = ScheduleFreeSGD<Point<Lanes>>

  public static var card: OptimizerCard {
    OptimizerCard(
      id: "schedule_free_sgd", name: "Schedule-free SGD", family: .scheduleFree,
      summary: "Gradient descent whose average is the result, so that the rate need not fall.",
      paper: "A. Defazio et al., The road less scheduled, NeurIPS 2024, arXiv:2405.15682.",
      formula: Formula(
        "?weight_decay: {g} ← {∇f} + {weight_decay}{W_old}",
        "{z} ← {z_old} − {γ}{g}",
        "{x} ← (1 − {c}){x_old} + {c}{z}",
        "{W} ← (1 − {momentum}){z} + {momentum}{x}"),
      checkedAgainst: [
        "schedulefree 1.4 SGDScheduleFree, with its average", "optax 0.2.8 schedule_free_sgd",
      ], companion: "average")
  }

  public var lr: V.Element
  let momentum, weightDecay: V.Element
  let averaging: AveragingWeights<V.Element>

  public init(_ settings: Settings<V.Element>) {
    lr = settings.number(.learningRate(0.1, "As for plain descent; the steps are z's."))
    momentum = settings.number(
      .decay("momentum", "μ", 0.9, "Where between z and x the gradient is taken. 0.9 is the library's."))
    weightDecay = settings.number(.weightDecay)
    averaging = AveragingWeights(settings)
  }

  /// The point z that makes the steps, the average x, and the weights of the averaging.
  public struct State: Sendable {
    var z: V
    var x: V
    var weights = AveragingWeights<V.Element>.State()
  }

  public func start(at position: V) -> State {
    State(z: position, x: position)
  }

  public func companion(_ state: State) -> V? { state.x }

  @inline(__always)
  public func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let gradient = trace("∇f", oracle.gradient(at: position))
    let g = trace("g", gradient + weightDecay * position)
    let (rate, share) = averaging.next(lr, &state.weights)
    trace.record("γ", scalar: rate)
    trace.record("c", scalar: share)
    trace.update("z", &state.z, to: state.z - rate * g)
    trace.update("x", &state.x, to: (1 - share) * state.x + share * state.z)
    trace.update("W", &position, to: (1 - momentum) * state.z + momentum * state.x)
  }
}
