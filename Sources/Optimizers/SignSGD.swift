import Optimization

/// Sign descent: a step of fixed length along the sign of every slope.
///
/// The gradient's size does not matter, as in Rprop, and a step is one bit per parameter, which suits communication
/// between machines. The sign of exactly 0 is 0. Near a minimum it swings by α. Default: α = 0.01, since surfaces here
/// are some units wide and three hundred such steps cross them; the libraries have no default. Checked against optax.
public struct SignSGD<V: Vector>: Optimizer {
  public typealias Packed = SignSGD<Point<Lanes>>

  public static var card: OptimizerCard {
    OptimizerCard(
      id: "sign_sgd", name: "Sign descent", family: .sign,
      summary: "Moves by the sign of the gradient: every step is equally long in every coordinate.",
      paper: "J. Bernstein et al., signSGD: compressed optimisation for non-convex problems, ICML 2018.",
      formula: Formula("{W} ← {W_old} − {lr}·sign({g})"),
      checkedAgainst: ["optax 0.2.8 sign_sgd", "pytorch-optimizer 4.1 SignSGD(momentum=0)"])
  }

  public var lr: V.Element

  public init(_ settings: Settings<V.Element>) {
    lr = settings.number(.learningRate(0.01, "Every step is this far in every coordinate."))
  }

  /// There is no state.
  public struct State: Sendable {}

  public func start(at position: V) -> State { State() }

  @inline(__always)
  public func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let g = trace("g", oracle.gradient(at: position))
    trace.update("W", &position, to: position - lr * g.sign)
  }
}
