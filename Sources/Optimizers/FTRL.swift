import Optimization

/// FTRL: follows the regularized leader, the minimum of the sum of all linearized losses and a growing quadratic.
///
/// With l₁ above 0 parameters become exactly 0, which suits advertising models with many sparse features;
/// otherwise it is Adagrad that computes W from the sum Z instead of storing it. Since Z starts at 0 whatever the
/// start, the first step leads close to the origin where S₀ is large beside g². Defaults: α = 0.5 where Keras has 1e-3,
/// since surfaces here are some units wide; S₀ = 0.1, p = −0.5, no l₁, l₂, shrinkage l or β, Keras's. Checked against
/// Keras.
public struct FTRL<V: Vector>: Optimizer {
  public typealias Packed = FTRL<Point<Lanes>>

  public static var card: OptimizerCard {
    OptimizerCard(
      id: "ftrl", name: "FTRL", family: .adaptive,
      summary:
        "Computes the parameters anew from the sum of all gradients, so that small ones can be exactly zero.",
      paper: "H. B. McMahan et al., Ad click prediction: a view from the trenches, KDD 2013.",
      formula: Formula(
        "{S} ← {S_old} + {g}²",
        "{σ} ← ({S}^(−{learning_rate_power}) − {S_old}^(−{learning_rate_power}))/{lr}",
        "{Z} ← {Z_old} + {g} + 2{l2_shrinkage}{W_old} − {σ}{W_old}",
        "{Q} ← {S}^(−{learning_rate_power})/{lr} + 2{l2} + {beta}/{lr}",
        "{W} ← (clip({Z}, ±{l1}) − {Z})/{Q}"),
      checkedAgainst: ["keras 3.15 Ftrl"])
  }

  public var lr: V.Element
  let learningRatePower, initialAccumulator, l1, l2, l2Shrinkage, beta: V.Element

  public init(_ settings: Settings<V.Element>) {
    lr = settings.number(.learningRate(0.5, "Steps are about α over the root of all squared gradients."))
    learningRatePower = settings.number(
      Setting(
        "learning_rate_power", "p", default: -0.5, in: .any, slider: -1...0, .linear,
        "Minus the power of S in the rate. −0.5, a square root, is the paper's."))
    initialAccumulator = settings.number(
      Setting(
        "initial_accumulator", "S₀", default: 0.1, in: .from(0), slider: 1e-5...10, .logarithmic,
        "What S starts from. 0.1 is Keras's."))
    l1 = settings.number(
      Setting(
        "l1", "l₁", default: 0, in: .from(0), slider: 1e-5...10, .logarithmic,
        "The L1 regularization, which makes small parameters exactly 0. 0 leaves it out."))
    l2 = settings.number(
      Setting(
        "l2", "l₂", default: 0, in: .from(0), slider: 1e-5...10, .logarithmic,
        "The L2 regularization, which holds W near the origin. 0 leaves it out."))
    l2Shrinkage = settings.number(
      Setting(
        "l2_shrinkage", "l", default: 0, in: .from(0), slider: 1e-5...10, .logarithmic,
        "An L2 penalty whose gradient is added to the loss's. 0 leaves it out."))
    beta = settings.number(
      Setting(
        "beta", "β", default: 0, in: .from(0), slider: 1e-5...10, .logarithmic,
        "Lowers every rate, as if S had started larger. 0 is Keras's; the paper has 1."))
  }

  /// The sum of squared gradients S, and the linear term Z.
  public struct State: Sendable {
    var S: V
    var Z: V
  }

  public func start(at position: V) -> State {
    State(S: position.filled(with: initialAccumulator), Z: position.zeros)
  }

  @inline(__always)
  public func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let g = trace("g", oracle.gradient(at: position))
    let power = -learningRatePower
    let before = state.S.map { $0.raised(to: power) }
    trace.update("S", &state.S, to: state.S + g.squared())
    let after = state.S.map { $0.raised(to: power) }
    let change = trace("σ", (after - before) / lr)
    trace.update("Z", &state.Z, to: state.Z + g + (2 * l2Shrinkage) * position - change * position)
    let quadratic = trace("Q", after / lr + (2 * l2 + beta / lr))
    trace.update("W", &position, to: (state.Z.clipped(to: l1) - state.Z) / quadratic)
  }
}
