import Optimization

/// Schedule-free AdamW: the same averaging, on steps scaled as Adam's.
///
/// The averaging takes the place of Adam's first average as well as of a schedule. z makes the steps, x is the result,
/// and the gradient is taken at W, which is the path shown. The rate γ is α min(1, t/warm-up), and the share c of z in
/// the average is tʳ γmaxᵖ over the sum of these so far; t counts from 1. Defaults: α = 0.1 where the library has
/// 0.0025, since surfaces here are some units wide; β₁ = 0.9, β₂ = 0.999, ε = 1e-8, λ = 0, no warm-up, r = 0, p = 2,
/// schedulefree's.
///
/// The conventions differ by the warm-up alone: schedulefree's rate is αt/warm-up, optax's α(t − 1)/warm-up, though the
/// weights c are the same; and optax computes both in single precision. Checked against both, x included.
public struct ScheduleFreeAdamW<V: Vector>: Optimizer {
  public typealias Packed = ScheduleFreeAdamW<Point<Lanes>>

  public static var card: OptimizerCard {
    OptimizerCard(
      id: "schedule_free_adamw", name: "Schedule-free AdamW", family: .scheduleFree,
      summary: "Adam's scaling with an average of the path as the result, so that the rate need not fall.",
      paper: "A. Defazio et al., The road less scheduled, NeurIPS 2024, arXiv:2405.15682.",
      formula: Formula(
        "{S} ← {beta2}{S_old} + (1 − {beta2}){g}²",
        "{Ŝ} ← {S}/(1 − {β₂ᵗ})",
        "{u} ← {g}/(√{Ŝ} + {eps}) + {weight_decay}{W_old}",
        "{z} ← {z_old} − {γ}{u}",
        "{x} ← (1 − {c}){x_old} + {c}{z}",
        "{W} ← (1 − {beta1}){z} + {beta1}{x}"),
      checkedAgainst: [
        "schedulefree 1.4 AdamWScheduleFree, with its average", "optax 0.2.8 schedule_free_adamw",
      ], companion: "average")
  }

  public var lr: V.Element
  let beta1, beta2, eps, weightDecay: V.Element
  let averaging: AveragingWeights<V.Element>

  public init(_ settings: Settings<V.Element>) {
    lr = settings.number(.learningRate(0.1, "A step of z is about this far in every coordinate."))
    beta1 = settings.number(
      .decay("beta1", "β₁", 0.9, "Where between z and x the gradient is taken. 0.9 is the library's."))
    beta2 = settings.number(
      .decay("beta2", "β₂", 0.999, "How much of the past stays in S. 0.999 is the library's."))
    eps = settings.number(.epsilon(1e-8, "added to √Ŝ."))
    weightDecay = settings.number(
      Setting(
        "weight_decay", "λ", default: 0, in: .from(0), slider: 0...1, .linear,
        "Decoupled weight decay, taken at W. 0 leaves it out."))
    averaging = AveragingWeights(settings)
  }

  /// The point z that makes the steps, the average x, that of squared gradients S, and the weights of the averaging.
  public struct State: Sendable {
    var z: V
    var x: V
    var S: V
    var beta2Power: RunningPower<V.Element>
    var weights = AveragingWeights<V.Element>.State()
  }

  public func start(at position: V) -> State {
    State(z: position, x: position, S: position.zeros, beta2Power: RunningPower(beta2))
  }

  public func companion(_ state: State) -> V? { state.x }

  @inline(__always)
  public func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let g = trace("g", oracle.gradient(at: position))
    trace.update("S", &state.S, to: beta2 * state.S + (1 - beta2) * g.squared())
    let correction = 1 - trace("β₂ᵗ", scalar: state.beta2Power.raised(beta2))
    let second = trace("Ŝ", state.S / correction)
    let u = trace("u", g / (second.squareRoot() + eps) + weightDecay * position)
    let (rate, share) = averaging.next(lr, &state.weights)
    trace.record("γ", scalar: rate)
    trace.record("c", scalar: share)
    trace.update("z", &state.z, to: state.z - rate * u)
    trace.update("x", &state.x, to: (1 - share) * state.x + share * state.z)
    trace.update("W", &position, to: (1 - beta1) * state.z + beta1 * state.x)
  }
}
