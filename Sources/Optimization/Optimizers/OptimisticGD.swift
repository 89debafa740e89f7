/// Optimistic gradient descent: the last change of the gradient is expected to happen once more.
///
///     W ← W − α ((a + b) g − b g₋₁),   g₀ = g
///
/// Made for games, where plain descent circles around the solution; on a surface it damps like a momentum with the sign
/// turned. a is `alpha` and b `beta`. Defaults: α = 0.02 where plain descent has 0.1, since the extrapolation divides the
/// largest stable rate by three; a = b = 1, optax's. Checked against optax.
public struct OptimisticGD<V: Vector>: Optimizer {
  public static var card: OptimizerCard {
    OptimizerCard(
      id: "optimistic_gd", name: "Optimistic GD",
      summary: "Gradient descent that expects the last change of the gradient to happen again.",
      paper:
        "A. Mokhtari et al., A unified analysis of extra-gradient and optimistic gradient methods, AISTATS 2020.",
      formula: Formula("{W} ← {W_old} − {lr}(({alpha} + {beta}){g} − {beta}{G_old})"),
      settings: [
        .learningRate(
          0.02, "The extrapolation lowers the largest stable rate to a third of plain descent's."),
        Setting(
          "alpha", "a", default: 1, in: .from(0), slider: 0...4, .linear,
          "How much the gradient counts. 1 is optax's."),
        Setting(
          "beta", "b", default: 1, in: .from(0), slider: 0...4, .linear,
          "How much its last change counts; 0 is plain descent. 1 is optax's."),
      ],
      checkedAgainst: ["optax 0.2.8 optimistic_gradient_descent"])
  }

  public var lr: V.Element
  let alpha, beta: V.Element

  public init(_ settings: Settings<V.Element>) {
    lr = settings["lr"]
    alpha = settings["alpha"]
    beta = settings["beta"]
  }

  /// The last gradient, and whether there was one.
  public struct State: Sendable {
    var G: V
    var hasBegun = false
  }

  public func start(at position: V) -> State {
    State(G: position.zeros)
  }

  @inline(__always)
  public func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let g = oracle.gradient(at: position)
    trace.record("g", g)
    if !state.hasBegun { state.G = g }
    state.hasBegun = true
    trace.record("G_old", state.G)
    trace.record("W_old", position)
    position = position - lr * ((alpha + beta) * g - beta * state.G)
    trace.record("W", position)
    state.G = g
  }
}
