import Optimization

/// Optimistic gradient descent: it expects the last change of the gradient to happen once more.
///
/// Made for games, where plain descent circles around the solution; on a surface it damps like a momentum of opposite
/// sign. a is `alpha` and b `beta`; at the first step the gradient counts as unchanged. Defaults: α = 0.02 where
/// plain descent has 0.1, since the extrapolation divides the largest stable rate by three; a = b = 1, optax's. Checked
/// against optax.
public struct OptimisticGD<V: Vector>: Optimizer {
  public typealias Packed = OptimisticGD<Point<Lanes>>

  public static var card: OptimizerCard {
    OptimizerCard(
      id: "optimistic_gd", name: "Optimistic GD", family: .descent,
      summary: "Gradient descent that expects the last change of the gradient to happen again.",
      paper:
        "A. Mokhtari et al., A unified analysis of extra-gradient and optimistic gradient methods, AISTATS 2020.",
      formula: Formula("{W} ← {W_old} − {lr}(({alpha} + {beta}){g} − {beta}{G_old})"),
      checkedAgainst: ["optax 0.2.8 optimistic_gradient_descent"])
  }

  public var lr: V.Element
  let alpha, beta: V.Element

  public init(_ settings: Settings<V.Element>) {
    lr = settings.number(
      .learningRate(
        0.02, "The extrapolation lowers the largest stable rate to a third of plain descent's."))
    alpha = settings.number(
      Setting(
        "alpha", "a", default: 1, in: .from(0), slider: 0...4, .linear,
        "How much the gradient counts. 1 is optax's."))
    beta = settings.number(
      Setting(
        "beta", "b", default: 1, in: .from(0), slider: 0...4, .linear,
        "How much its last change counts; 0 is plain descent. 1 is optax's."))
  }

  /// The last gradient, and whether there was one.
  public struct State: Sendable {
    var G: V
    var hasBegun = false
  }

  public func start(at position: V) -> State { State(G: position.zeros) }

  @inline(__always)
  public func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let g = trace("g", oracle.gradient(at: position))
    if !state.hasBegun { state.G = g }
    state.hasBegun = true
    trace.record("G_old", state.G)
    trace.update("W", &position, to: position - lr * ((alpha + beta) * g - beta * state.G))
    state.G = g
  }
}
