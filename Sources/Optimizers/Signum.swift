import Optimization

/// Signum: a step of fixed length along the sign of the averaged gradient.
///
/// The average keeps noise from flipping signs, at the price of a delay. The sign of exactly 0 is 0. Defaults:
/// α = 0.01, since surfaces here are some units wide; β = 0.9, the paper's; λ = 0.
///
/// pytorch-optimizer calls it SignSGD, and β its momentum; it and optax agree, and only the former decays weights.
/// Checked against both.
public struct Signum<V: Vector>: Optimizer {
  public typealias Packed = Signum<Point<Lanes>>

  public static var card: OptimizerCard {
    OptimizerCard(
      id: "signum", name: "Signum", family: .sign,
      summary: "Moves by the sign of the averaged gradient: sign descent with momentum.",
      paper: "J. Bernstein et al., signSGD: compressed optimisation for non-convex problems, ICML 2018.",
      formula: Formula(
        "{V} ← {beta}{V_old} + (1 − {beta}){g}",
        "{W} ← {W_old} − {lr}(sign({V}) + {weight_decay}{W_old})"),
      checkedAgainst: ["optax 0.2.8 signum", "pytorch-optimizer 4.1 SignSGD"])
  }

  public var lr: V.Element
  let beta, weightDecay: V.Element

  public init(_ settings: Settings<V.Element>) {
    lr = settings.number(.learningRate(0.01, "Every step is this far in every coordinate."))
    beta = settings.number(.decay("beta", "β", 0.9, "How much of the past stays in V. 0.9 is the paper's."))
    weightDecay = settings.number(.decoupledWeightDecay())
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
    trace.update("W", &position, to: position - lr * (state.V.sign + weightDecay * position))
  }
}
