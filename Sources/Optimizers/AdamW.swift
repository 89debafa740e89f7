import Optimization

/// AdamW: Adam whose weight decay does not pass through the scaling.
///
/// In Adam a coupled decay is divided by √Ŝ like the gradient, so that the parameters with large gradients are decayed
/// least. Here all shrink by the same share αλ, which is what weight decay means. t counts from 1; g is taken before
/// the decay. Defaults: α = 0.1 where PyTorch has 0.001, since surfaces here are some units wide and a step is about α;
/// λ = 0.01, PyTorch's (optax has 1e-4, Keras 0.004); β₁ = 0.9, β₂ = 0.999, ε = 1e-8, the paper's.
///
/// The conventions are Adam's: Keras adds ε before the bias correction, optax's AMSGrad takes the largest Ŝ. optax adds
/// λW to the scaled gradient, which is the same. Checked against PyTorch, optax and Keras.
public struct AdamW<V: Vector>: Optimizer {
  public typealias Packed = AdamW<Point<Lanes>>

  public static var card: OptimizerCard {
    OptimizerCard(
      id: "adamw", name: "AdamW", family: .adam,
      summary: "Adam with weight decay applied to the weights themselves, not through the scaled gradient.",
      paper:
        "I. Loshchilov and F. Hutter, Decoupled weight decay regularization, ICLR 2019, arXiv:1711.05101.",
      formula: Formula(
        "{V} ← {beta1}{V_old} + (1 − {beta1}){g}",
        "{S} ← {beta2}{S_old} + (1 − {beta2}){g}²",
        "?amsgrad&!convention=optax: {Smax} ← max({Smax_old}, {S})",
        "?amsgrad&convention=optax: {Smax} ← max({Smax_old}, {S}/(1 − {β₂ᵗ}))",
        "{V̂} ← {V}/(1 − {β₁ᵗ})",
        "?!amsgrad: {Ŝ} ← {S}/(1 − {β₂ᵗ})",
        "?amsgrad&!convention=optax: {Ŝ} ← {Smax}/(1 − {β₂ᵗ})",
        "?amsgrad&convention=optax: {Ŝ} ← {Smax}",
        "?convention=keras: {ε̂} ← {eps}/√(1 − {β₂ᵗ})",
        "?!convention=keras: {W} ← {W_old} − {lr}{weight_decay}{W_old} − {lr}{V̂}/(√({Ŝ} + {eps_root}) + {eps})",
        "?convention=keras: {W} ← {W_old} − {lr}{weight_decay}{W_old} − {lr}{V̂}/(√({Ŝ} + {eps_root}) + {ε̂})"),
      checkedAgainst: ["torch 2.13 AdamW", "optax 0.2.8 adamw", "keras 3.15 AdamW"])
  }

  public var lr: V.Element
  let beta1, beta2, eps, weightDecay, epsRoot: V.Element
  let amsgrad: Bool
  let convention: Convention

  public init(_ settings: Settings<V.Element>) {
    lr = settings.number(.learningRate(0.1, "A step is about this far in every coordinate."))
    beta1 = settings.number(
      .decay("beta1", "β₁", 0.9, "How much of the past stays in V. 0.9 is the paper's."))
    beta2 = settings.number(
      .decay("beta2", "β₂", 0.999, "How much of the past stays in S. 0.999 is the paper's."))
    eps = settings.number(.epsilon(1e-8, "added to √Ŝ, the paper's value."))
    weightDecay = settings.number(.decoupledWeightDecay(0.01))
    amsgrad = settings.flag(
      "amsgrad", "amsgrad", "Divides by the largest S so far, so that the effective rate never grows.")
    epsRoot = settings.number(.rootEpsilon(0, "optax's eps_root, 0 by default."))
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
    let g = trace("g", oracle.gradient(at: position))
    trace.update("V", &state.V, to: beta1 * state.V + (1 - beta1) * g)
    trace.update("S", &state.S, to: beta2 * state.S + (1 - beta2) * g.squared())
    let correction1 = 1 - trace("β₁ᵗ", scalar: state.beta1Power.raised(beta1))
    let correction2 = 1 - trace("β₂ᵗ", scalar: state.beta2Power.raised(beta2))
    if amsgrad {
      let compared = convention == .optax ? state.S / correction2 : state.S
      trace.update("Smax", &state.Smax, to: V.maximum(state.Smax, compared))
    }
    let corrected = trace("V̂", state.V / correction1)
    let largest = amsgrad ? state.Smax : state.S
    let isCorrected = amsgrad && convention == .optax
    let second = trace("Ŝ", isCorrected ? largest : largest / correction2)
    let added = trace("ε̂", scalar: convention == .keras ? eps / correction2.squareRoot() : eps)
    let root = (second + epsRoot).squareRoot() + added
    let decayed = (1 - lr * weightDecay) * position
    trace.record("α_eff", lr / root)
    trace.update("W", &position, to: decayed - lr * (corrected / root))
  }
}
