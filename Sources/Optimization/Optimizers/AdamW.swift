/// AdamW: Adam whose weight decay does not pass through the scaling.
///
///     W ← W − α λ W
///     V ← β₁ V + (1 − β₁) g,    V̂ ← V/(1 − β₁ᵗ)
///     S ← β₂ S + (1 − β₂) g²,   Ŝ ← S/(1 − β₂ᵗ)
///     W ← W − α V̂/(√(Ŝ + ε′) + ε)
///
/// In Adam a coupled decay is divided by √Ŝ like the gradient, so that the parameters with large gradients are decayed
/// least. Here all shrink by the same share αλ, which is what weight decay means. t counts from 1; g is taken before
/// the decay. Defaults: α = 0.1 where PyTorch has 0.001, since surfaces here are some units wide and a step is about α;
/// λ = 0.01, PyTorch's (optax has 1e-4, Keras 0.004); β₁ = 0.9, β₂ = 0.999, ε = 1e-8, the paper's.
///
/// The conventions are Adam's: Keras adds ε before the bias correction, optax's AMSGrad takes the largest Ŝ. optax adds
/// λW to the scaled gradient, which is the same. Checked against PyTorch, optax and Keras.
public struct AdamW<V: Vector>: Optimizer {
  public static var card: OptimizerCard {
    OptimizerCard(
      id: "adamw", name: "AdamW",
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
      settings: [
        .learningRate(0.1, "A step is about this far in every coordinate."),
        .decay("beta1", "β₁", 0.9, "How much of the past stays in V. 0.9 is the paper's."),
        .decay("beta2", "β₂", 0.999, "How much of the past stays in S. 0.999 is the paper's."),
        .epsilon(1e-8, "added to √Ŝ, the paper's value"),
        .decoupledWeightDecay(0.01),
        Setting(
          flag: "amsgrad", "amsgrad", default: false,
          "Divides by the largest S so far, so that the effective rate never grows."),
        .rootEpsilon(0, "optax's eps_root, 0 by default."),
        .convention("Keras adds ε before the bias correction; optax's AMSGrad compares the corrected S."),
      ],
      checkedAgainst: ["torch 2.13 AdamW", "optax 0.2.8 adamw", "keras 3.15 AdamW"])
  }

  public var lr: V.Element
  let beta1, beta2, eps, weightDecay, epsRoot: V.Element
  let amsgrad, keras, optax: V.Element.Mask

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
    let g = oracle.gradient(at: position)
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
    let compared = state.S / V.Element.select(optax, correction, one)
    trace.record("Smax_old", state.Smax)
    state.Smax = V.maximum(state.Smax, compared)
    trace.record("Smax", state.Smax)
    let corrected = state.V / (1 - state.beta1Power.value)
    trace.record("V̂", corrected)
    let second = V.select(amsgrad, state.Smax, state.S)
    let correctedSecond = second / V.Element.select(optax .& amsgrad, one, correction)
    trace.record("Ŝ", correctedSecond)
    let added = V.Element.select(keras, eps / correction.squareRoot(), eps)
    trace.record("ε̂", scalar: added)
    let decayed = (1 - lr * weightDecay) * position
    trace.record("α_eff", lr / ((correctedSecond + epsRoot).squareRoot() + added))
    trace.record("W_old", position)
    position = decayed - lr * (corrected / ((correctedSecond + epsRoot).squareRoot() + added))
    trace.record("W", position)
  }
}
