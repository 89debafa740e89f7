import Optimization

/// SM3: Adagrad whose accumulators are shared along the rows and columns of a tensor.
///
/// For a vector of parameters, as here, nothing is shared and it is Adagrad with momentum on the scaled gradients. ε is
/// inside the root; where S is 0, so is the scaled gradient. Defaults: α = 0.3, since surfaces here are some units wide
/// and S only grows; μ = 0.9 and ε = 1e-8, optax's. Checked against optax.
public struct SM3<V: Vector>: Optimizer {
  public typealias Packed = SM3<Point<Lanes>>

  public static var card: OptimizerCard {
    OptimizerCard(
      id: "sm3", name: "SM3", family: .adaptive,
      summary: "Adagrad with momentum; on matrices it would share accumulators to save memory.",
      paper: "R. Anil et al., Memory-efficient adaptive optimization, NeurIPS 2019, arXiv:1901.11150.",
      formula: Formula(
        "{S} ← {S_old} + {g}²",
        "{u} ← {g}/√({S} + {eps})",
        "{V} ← {momentum}{V_old} + (1 − {momentum}){u}",
        "{W} ← {W_old} − {lr}{V}"),
      checkedAgainst: ["optax 0.2.8 sm3"])
  }

  public var lr: V.Element
  let momentum, eps: V.Element

  public init(_ settings: Settings<V.Element>) {
    lr = settings.number(.learningRate(0.3, "The first steps add up to about this."))
    momentum = settings.number(
      .decay("momentum", "μ", 0.9, "How much of the past stays in V. 0.9 is optax's."))
    eps = settings.number(.epsilon(1e-8, "inside the root, optax's value."))
  }

  /// The sum of squared gradients S, and the average of scaled gradients V.
  public struct State: Sendable {
    var S: V
    var V: V
  }

  public func start(at position: V) -> State { State(S: position.zeros, V: position.zeros) }

  @inline(__always)
  public func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let g = trace("g", oracle.gradient(at: position))
    trace.update("S", &state.S, to: state.S + g.squared())
    let scaled = trace("u", g * state.S.reciprocalRoot(plus: eps))
    trace.update("V", &state.V, to: momentum * state.V + (1 - momentum) * scaled)
    trace.update("W", &position, to: position - lr * state.V)
  }
}
