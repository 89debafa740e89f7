import Optimization

/// Tiger: Signum with a long memory and weight decay, made to need as little memory as possible.
///
/// It is Lion with both its rates equal. The sign of exactly 0 is 0. Defaults: α = 0.01 where pytorch-optimizer has
/// 1e-3, since surfaces here are some units wide; β = 0.965 and λ = 0.01, its own. Checked against pytorch-optimizer.
public struct Tiger<V: Vector>: Optimizer {
  public typealias Packed = Tiger<Point<Lanes>>

  public static var card: OptimizerCard {
    OptimizerCard(
      id: "tiger", name: "Tiger", family: .sign,
      summary: "Moves by the sign of a long average of gradients, with decoupled weight decay.",
      paper: "J. Su, Tiger: a tight-fisted optimizer (2023), github.com/bojone/tiger.",
      formula: Formula(
        "{V} ← {beta}{V_old} + (1 − {beta}){g}",
        "{W} ← (1 − {lr}{weight_decay}){W_old} − {lr}·sign({V})"),
      checkedAgainst: ["pytorch-optimizer 4.1 Tiger"])
  }

  public var lr: V.Element
  let beta, weightDecay: V.Element

  public init(_ settings: Settings<V.Element>) {
    lr = settings.number(.learningRate(0.01, "Every step is this far in every coordinate."))
    beta = settings.number(
      .decay("beta", "β", 0.965, "How much of the past stays in V. 0.965 is the author's."))
    weightDecay = settings.number(.decoupledWeightDecay(0.01))
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
    let g = trace("g", oracle.gradient(at: position))
    trace.update("V", &state.V, to: beta * state.V + (1 - beta) * g)
    trace.update("W", &position, to: (1 - lr * weightDecay) * position - lr * state.V.sign)
  }
}
