/// NovoGrad: momentum on gradients that are divided by their running norm, one for the whole vector.
///
///     s ← β₂ s + (1 − β₂) |g|²,   s₁ = |g|²
///     V ← β₁ V + g/(√(s + ε′) + ε) + λ W
///     W ← W − α V
///
/// Unlike Adam it keeps the gradient's direction, and one number instead of a vector. V has no factor 1 − β₁, so that a
/// steady step is α/(1 − β₁) long. Defaults: α = 0.01, since surfaces here are some units wide; β₁ = 0.9, β₂ = 0.25,
/// ε = 1e-6, ε′ = 0, λ = 0, optax's. Checked against optax.
public struct NovoGrad<V: Vector>: Optimizer {
  public static var card: OptimizerCard {
    OptimizerCard(
      id: "novograd", name: "NovoGrad",
      summary: "Momentum on gradients normalized by their recent length, the same for all coordinates.",
      paper:
        "B. Ginsburg et al., Stochastic gradient methods with layer-wise adaptive moments, arXiv:1905.11286 (2019).",
      formula: Formula(
        "{s} ← {beta2}{s_old} + (1 − {beta2})·|{*g}|²",
        "{u} ← {g}/(√({s} + {eps_root}) + {eps}) + {weight_decay}{W_old}",
        "{V} ← {beta1}{V_old} + {u}",
        "{W} ← {W_old} − {lr}{V}"),
      settings: [
        .learningRate(0.01, "A steady step is this over 1 − β₁ long."),
        .decay("beta1", "β₁", 0.9, "How much of the velocity stays. 0.9 is optax's."),
        .decay("beta2", "β₂", 0.25, "How much of the past stays in s. 0.25 is optax's."),
        .epsilon(1e-6, "added to √s, optax's value"),
        .rootEpsilon(0, "optax's eps_root, 0 by default."),
        Setting(
          "weight_decay", "λ", default: 0, in: .from(0), slider: 0...1, .linear,
          "Weight decay: λW is added to the normalized gradient. 0 leaves it out."),
      ],
      checkedAgainst: ["optax 0.2.8 novograd"])
  }

  public var lr: V.Element
  let beta1, beta2, eps, epsRoot, weightDecay: V.Element

  public init(_ settings: Settings<V.Element>) {
    lr = settings["lr"]
    beta1 = settings["beta1"]
    beta2 = settings["beta2"]
    eps = settings["eps"]
    epsRoot = settings["eps_root"]
    weightDecay = settings["weight_decay"]
  }

  /// The velocity V, the average of squared norms s, and whether a step was made.
  public struct State: Sendable {
    var V: V
    var s: V.Element
    var hasBegun = false
  }

  public func start(at position: V) -> State {
    State(V: position.zeros, s: V.Element(0))
  }

  @inline(__always)
  public func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let g = oracle.gradient(at: position)
    trace.record("g", g)
    let square = g.dot(g)
    trace.record("s_old", scalar: state.s)
    state.s = state.hasBegun ? beta2 * state.s + (1 - beta2) * square : square
    trace.record("s", scalar: state.s)
    state.hasBegun = true
    let scaled = g / ((state.s + epsRoot).squareRoot() + eps) + weightDecay * position
    trace.record("u", scaled)
    trace.record("V_old", state.V)
    state.V = beta1 * state.V + scaled
    trace.record("V", state.V)
    trace.record("W_old", position)
    position = position - lr * state.V
    trace.record("W", position)
  }
}
