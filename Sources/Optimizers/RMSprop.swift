import Optimization

/// RMSprop: each gradient divided by the root of its recent mean square.
///
/// The oscillating direction of a valley has large gradients and so small steps. S is not bias-corrected: the first
/// step is α/√(1 − β) in every coordinate. β is PyTorch's `alpha`, Keras's `rho`, optax's `decay`. Defaults: α = 0.01
/// and ε = 1e-8, PyTorch's; β = 0.9, the article's and Hinton's (PyTorch has 0.99); no momentum.
///
/// The conventions: ε stands outside the root in the article, in PyTorch, and in optax with `eps_in_sqrt=False`; inside
/// it in optax by default and in Keras, which matters where gradients are below √ε. Only optax has an S that starts
/// elsewhere than at 0 (`initial_scale`), a bias correction, and Nesterov's look-ahead. Checked against the article,
/// PyTorch, optax and Keras.
public struct RMSprop<V: Vector>: Optimizer {
  public typealias Packed = RMSprop<Point<Lanes>>

  public static var card: OptimizerCard {
    OptimizerCard(
      id: "rmsprop", name: "RMSprop", family: .adaptive,
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
      checkedAgainst: [
        "article: rmsprop", "torch 2.13 RMSprop(alpha=β)", "optax 0.2.8 rmsprop", "keras 3.15 RMSprop",
      ])
  }

  public var lr: V.Element
  let beta, eps, momentum, weightDecay, initialScale: V.Element
  let centered, corrects, nesterov: Bool
  let convention: Convention

  public init(_ settings: Settings<V.Element>) {
    lr = settings.number(.learningRate(0.01, "PyTorch's default."))
    beta = settings.number(
      .decay("beta", "β", 0.9, "How much of the past stays in S; PyTorch calls it alpha. 0.9 is Hinton's."))
    eps = settings.number(.epsilon(1e-8, "added to √S, as in the article and PyTorch."))
    momentum = settings.number(
      .momentum(0, "Momentum on the scaled steps. 0, PyTorch's default, leaves it out."))
    centered = settings.flag(
      "centered", "centered",
      "Subtracts the squared mean gradient from S: an estimate of the variance instead.")
    weightDecay = settings.number(.weightDecay)
    initialScale = settings.number(
      Setting(
        "initial_scale", "S₀", default: 0, in: .from(0), slider: 1e-5...10, .logarithmic,
        "What S starts from. 0 is the usual default; optax allows more, which shortens the first steps."))
    corrects = settings.flag(
      "bias_correction", "corrected",
      "Divides the averages by 1 − βᵗ, as Adam does; optax alone has it.")
    nesterov = settings.flag(
      "nesterov", "nesterov", "Looks one step of the momentum ahead; optax alone has it.")
    convention = settings.choice(.convention("optax and Keras put ε inside the root."))
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
    let gradient = trace("∇f", oracle.gradient(at: position))
    let g = trace("g", gradient + weightDecay * position)
    trace.update("S", &state.S, to: beta * state.S + (1 - beta) * g.squared())
    var variance = state.S
    if corrects {
      variance = state.S / (1 - trace("βᵗ", scalar: state.betaPower.raised(beta)))
    }
    if centered {
      trace.update("M", &state.M, to: beta * state.M + (1 - beta) * g)
      let mean = corrects ? state.M / (1 - state.betaPower.value) : state.M
      // Not clamped at zero: no library does that.
      variance = variance - mean.squared()
    }
    trace.record("D", variance)
    let root = convention == .pytorch ? variance.squareRoot() + eps : (variance + eps).squareRoot()
    let scaled = trace("u", g / root)
    trace.record("α_eff", lr / root)
    trace.update("V", &state.V, to: momentum * state.V + scaled)
    let ahead = nesterov ? scaled + momentum * state.V : state.V
    trace.update("W", &position, to: position - lr * ahead)
  }
}
