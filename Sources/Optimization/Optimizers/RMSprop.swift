/// RMSprop: each gradient divided by the root of its recent mean square.
///
///     g ← ∇f(W) + λ W
///     S ← β S + (1 − β) g²
///     M ← β M + (1 − β) g                     (centered only)
///     u ← g/(√S + ε), or g/(√(S − M²) + ε)    (centered)
///     V ← μ V + u
///     W ← W − α V
///
/// The oscillating direction of a valley has large gradients and so small steps. S is not bias-corrected: the first
/// step is α/√(1 − β) in every coordinate. β is PyTorch's `alpha`, Keras's `rho`, optax's `decay`. Defaults: α = 0.01
/// and ε = 1e-8, PyTorch's; β = 0.9, the article's and Hinton's (PyTorch has 0.99); no momentum.
///
/// The conventions: ε stands outside the root in the article, in PyTorch, and in optax with `eps_in_sqrt=False`; inside
/// it in optax by default and in Keras, which tells where gradients are below √ε. optax alone has an S that starts
/// elsewhere than at 0 (`initial_scale`), a bias correction, and Nesterov's look-ahead. Checked against the article,
/// PyTorch, optax and Keras.
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
        "?centered&!bias_correction: {D} ← {S} − {M}²",
        "?centered&bias_correction: {D} ← {S}/(1 − {βᵗ}) − ({M}/(1 − {βᵗ}))²",
        "?!centered&bias_correction: {D} ← {S}/(1 − {βᵗ})",
        "?!centered&!bias_correction&momentum: {D} ← {S}",
        "?convention=pytorch&centered|bias_correction|momentum: {u} ← {g}/(√{D} + {eps})",
        "?!convention=pytorch&centered|bias_correction|momentum: {u} ← {g}/√({D} + {eps})",
        "?momentum: {V} ← {momentum}{V_old} + {u}",
        "?!momentum&!centered&!bias_correction&convention=pytorch: {W} ← {W_old} − {lr}{g}/(√{S} + {eps})",
        "?!momentum&!centered&!bias_correction&!convention=pytorch: {W} ← {W_old} − {lr}{g}/√({S} + {eps})",
        "?!momentum&centered|bias_correction: {W} ← {W_old} − {lr}{u}",
        "?momentum&!nesterov: {W} ← {W_old} − {lr}{V}",
        "?momentum&nesterov: {W} ← {W_old} − {lr}({u} + {momentum}{V})",
        symbols: ["g": "dW", "S": "S_dW"]),
      settings: [
        .learningRate(0.01, "PyTorch's default."),
        .decay("beta", "β", 0.9, "How much of the past stays in S; PyTorch calls it alpha. 0.9 is Hinton's."),
        .epsilon(1e-8, "added to √S, as in the article and PyTorch"),
        .momentum(0, "Momentum on the scaled steps. 0, PyTorch's default, leaves it out."),
        Setting(
          flag: "centered", "centered", default: false,
          "Subtracts the squared mean gradient from S: an estimate of the variance instead."),
        .weightDecay,
        Setting(
          "initial_scale", "S₀", default: 0, in: .from(0), slider: 1e-5...10, .logarithmic,
          "What S starts from. 0 is everybody's default; optax lets it be more, which tames the first steps."),
        Setting(
          flag: "bias_correction", "corrected", default: false,
          "Divides the averages by 1 − βᵗ, as Adam does; optax alone has it."),
        Setting(
          flag: "nesterov", "nesterov", default: false,
          "Looks one step of the momentum ahead; optax alone has it."),
        .convention("optax and Keras put ε inside the root."),
      ],
      checkedAgainst: [
        "article: rmsprop", "torch 2.13 RMSprop(alpha=β)", "optax 0.2.8 rmsprop", "keras 3.15 RMSprop",
      ])
  }

  public var lr: V.Element
  let beta, eps, momentum, weightDecay, initialScale: V.Element
  let centered, corrects, nesterov, outside: V.Element.Mask
  /// Whether some lane is centered, and whether some is corrected: what no lane needs is not computed.
  let someCentered, someCorrected: Bool

  public init(_ settings: Settings<V.Element>) {
    lr = settings["lr"]
    beta = settings["beta"]
    eps = settings["eps"]
    momentum = settings["momentum"]
    weightDecay = settings["weight_decay"]
    initialScale = settings["initial_scale"]
    centered = settings.flag("centered")
    corrects = settings.flag("bias_correction")
    nesterov = settings.flag("nesterov")
    outside = settings.choice("convention", is: "pytorch")
    someCentered = centered.any
    someCorrected = corrects.any
  }

  /// The averages of squared gradients S and of gradients M, the velocity V, and the power βᵗ.
  public struct State: Sendable {
    var S: V
    var M: V
    var V: V
    var betaPower: RunningPower<V.Element>
  }

  public func start(at position: V) -> State {
    State(
      S: position.filled(with: initialScale), M: position.zeros, V: position.zeros,
      betaPower: RunningPower(beta))
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
    state.betaPower.raise(beta)
    trace.record("βᵗ", scalar: state.betaPower.value)
    let (zero, one) = (V.Element(0), V.Element(1))
    // Where nothing is corrected the divisor is 1, which changes no bit.
    let correction = someCorrected ? V.Element.select(corrects, 1 - state.betaPower.value, one) : one
    let second = someCorrected ? state.S / correction : state.S
    // Not clamped at zero: no library's is.
    let mean = someCorrected ? state.M / correction : state.M
    let variance = someCentered ? V.select(centered, second - mean.squared(), second) : second
    trace.record("D", variance)
    let root = (variance + V.Element.select(outside, zero, eps)).squareRoot()
    let scaled = g / (root + V.Element.select(outside, eps, zero))
    trace.record("u", scaled)
    trace.record("α_eff", lr / (root + V.Element.select(outside, eps, zero)))
    trace.record("V_old", state.V)
    state.V = momentum * state.V + scaled
    trace.record("V", state.V)
    trace.record("W_old", position)
    position = position - lr * V.select(nesterov, scaled + momentum * state.V, state.V)
    trace.record("W", position)
  }
}
