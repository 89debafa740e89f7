/// FTRL: follows the leader, the minimum of all gradients so far as planes, held by a growing quadratic.
///
///     S' ← S + g²,   σ ← (S'^−p − S^−p)/α,   S₀ = the initial accumulator, p = `learning_rate_power`
///     Z ← Z + g + 2l W − σ W;   then S ← S'
///     W ← (clip(Z, ±l₁) − Z)/(S^−p/α + 2l₂ + β/α)
///
/// With l₁ above 0 parameters become exactly 0, for which it is used in advertising models of many sparse features;
/// otherwise it is Adagrad that does not remember W but computes it from the sum Z. Since Z starts at 0 whatever the
/// start, the first step leads close to the origin where S₀ is large beside g². Defaults: α = 0.5 where Keras has 1e-3,
/// since surfaces here are some units wide; S₀ = 0.1, p = −0.5, no l₁, l₂, shrinkage l or β, Keras's. Checked against
/// Keras.
public struct FTRL<V: Vector>: Optimizer {
  public static var card: OptimizerCard {
    OptimizerCard(
      id: "ftrl", name: "FTRL",
      summary:
        "Computes the parameters anew from the sum of all gradients, so that small ones can be exactly zero.",
      paper: "H. B. McMahan et al., Ad click prediction: a view from the trenches, KDD 2013.",
      formula: Formula(
        "{S} ← {S_old} + {g}²",
        "{σ} ← ({S}^(−{learning_rate_power}) − {S_old}^(−{learning_rate_power}))/{lr}",
        "{Z} ← {Z_old} + {g} + 2{l2_shrinkage}{W_old} − {σ}{W_old}",
        "{Q} ← {S}^(−{learning_rate_power})/{lr} + 2{l2} + {beta}/{lr}",
        "{W} ← (clip({Z}, ±{l1}) − {Z})/{Q}"),
      settings: [
        .learningRate(0.5, "Steps are about α over the root of all squared gradients."),
        Setting(
          "learning_rate_power", "p", default: -0.5, in: .any, slider: -1...0, .linear,
          "Minus the power of S in the rate. −0.5, a square root, is the paper's."),
        Setting(
          "initial_accumulator", "S₀", default: 0.1, in: .from(0), slider: 1e-5...10, .logarithmic,
          "What S starts from. 0.1 is Keras's."),
        Setting(
          "l1", "l₁", default: 0, in: .from(0), slider: 1e-5...10, .logarithmic,
          "The L1 regularization, which makes small parameters exactly 0. 0 leaves it out."),
        Setting(
          "l2", "l₂", default: 0, in: .from(0), slider: 1e-5...10, .logarithmic,
          "The L2 regularization, which holds W near the origin. 0 leaves it out."),
        Setting(
          "l2_shrinkage", "l", default: 0, in: .from(0), slider: 1e-5...10, .logarithmic,
          "An L2 penalty whose gradient is added to the loss's. 0 leaves it out."),
        Setting(
          "beta", "β", default: 0, in: .from(0), slider: 1e-5...10, .logarithmic,
          "Lowers every rate, as if S had started larger. 0 is Keras's; the paper has 1."),
      ],
      checkedAgainst: ["keras 3.15 Ftrl"])
  }

  public var lr: V.Element
  let learningRatePower, initialAccumulator, l1, l2, l2Shrinkage, beta: V.Element

  public init(_ settings: Settings<V.Element>) {
    lr = settings["lr"]
    learningRatePower = settings["learning_rate_power"]
    initialAccumulator = settings["initial_accumulator"]
    l1 = settings["l1"]
    l2 = settings["l2"]
    l2Shrinkage = settings["l2_shrinkage"]
    beta = settings["beta"]
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
    let g = oracle.gradient(at: position)
    trace.record("g", g)
    let power = -learningRatePower
    let before = state.S.map { $0.raised(to: power) }
    trace.record("S_old", state.S)
    state.S = state.S + g.squared()
    trace.record("S", state.S)
    let after = state.S.map { $0.raised(to: power) }
    let change = (after - before) / lr
    trace.record("σ", change)
    trace.record("Z_old", state.Z)
    state.Z = state.Z + g + (2 * l2Shrinkage) * position - change * position
    trace.record("Z", state.Z)
    let quadratic = after / lr + (2 * l2 + beta / lr)
    trace.record("Q", quadratic)
    trace.record("W_old", position)
    position = (state.Z.clipped(to: l1) - state.Z) / quadratic
    trace.record("W", position)
  }
}
