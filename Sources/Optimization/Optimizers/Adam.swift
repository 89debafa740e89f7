/// Adam: momentum and RMSprop together, each corrected for having started at zero.
///
///     g ← ∇f(W) + λ W
///     V ← β₁ V + (1 − β₁) g,    V̂ ← V/(1 − β₁ᵗ)
///     S ← β₂ S + (1 − β₂) g²,   Ŝ ← S/(1 − β₂ᵗ)
///     W ← W − α V̂/(√(Ŝ + ε′) + ε)
///
/// t counts from 1. With `amsgrad`, Ŝ comes from the largest S so far (the uncorrected one, as in PyTorch), so that
/// the effective rate never grows. The first step is α in every coordinate, whatever the gradient's size. λ is coupled:
/// PyTorch's `Adam`, not `AdamW`. Defaults: α = 0.1 where the paper and PyTorch have 0.001, since surfaces here are some
/// units wide and a step is about α; β₁ = 0.9, β₂ = 0.999, ε = 1e-8, the paper's; ε′ = 0, which only optax has.
///
/// The conventions: PyTorch and optax add ε to the corrected root, as the article does. Keras adds it to √S before the
/// correction, that is, ε/√(1 − β₂ᵗ) to √Ŝ: thirty times more at the first step. optax's AMSGrad takes the largest Ŝ
/// instead of the largest S, and so remembers the first gradients as long as they are the largest; or, with
/// `bias_correction_nu` off, the largest S without any correction. Checked against PyTorch, optax and Keras.
public struct Adam<V: Vector>: Optimizer {
  public static var card: OptimizerCard {
    OptimizerCard(
      id: "adam", name: "Adam",
      summary: "Momentum for the direction, RMSprop for the scale, both corrected for their start at zero.",
      paper:
        "D. P. Kingma and J. Ba, Adam: a method for stochastic optimization, ICLR 2015, arXiv:1412.6980; "
        + "amsgrad: S. J. Reddi, S. Kale and S. Kumar, On the convergence of Adam and beyond, ICLR 2018.",
      formula: Formula(
        "?weight_decay: {g} ← {∇f} + {weight_decay}{W_old}",
        "{V} ← {beta1}{V_old} + (1 − {beta1}){g}",
        "{S} ← {beta2}{S_old} + (1 − {beta2}){g}²",
        "?amsgrad&!convention=optax: {Smax} ← max({Smax_old}, {S})",
        "?amsgrad&convention=optax&bias_correction_nu: {Smax} ← max({Smax_old}, {S}/(1 − {β₂ᵗ}))",
        "?amsgrad&convention=optax&!bias_correction_nu: {Smax} ← max({Smax_old}, {S})",
        "?bias_correction_mu: {V̂} ← {V}/(1 − {β₁ᵗ})",
        "?!bias_correction_mu: {V̂} ← {V}",
        "?!amsgrad: {Ŝ} ← {S}/(1 − {β₂ᵗ})",
        "?amsgrad&!convention=optax: {Ŝ} ← {Smax}/(1 − {β₂ᵗ})",
        "?amsgrad&convention=optax: {Ŝ} ← {Smax}",
        "?convention=keras: {ε̂} ← {eps}/√(1 − {β₂ᵗ})",
        "?!convention=keras&!eps_root: {W} ← {W_old} − {lr}{V̂}/(√{Ŝ} + {eps})",
        "?!convention=keras&eps_root: {W} ← {W_old} − {lr}{V̂}/(√({Ŝ} + {eps_root}) + {eps})",
        "?convention=keras: {W} ← {W_old} − {lr}{V̂}/(√({Ŝ} + {eps_root}) + {ε̂})",
        symbols: Formula.articleSymbols),
      settings: [
        .learningRate(
          0.1,
          "A step is about this far in every coordinate; the paper and PyTorch have 0.001, and these surfaces are some units wide."
        ),
        .decay("beta1", "β₁", 0.9, "How much of the past stays in V. 0.9 is the paper's."),
        .decay("beta2", "β₂", 0.999, "How much of the past stays in S. 0.999 is the paper's."),
        .epsilon(1e-8, "added to √Ŝ, the paper's value"),
        .weightDecay,
        Setting(
          flag: "amsgrad", "amsgrad", default: false,
          "Divides by the largest S so far, so that the effective rate never grows."),
        .rootEpsilon(0, "optax's eps_root, 0 by default."),
        Setting(
          flag: "bias_correction_mu", "correct V", default: true,
          "Whether V is corrected; optax's AMSGrad may leave it as it is, and then its first steps are short."
        ),
        Setting(
          flag: "bias_correction_nu", "corrected", default: true,
          "Whether optax's AMSGrad corrects S before it compares; the other conventions do not look at it."),
        .convention("Keras adds ε before the bias correction; optax's AMSGrad compares the corrected S."),
      ],
      checkedAgainst: [
        "article: adam", "torch 2.13 Adam, with weight_decay and amsgrad", "optax 0.2.8 adam and amsgrad",
        "keras 3.15 Adam, with amsgrad",
      ])
  }

