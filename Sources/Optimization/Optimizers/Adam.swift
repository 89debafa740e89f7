/// Adam: momentum and RMSprop together, each corrected for having started at zero.
///
///     g ← ∇f(W) + λ W
///     V ← β₁ V + (1 − β₁) g,    V̂ ← V/(1 − β₁ᵗ)
///     S ← β₂ S + (1 − β₂) g²,   Ŝ ← S/(1 − β₂ᵗ)
///     W ← W − α V̂/(√Ŝ + ε)
///
/// t counts from 1. With `amsgrad`, Ŝ comes from the largest S so far (the uncorrected one, as in PyTorch), so that
/// the effective rate never grows. The first step is α in every coordinate, whatever the gradient's size. ε is added
/// to the corrected root, as in the article and PyTorch; Keras adds it to the uncorrected one. λ is coupled: PyTorch's
/// `Adam`, not `AdamW`. Defaults: α = 0.1 where the paper and PyTorch have 0.001, since surfaces here are some units
/// wide and a step is about α; β₁ = 0.9, β₂ = 0.999, ε = 1e-8, the paper's.
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
        "?amsgrad: {Smax} ← max({Smax_old}, {S})",
        "{V̂} ← {V}/(1 − {β₁ᵗ})",
        "?!amsgrad: {Ŝ} ← {S}/(1 − {β₂ᵗ})",
        "?amsgrad: {Ŝ} ← {Smax}/(1 − {β₂ᵗ})",
        "{W} ← {W_old} − {lr}{V̂}/(√{Ŝ} + {eps})"),
      settings: [
        .learningRate(0.1, "A step is about this far in every coordinate."),
        .decay("beta1", "β₁", 0.9, "How much of the past stays in V. 0.9 is the paper's."),
        .decay("beta2", "β₂", 0.999, "How much of the past stays in S. 0.999 is the paper's."),
        .epsilon(1e-8, "added to √Ŝ, the paper's value"),
        .weightDecay,
        Setting(
          flag: "amsgrad", "amsgrad", default: false,
          "Divides by the largest S so far, so that the effective rate never grows."),
      ],
      checkedAgainst: ["article: adam", "torch 2.13 Adam, with weight_decay and amsgrad"])
  }

  let lr, beta1, beta2, eps, weightDecay: V.Element
  let amsgrad: V.Element.Mask

  public init(_ settings: Settings<V.Element>) {
    lr = settings["lr"]
    beta1 = settings["beta1"]
    beta2 = settings["beta2"]
    eps = settings["eps"]
    weightDecay = settings["weight_decay"]
    amsgrad = settings.flag("amsgrad")
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
    trace.record("Smax_old", state.Smax)
    state.Smax = V.maximum(state.Smax, state.S)
    trace.record("Smax", state.Smax)

    state.beta1Power.raise()
    state.beta2Power.raise()
    trace.record("β₁ᵗ", scalar: state.beta1Power.value)
    trace.record("β₂ᵗ", scalar: state.beta2Power.value)
    let corrected = state.V / (1 - state.beta1Power.value)
    trace.record("V̂", corrected)
    let second = V.select(amsgrad, state.Smax, state.S)
    let correctedSecond = second / (1 - state.beta2Power.value)
    trace.record("Ŝ", correctedSecond)
    trace.record("W_old", position)
    position = position - lr * (corrected / (correctedSecond.squareRoot() + eps))
    trace.record("W", position)
  }
}
