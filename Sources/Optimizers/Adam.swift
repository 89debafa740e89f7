import Optimization

/// Adam: momentum and RMSprop together, each corrected for having started at zero.
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
  public typealias Packed = Adam<Point<Lanes>>

  public static var card: OptimizerCard {
    OptimizerCard(
      id: "adam", name: "Adam", family: .adam,
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
      checkedAgainst: [
        "article: adam", "torch 2.13 Adam, with weight_decay and amsgrad", "optax 0.2.8 adam and amsgrad",
        "keras 3.15 Adam, with amsgrad",
      ])
  }

  public var lr: V.Element
  let beta1, beta2, eps, weightDecay, epsRoot: V.Element
  let amsgrad, correctsV, correctsLargest: Bool
  let convention: Convention

  public init(_ settings: Settings<V.Element>) {
    lr = settings.number(
      .learningRate(
        0.1,
        "A step is about this far in every coordinate; the paper and PyTorch have 0.001, and these surfaces are some units wide."
      ))
    beta1 = settings.number(
      .decay("beta1", "β₁", 0.9, "How much of the past stays in V. 0.9 is the paper's."))
    beta2 = settings.number(
      .decay("beta2", "β₂", 0.999, "How much of the past stays in S. 0.999 is the paper's."))
    eps = settings.number(.epsilon(1e-8, "added to √Ŝ, the paper's value."))
    weightDecay = settings.number(.weightDecay)
    amsgrad = settings.flag(
      "amsgrad", "amsgrad", "Divides by the largest S so far, so that the effective rate never grows.")
    epsRoot = settings.number(.rootEpsilon(0, "optax's eps_root, 0 by default."))
    correctsV = settings.flag(
      "bias_correction_mu", "correct V", default: true,
      "Whether V is corrected; optax's AMSGrad may leave it as it is, and then its first steps are short.")
    correctsLargest = settings.flag(
      "bias_correction_nu", "corrected", default: true,
      "Whether optax's AMSGrad corrects S before it compares; the other conventions do not look at it.")
    convention = settings.choice(
      .convention("Keras adds ε before the bias correction; optax's AMSGrad compares the corrected S."))
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
    let gradient = trace("∇f", oracle.gradient(at: position))
    let g = trace("g", gradient + weightDecay * position)
    trace.update("V", &state.V, to: beta1 * state.V + (1 - beta1) * g)
    trace.update("S", &state.S, to: beta2 * state.S + (1 - beta2) * g.squared())
    let correction1 = 1 - trace("β₁ᵗ", scalar: state.beta1Power.raised(beta1))
    let correction2 = 1 - trace("β₂ᵗ", scalar: state.beta2Power.raised(beta2))
    let corrected = trace("V̂", correctsV ? state.V / correction1 : state.V)
    let largest = amsgrad ? largestSoFar(&state, correction2, &trace) : state.S
    let isCorrected = amsgrad && convention == .optax
    let second = trace("Ŝ", isCorrected ? largest : largest / correction2)
    let added = trace("ε̂", scalar: convention == .keras ? eps / correction2.squareRoot() : eps)
    let root = (second + epsRoot).squareRoot() + added
    trace.record("α_eff", lr / root)
    trace.update("W", &position, to: position - lr * (corrected / root))
  }

  /// AMSGrad's S: the largest so far, of the corrected ones where optax compares those.
  @inline(__always)
  private func largestSoFar<T: Trace<V>>(_ state: inout State, _ correction: V.Element, _ trace: inout T) -> V
  {
    let comparesCorrected = convention == .optax && correctsLargest
    let compared = comparesCorrected ? state.S / correction : state.S
    trace.update("Smax", &state.Smax, to: V.maximum(state.Smax, compared))
    return state.Smax
  }
}
