import Optimization

/// NAdam: Adam with Nesterov's look-ahead in place of plain momentum.
///
/// The newest gradient enters twice, as part of V and by itself, so that the step already anticipates the momentum's
/// next move. μ is a schedule that warms the momentum up, Π the product of all μ so far, which starts at 1; ψ is
/// `momentum_decay`. t counts from 1. Defaults: α = 0.05 where PyTorch has 0.002, since surfaces here are some units
/// wide and a step is about α; β₁ = 0.9, β₂ = 0.999, ε = 1e-8, ψ = 0.004, λ = 0, PyTorch's.
///
/// The conventions: optax has no schedule, μ = β₁ throughout; Keras has ψ = 1 whatever `momentum_decay` says, which
/// soon gives the same. `decoupled_weight_decay` makes it NAdamW. Checked against PyTorch, optax and Keras.
public struct NAdam<V: Vector>: Optimizer {
  public typealias Packed = NAdam<Point<Lanes>>

  public static var card: OptimizerCard {
    OptimizerCard(
      id: "nadam", name: "NAdam", family: .adam,
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
      checkedAgainst: ["torch 2.13 NAdam", "optax 0.2.8 nadam and nadamw", "keras 3.15 Nadam"])
  }

  public var lr: V.Element
  let beta1, beta2, eps, weightDecay, momentumDecay, epsRoot: V.Element
  let decoupled: Bool
  let convention: Convention

  public init(_ settings: Settings<V.Element>) {
    lr = settings.number(.learningRate(0.05, "A step is about this far in every coordinate."))
    beta1 = settings.number(
      .decay("beta1", "β₁", 0.9, "How much of the past stays in V. 0.9 is the paper's."))
    beta2 = settings.number(
      .decay("beta2", "β₂", 0.999, "How much of the past stays in S. 0.999 is the paper's."))
    eps = settings.number(.epsilon(1e-8, "added to √Ŝ, the paper's value."))
    weightDecay = settings.number(.weightDecay)
    decoupled = settings.flag(.decouplesWeightDecay)
    momentumDecay = settings.number(
      Setting(
        "momentum_decay", "ψ", default: 0.004, in: .from(0), slider: 1e-4...10, .logarithmic,
        "How fast the momentum warms up from β₁/2 to β₁; 0.004, PyTorch's default, takes thousands of steps."
      ))
    epsRoot = settings.number(.rootEpsilon(0, "optax's eps_root, 0 by default."))
    convention = settings.choice(.convention("optax has constant momentum, Keras a faster warm-up of it."))
  }

  /// The averages of gradients V and of squared gradients S, the next share of β₁ and the product of all momenta so far,
  /// β₂ᵗ, and the steps made.
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

  /// The share of β₁ that is the momentum of step t: 1 − ½·0.96^(tψ), or all of it.
  private func warmth(at t: Int) -> V.Element {
    switch convention {
    case .pytorch: 1 - 0.5 * V.Element(0.96).raised(to: Double(t) * momentumDecay)
    case .keras: 1 - 0.5 * V.Element(0.96).raised(to: V.Element(Double(t)))
    case .optax: V.Element(1)
    }
  }

  @inline(__always)
  public func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let gradient = trace("∇f", oracle.gradient(at: position))
    let g = trace("g", decoupled ? gradient : gradient + weightDecay * position)
    state.t += 1
    let now = trace("μₜ", scalar: beta1 * state.warmth)
    state.warmth = warmth(at: state.t + 1)
    let next = trace("μₜ₊₁", scalar: beta1 * state.warmth)
    trace.update("Π", scalar: &state.product, to: state.product * now)
    trace.update("V", &state.V, to: beta1 * state.V + (1 - beta1) * g)
    trace.update("S", &state.S, to: beta2 * state.S + (1 - beta2) * g.squared())
    let correction = 1 - trace("β₂ᵗ", scalar: state.beta2Power.raised(beta2))
    let average = next / (1 - state.product * next) * state.V
    let ahead = trace("Ṽ", average + (1 - now) / (1 - state.product) * g)
    let second = trace("Ŝ", state.S / correction)
    let decayed = trace("W'", decoupled ? (1 - lr * weightDecay) * position : position)
    let root = (second + epsRoot).squareRoot() + eps
    trace.record("α_eff", lr / root)
    trace.update("W", &position, to: decayed - lr * (ahead / root))
  }
}
