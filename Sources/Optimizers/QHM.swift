import Optimization

/// QHM: a weighted mean of plain descent and momentum.
///
/// ν = 0 is plain descent, ν = 1 the article's momentum, ν = μ Nesterov's. Defaults: α = 0.1, as for plain descent,
/// whose reach it has; μ = 0.999 and ν = 0.7 are the paper's advice, with μ = 0.9 here since races have hundreds of
/// steps (pytorch-optimizer has μ = 0, ν = 1, which is plain descent). Checked against pytorch-optimizer.
public struct QHM<V: Vector>: Optimizer {
  public typealias Packed = QHM<Point<Lanes>>

  public static var card: OptimizerCard {
    OptimizerCard(
      id: "qhm", name: "QHM", family: .descent,
      summary: "Averages plain descent and momentum, so that a long memory does not make it slow to turn.",
      paper: "J. Ma and D. Yarats, Quasi-hyperbolic momentum and Adam for deep learning, ICLR 2019.",
      formula: Formula(
        "?weight_decay: {g} ← {∇f} + {weight_decay}{W_old}",
        "{V} ← {momentum}{V_old} + (1 − {momentum}){g}",
        "{W} ← {W_old} − {lr}((1 − {nu}){g} + {nu}{V})"),
      checkedAgainst: ["pytorch-optimizer 4.1 QHM"])
  }

  public var lr: V.Element
  let momentum, nu, weightDecay: V.Element

  public init(_ settings: Settings<V.Element>) {
    lr = settings.number(.learningRate(0.1, "As for plain descent."))
    momentum = settings.number(.decay("momentum", "μ", 0.9, "How much of the past stays in V."))
    nu = settings.number(
      Setting(
        "nu", "ν", default: 0.7, in: .from(0), slider: 0...1, .linear,
        "How much the momentum counts beside the gradient. 0.7 is the paper's."))
    weightDecay = settings.number(.weightDecay)
  }

  /// The average of gradients.
  public struct State: Sendable {
    var V: V
  }

  public func start(at position: V) -> State { State(V: position.zeros) }

  @inline(__always)
  public func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let gradient = trace("∇f", oracle.gradient(at: position))
    let g = trace("g", gradient + weightDecay * position)
    trace.update("V", &state.V, to: momentum * state.V + (1 - momentum) * g)
    trace.update("W", &position, to: position - lr * ((1 - nu) * g + nu * state.V))
  }
}
