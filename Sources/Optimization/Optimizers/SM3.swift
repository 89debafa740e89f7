/// SM3: Adagrad whose accumulators are shared along the rows and columns of a tensor.
///
///     S ← S + g²
///     V ← μ V + (1 − μ) g/√(S + ε),   0 where S is 0
///     W ← W − α V
///
/// For a vector of parameters, as here, nothing is shared and it is Adagrad with momentum on the scaled gradients. ε is
/// inside the root. Defaults: α = 0.3, since surfaces here are some units wide and S only grows; μ = 0.9 and ε = 1e-8,
/// optax's. Checked against optax.
public struct SM3<V: Vector>: Optimizer {
  public static var card: OptimizerCard {
    OptimizerCard(
      id: "sm3", name: "SM3",
      summary: "Adagrad with momentum; on matrices it would share accumulators to save memory.",
      paper: "R. Anil et al., Memory-efficient adaptive optimization, NeurIPS 2019, arXiv:1901.11150.",
      formula: Formula(
        "{S} ← {S_old} + {g}²",
        "{u} ← {g}/√({S} + {eps})",
        "{V} ← {momentum}{V_old} + (1 − {momentum}){u}",
        "{W} ← {W_old} − {lr}{V}"),
      settings: [
        .learningRate(0.3, "The first steps add up to about this."),
        .decay("momentum", "μ", 0.9, "How much of the past stays in V. 0.9 is optax's."),
        .epsilon(1e-8, "inside the root, optax's value"),
      ],
      checkedAgainst: ["optax 0.2.8 sm3"])
  }

  public var lr: V.Element
  let momentum, eps: V.Element

  public init(_ settings: Settings<V.Element>) {
    lr = settings["lr"]
    momentum = settings["momentum"]
    eps = settings["eps"]
  }

  /// The sum of squared gradients S, and the average of scaled gradients V.
  public struct State: Sendable {
    var S: V
    var V: V
  }

  public func start(at position: V) -> State {
    State(S: position.zeros, V: position.zeros)
  }

  @inline(__always)
  public func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let g = oracle.gradient(at: position)
    trace.record("g", g)
    trace.record("S_old", state.S)
    state.S = state.S + g.squared()
    trace.record("S", state.S)
    let scaled = g * state.S.reciprocalRoot(plus: eps)
    trace.record("u", scaled)
    trace.record("V_old", state.V)
    state.V = momentum * state.V + (1 - momentum) * scaled
    trace.record("V", state.V)
    trace.record("W_old", position)
    position = position - lr * state.V
    trace.record("W", position)
  }
}
