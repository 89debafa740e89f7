/// RMSprop: each gradient divided by the root of its recent mean square.
///
///     g ← ∇f(W) + λ W
///     S ← β S + (1 − β) g²,   S₀ = 0
///     M ← β M + (1 − β) g                     (centered only)
///     u ← g/(√S + ε), or g/(√(S − M²) + ε)    (centered)
///     V ← μ V + u
///     W ← W − α V
///
/// The oscillating direction of a valley has large gradients and so small steps. S is not bias-corrected: the first
/// step is α/√(1 − β) in every coordinate. ε stands outside the root, as in the article and PyTorch; optax and Keras
/// put it inside by default. β is PyTorch's `alpha`. Defaults: α = 0.01 and ε = 1e-8, PyTorch's; β = 0.9, the article's
/// and Hinton's (PyTorch has 0.99); no momentum.
public struct RMSprop<V: Vector>: Optimizer {
  public static var card: OptimizerCard {
    OptimizerCard(
      id: "rmsprop", name: "RMSprop",
      summary:
        "Divides each coordinate's step by the recent size of its gradient: all directions move alike.",
      paper:
        "T. Tieleman and G. Hinton, Lecture 6.5: RMSprop, Coursera, Neural Networks for Machine Learning "
        + "(2012); centered: A. Graves, arXiv:1308.0850 (2013).",
      formula: Formula(
        "?weight_decay: {g} ← {∇f} + {weight_decay}{W_old}",
        "{S} ← {beta}{S_old} + (1 − {beta}){g}²",
        "?centered: {M} ← {beta}{M_old} + (1 − {beta}){g}",
        "?!centered: {u} ← {g}/(√{S} + {eps})",
        "?centered: {u} ← {g}/(√({S} − {M}²) + {eps})",
        "{V} ← {momentum}{V_old} + {u}",
        "{W} ← {W_old} − {lr}{V}"),
      settings: [
        .learningRate(0.01, "PyTorch's default."),
        .decay("beta", "β", 0.9, "How much of the past stays in S; PyTorch calls it alpha. 0.9 is Hinton's."),
        .epsilon(1e-8, "added to √S, as in the article and PyTorch"),
        .momentum(0, "Momentum on the scaled steps. 0, PyTorch's default, leaves it out."),
        Setting(
          flag: "centered", "centered", default: false,
          "Subtracts the squared mean gradient from S: an estimate of the variance instead."),
        .weightDecay,
      ],
      checkedAgainst: ["article: rmsprop", "torch 2.13 RMSprop(alpha=β)"])
  }

  let lr, beta, eps, momentum, weightDecay: V.Element
  let centered: V.Element.Mask

  public init(_ settings: Settings<V.Element>) {
    lr = settings["lr"]
    beta = settings["beta"]
    eps = settings["eps"]
    momentum = settings["momentum"]
    centered = settings.flag("centered")
    weightDecay = settings["weight_decay"]
  }

  /// The averages of squared gradients S and of gradients M, and the velocity V.
  public struct State: Sendable {
    var S: V
    var M: V
    var V: V
  }

  public func start(at position: V) -> State {
    State(S: position.zeros, M: position.zeros, V: position.zeros)
  }

  @inline(__always)
  public func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let gradient = oracle.gradient(at: position)
    trace.record("∇f", gradient)
    let g = gradient + weightDecay * position
    trace.record("g", g)
    trace.record("S_old", state.S)
    state.S = beta * state.S + (1 - beta) * g.squared()
    trace.record("S", state.S)
    trace.record("M_old", state.M)
    state.M = beta * state.M + (1 - beta) * g
    trace.record("M", state.M)
    // Not clamped at zero: PyTorch's is not either.
    let variance = V.select(centered, state.S - state.M.squared(), state.S)
    let scaled = g / (variance.squareRoot() + eps)
    trace.record("u", scaled)
    trace.record("V_old", state.V)
    state.V = momentum * state.V + scaled
    trace.record("V", state.V)
    trace.record("W_old", position)
    position = position - lr * state.V
    trace.record("W", position)
  }
}
