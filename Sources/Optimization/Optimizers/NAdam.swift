/// NAdam: Adam with Nesterov's look-ahead in place of plain momentum.
///
///     g ← ∇f(W) + λ W
///     μₜ ← β₁ (1 − ½ 0.96^(tψ)),   Π ← Π μₜ
///     V ← β₁ V + (1 − β₁) g,   S ← β₂ S + (1 − β₂) g²,   Ŝ ← S/(1 − β₂ᵗ)
///     Ṽ ← μₜ₊₁ V/(1 − Π μₜ₊₁) + (1 − μₜ) g/(1 − Π)
///     W ← W − α Ṽ/(√(Ŝ + ε′) + ε)
///
/// The newest gradient enters twice, as part of V and by itself, so that the step already anticipates the momentum's
/// next move. μ is a schedule that warms the momentum up; ψ is `momentum_decay`. t counts from 1. Defaults: α = 0.05
/// where PyTorch has 0.002, since surfaces here are some units wide and a step is about α; β₁ = 0.9, β₂ = 0.999,
/// ε = 1e-8, ψ = 0.004, λ = 0, PyTorch's.
///
/// The conventions: optax has no schedule, μ = β₁ throughout; Keras has ψ = 1 whatever `momentum_decay` says, which soon
/// comes to the same. `decoupled_weight_decay` makes it NAdamW. Checked against PyTorch, optax and Keras.
public struct NAdam<V: Vector>: Optimizer {
  public static var card: OptimizerCard {
    OptimizerCard(
      id: "nadam", name: "NAdam",
      summary: "Adam that looks one step of its momentum ahead, as Nesterov's method does.",
      paper: "T. Dozat, Incorporating Nesterov momentum into Adam, ICLR 2016 workshop.",
      formula: Formula(
        "?weight_decay&!decoupled_weight_decay: {g} ← {∇f} + {weight_decay}{W_old}",
        "?convention=pytorch: {μₜ₊₁} ← {beta1}(1 − ½·0.96^(({t} + 1){momentum_decay}))",
        "?convention=keras: {μₜ₊₁} ← {beta1}(1 − ½·0.96^({t} + 1))",
        "?convention=optax: {μₜ₊₁} ← {beta1}",
        "{Π} ← {Π_old}{μₜ}",
        "{V} ← {beta1}{V_old} + (1 − {beta1}){g}",
        "{S} ← {beta2}{S_old} + (1 − {beta2}){g}²",
        "{Ṽ} ← {μₜ₊₁}{V}/(1 − {Π}{μₜ₊₁}) + (1 − {μₜ}){g}/(1 − {Π})",
        "{Ŝ} ← {S}/(1 − {β₂ᵗ})",
        "?weight_decay&decoupled_weight_decay: {W'} ← (1 − {lr}{weight_decay}){W_old}",
        "?!decoupled_weight_decay: {W} ← {W_old} − {lr}{Ṽ}/(√({Ŝ} + {eps_root}) + {eps})",
        "?decoupled_weight_decay: {W} ← {W'} − {lr}{Ṽ}/(√({Ŝ} + {eps_root}) + {eps})"),
      settings: [
        .learningRate(0.05, "A step is about this far in every coordinate."),
        .decay("beta1", "β₁", 0.9, "How much of the past stays in V. 0.9 is the paper's."),
        .decay("beta2", "β₂", 0.999, "How much of the past stays in S. 0.999 is the paper's."),
        .epsilon(1e-8, "added to √Ŝ, the paper's value"),
        .weightDecay, .decouplesWeightDecay,
        Setting(
          "momentum_decay", "ψ", default: 0.004, in: .from(0), slider: 1e-4...10, .logarithmic,
          "How fast the momentum warms up from β₁/2 to β₁; 0.004, PyTorch's default, takes thousands of steps."
        ),
        .rootEpsilon(0, "optax's eps_root, 0 by default."),
        .convention("optax has constant momentum, Keras a faster warm-up of it."),
      ],
      checkedAgainst: ["torch 2.13 NAdam", "optax 0.2.8 nadam and nadamw", "keras 3.15 Nadam"])
  }

  public var lr: V.Element
  let beta1, beta2, eps, weightDecay, momentumDecay, epsRoot: V.Element
  let decoupled, keras, optax: V.Element.Mask

  public init(_ settings: Settings<V.Element>) {
    lr = settings["lr"]
    beta1 = settings["beta1"]
    beta2 = settings["beta2"]
    eps = settings["eps"]
    weightDecay = settings["weight_decay"]
    momentumDecay = settings["momentum_decay"]
    epsRoot = settings["eps_root"]
    decoupled = settings.flag("decoupled_weight_decay")
    keras = settings.choice("convention", is: "keras")
    optax = settings.choice("convention", is: "optax")
  }

  /// The averages of gradients V and of squared gradients S, the next share of β₁ and the product of all momenta so far, β₂ᵗ, and
  /// the steps made.
  public struct State: Sendable {
    var V: V
    var S: V
    var warmth: V.Element
    var product: V.Element
    var beta2Power: RunningPower<V.Element>
    var t = 0
  }

  public func start(at position: V) -> State {
    State(
      V: position.zeros, S: position.zeros, warmth: warmth(at: 1), product: V.Element(1),
      beta2Power: RunningPower(beta2))
  }

  /// The share of β₁ that step t has for its momentum: 1 − ½·0.96^(tψ).
  private func warmth(at t: Int) -> V.Element {
    let exponent = Double(t) * V.Element.select(keras, V.Element(1), momentumDecay)
    let warming = 1 - 0.5 * V.Element(0.96).raised(to: exponent)
    return V.Element.select(optax, V.Element(1), warming)
  }

  @inline(__always)
  public func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let zero = V.Element(0)
    let gradient = oracle.gradient(at: position)
    trace.record("∇f", gradient)
    let g = gradient + V.Element.select(decoupled, zero, weightDecay) * position
    trace.record("g", g)
    state.t += 1
    let now = beta1 * state.warmth
    trace.record("μₜ", scalar: now)
    state.warmth = warmth(at: state.t + 1)
    let next = beta1 * state.warmth
    trace.record("μₜ₊₁", scalar: next)
    trace.record("Π_old", scalar: state.product)
    state.product = state.product * now
    trace.record("Π", scalar: state.product)
    trace.record("V_old", state.V)
    state.V = beta1 * state.V + (1 - beta1) * g
    trace.record("V", state.V)
    trace.record("S_old", state.S)
    state.S = beta2 * state.S + (1 - beta2) * g.squared()
    trace.record("S", state.S)
    state.beta2Power.raise(beta2)
    trace.record("β₂ᵗ", scalar: state.beta2Power.value)
    let ahead = next / (1 - state.product * next) * state.V + (1 - now) / (1 - state.product) * g
    trace.record("Ṽ", ahead)
    let correctedSecond = state.S / (1 - state.beta2Power.value)
    trace.record("Ŝ", correctedSecond)
    let decayed = (1 - V.Element.select(decoupled, lr * weightDecay, zero)) * position
    trace.record("W'", decayed)
    trace.record("α_eff", lr / ((correctedSecond + epsRoot).squareRoot() + eps))
    trace.record("W_old", position)
    position = decayed - lr * (ahead / ((correctedSecond + epsRoot).squareRoot() + eps))
    trace.record("W", position)
  }
}