  public var lr: V.Element
  let beta1, beta2, eps, weightDecay, epsRoot: V.Element
  let amsgrad, keras, optax, correctsFirst, correctsMaximum: V.Element.Mask
  /// Whether any lane is Keras's, and whether any compares corrected maxima: what no lane needs is not computed.
  let someKeras, someCorrected: Bool

  public init(_ settings: Settings<V.Element>) {
    lr = settings["lr"]
    beta1 = settings["beta1"]
    beta2 = settings["beta2"]
    eps = settings["eps"]
    weightDecay = settings["weight_decay"]
    epsRoot = settings["eps_root"]
    amsgrad = settings.flag("amsgrad")
    keras = settings.choice("convention", is: "keras")
    optax = settings.choice("convention", is: "optax")
    correctsFirst = settings.flag("bias_correction_mu")
    correctsMaximum = settings.flag("bias_correction_nu")
    someKeras = keras.any
    someCorrected = (optax .& correctsMaximum).any
  }

  /// The averages of gradients V and of squared gradients S, the largest S so far, and the powers β₁ᵗ and β₂ᵗ.
  public struct State: Sendable {
    var V: V
    var S: V
    var Smax: V
    var beta1Power: RunningPower<V.Element>
    var beta2Power: RunningPower<V.Element>
  }

  public func start(at position: V) -> State {
    State(
      V: position.zeros, S: position.zeros, Smax: position.zeros,
      beta1Power: RunningPower(beta1), beta2Power: RunningPower(beta2))
  }

  @inline(__always)
  public func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let gradient = oracle.gradient(at: position)
    trace.record("∇f", gradient)
    let g = gradient + weightDecay * position
    trace.record("g", g)
    trace.record("V_old", state.V)
    state.V = beta1 * state.V + (1 - beta1) * g
    trace.record("V", state.V)
    trace.record("S_old", state.S)
    state.S = beta2 * state.S + (1 - beta2) * g.squared()
    trace.record("S", state.S)
    state.beta1Power.raise(beta1)
    trace.record("β₁ᵗ", scalar: state.beta1Power.value)
    state.beta2Power.raise(beta2)
    trace.record("β₂ᵗ", scalar: state.beta2Power.value)
    let correction = 1 - state.beta2Power.value
    let one = V.Element(1)
    // Where nothing is corrected the divisor is 1, which changes no bit.
    let compared =
      someCorrected ? state.S / V.Element.select(optax .& correctsMaximum, correction, one) : state.S
    trace.record("Smax_old", state.Smax)
    state.Smax = V.maximum(state.Smax, compared)
    trace.record("Smax", state.Smax)
    let corrected = state.V / V.Element.select(correctsFirst, 1 - state.beta1Power.value, one)
    trace.record("V̂", corrected)
    let second = V.select(amsgrad, state.Smax, state.S)
    let correctedSecond = second / V.Element.select(optax .& amsgrad, one, correction)
    trace.record("Ŝ", correctedSecond)
    let added = someKeras ? V.Element.select(keras, eps / correction.squareRoot(), eps) : eps
    trace.record("ε̂", scalar: added)
    trace.record("α_eff", lr / ((correctedSecond + epsRoot).squareRoot() + added))
    trace.record("W_old", position)
    position = position - lr * (corrected / ((correctedSecond + epsRoot).squareRoot() + added))
    trace.record("W", position)
  }
}
