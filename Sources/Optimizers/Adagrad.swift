import Optimization

/// Adagrad: each parameter's rate shrinks with the gradients it has seen.
///
/// S starts from S₀, t counts from 1, and η is `lr_decay`. Steep directions get small steps and flat ones large ones,
/// which suits sparse features; since S only grows, every rate falls towards zero. Defaults: α = 0.1 (PyTorch has 0.01;
/// the first step is α in every coordinate whatever the gradient, and surfaces here are some units wide), η = 0,
/// S₀ = 0, ε = 1e-10, λ = 0, PyTorch's.
///
/// The conventions: ε stands outside the root in PyTorch, inside it in optax and Keras (whose S₀ is 0.1 and ε 1e-7).
/// Checked against PyTorch, optax and Keras.
public struct Adagrad<V: Vector>: Optimizer {
  public typealias Packed = Adagrad<Point<Lanes>>

  public static var card: OptimizerCard {
    OptimizerCard(
      id: "adagrad", name: "Adagrad", family: .adaptive,
      summary: "Divides each coordinate's rate by the root of all its squared gradients so far.",
      paper:
        "J. Duchi, E. Hazan and Y. Singer, Adaptive subgradient methods for online learning and stochastic "
        + "optimization, JMLR 12 (2011), 2121-2159.",
      formula: Formula(
        "?weight_decay: {g} ← {∇f} + {weight_decay}{W_old}",
        "{S} ← {S_old} + {g}²",
        "{α'} ← {lr}/(1 + ({t} − 1){lr_decay})",
        "?convention=pytorch: {W} ← {W_old} − {α'}{g}/(√{S} + {eps})",
        "?!convention=pytorch: {W} ← {W_old} − {α'}{g}/√({S} + {eps})"),
      checkedAgainst: ["torch 2.13 Adagrad", "optax 0.2.8 adagrad", "keras 3.15 Adagrad"])
  }

  public var lr: V.Element
  let lrDecay, eps, initialAccumulator, weightDecay: V.Element
  let convention: Convention

  public init(_ settings: Settings<V.Element>) {
    lr = settings.number(.learningRate(0.1, "The first step is this far in every coordinate."))
    lrDecay = settings.number(
      Setting(
        "lr_decay", "η", default: 0, in: .from(0), slider: 1e-5...1, .logarithmic,
        "Lets the rate itself fall as 1/(1 + ηt); 0, PyTorch's default, leaves that to S."))
    eps = settings.number(.epsilon(1e-10, "added to √S, PyTorch's value."))
    initialAccumulator = settings.number(
      Setting(
        "initial_accumulator", "S₀", default: 0, in: .from(0), slider: 1e-5...10, .logarithmic,
        "What S starts from. 0 is PyTorch's; optax and Keras start at 0.1, which shortens the first step."))
    weightDecay = settings.number(.weightDecay)
    convention = settings.choice(.convention("optax and Keras put ε inside the root."))
  }

  /// The sum of squared gradients, and the steps made.
  public struct State: Sendable {
    var S: V
    var t = 0
  }

  public func start(at position: V) -> State {
    State(S: position.filled(with: initialAccumulator))
  }

  @inline(__always)
  public func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let gradient = trace("∇f", oracle.gradient(at: position))
    let g = trace("g", gradient + weightDecay * position)
    trace.update("S", &state.S, to: state.S + g.squared())
    let rate = trace("α'", scalar: lr / (1 + Double(state.t) * lrDecay))
    state.t += 1
    let root = convention == .pytorch ? state.S.squareRoot() + eps : (state.S + eps).squareRoot()
    trace.record("α_eff", rate / root)
    trace.update("W", &position, to: position - rate * (g / root))
  }
}
