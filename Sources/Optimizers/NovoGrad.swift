import Optimization

/// NovoGrad: momentum on gradients divided by their running norm, one for the whole vector.
///
/// Unlike Adam it keeps the gradient's direction, and one number instead of a vector. The first s is the
/// first |g|². V has no factor 1 − β₁, so that a
/// steady step is α/(1 − β₁) long. Defaults: α = 0.01, since surfaces here are some units wide; β₁ = 0.9, β₂ = 0.25,
/// ε = 1e-6, ε′ = 0, λ = 0, optax's. Checked against optax.
public struct NovoGrad<V: Vector>: Optimizer {
  public typealias Packed = NovoGrad<Point<Lanes>>

  public static var card: OptimizerCard {
    OptimizerCard(
      id: "novograd", name: "NovoGrad", family: .adam,
      summary: "Momentum on gradients normalized by their recent length, the same for all coordinates.",
      paper:
        "B. Ginsburg et al., Stochastic gradient methods with layer-wise adaptive moments, arXiv:1905.11286 (2019).",
      formula: Formula(
        "{s} ← {beta2}{s_old} + (1 − {beta2})·|{*g}|²",
        "{u} ← {g}/(√({s} + {eps_root}) + {eps}) + {weight_decay}{W_old}",
        "{V} ← {beta1}{V_old} + {u}",
        "{W} ← {W_old} − {lr}{V}"),
      checkedAgainst: ["optax 0.2.8 novograd"])
  }

  public var lr: V.Element
  let beta1, beta2, eps, epsRoot, weightDecay: V.Element

  public init(_ settings: Settings<V.Element>) {
    lr = settings.number(.learningRate(0.01, "A steady step is this over 1 − β₁ long."))
    beta1 = settings.number(.decay("beta1", "β₁", 0.9, "How much of the velocity stays. 0.9 is optax's."))
    beta2 = settings.number(.decay("beta2", "β₂", 0.25, "How much of the past stays in s. 0.25 is optax's."))
    eps = settings.number(.epsilon(1e-6, "added to √s, optax's value."))
    epsRoot = settings.number(.rootEpsilon(0, "optax's eps_root, 0 by default."))
    weightDecay = settings.number(
      Setting(
        "weight_decay", "λ", default: 0, in: .from(0), slider: 0...1, .linear,
        "Weight decay: λW is added to the normalized gradient. 0 leaves it out."))
  }

  /// The velocity V, the average of squared norms s, and whether a step was made.
  public struct State: Sendable {
    var V: V
    var s: V.Element
    var hasBegun = false
  }

  public func start(at position: V) -> State { State(V: position.zeros, s: V.Element(0)) }

  @inline(__always)
  public func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let g = trace("g", oracle.gradient(at: position))
    let square = g.dot(g)
    trace.update("s", scalar: &state.s, to: state.hasBegun ? beta2 * state.s + (1 - beta2) * square : square)
    state.hasBegun = true
    let scaled = trace("u", g / ((state.s + epsRoot).squareRoot() + eps) + weightDecay * position)
    trace.update("V", &state.V, to: beta1 * state.V + scaled)
    trace.update("W", &position, to: position - lr * state.V)
  }
}
