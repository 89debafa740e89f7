/// RAdam: Adam that does not scale until it has seen enough gradients to know the scale.
///
///     g ← ∇f(W) + λ W
///     V ← β₁ V + (1 − β₁) g,    V̂ ← V/(1 − β₁ᵗ)
///     S ← β₂ S + (1 − β₂) g²,   Ŝ ← S/(1 − β₂ᵗ)
///     ρ ← ρ∞ − 2t β₂ᵗ/(1 − β₂ᵗ),   ρ∞ = 2/(1 − β₂) − 1
///     r ← √((ρ − 4)(ρ − 2)ρ∞/((ρ∞ − 4)(ρ∞ − 2)ρ))
///     W ← W − α r V̂/(√Ŝ + ε̂) where ρ > 5, else W − α V̂
///
/// ρ is the number of gradients that S effectively averages. While it is small, Ŝ is so uncertain that its root may
/// be far off, which is why Adam needs a warm-up; here r is the warm-up, and before it the step is plain momentum. t
/// counts from 1. With β₂ so small that ρ∞ ≤ 5 it never scales. Defaults: α = 0.1 where PyTorch has 0.001, since
/// surfaces here are some units wide; β₁ = 0.9, β₂ = 0.999, ε = 1e-8, λ = 0, PyTorch's. Mind the first five steps of
/// momentum on steep surfaces.
///
/// The conventions: PyTorch adds ε before the bias correction (ε̂ = ε/√(1 − β₂ᵗ)) and scales where ρ > `threshold`,
/// optax adds it after (ε̂ = ε, and ε′ inside the root) and scales where ρ ≥ `threshold`; `nesterov` is optax's. Checked
/// against both.
public struct RAdam<V: Vector>: Optimizer {
  public static var card: OptimizerCard {
    OptimizerCard(
      id: "radam", name: "RAdam",
      summary:
        "Adam with its own warm-up: momentum alone until the scale of the gradients is known well enough.",
      paper:
        "L. Liu et al., On the variance of the adaptive learning rate and beyond, ICLR 2020, arXiv:1908.03265.",
      formula: Formula(
        "?weight_decay&!decoupled_weight_decay: {g} ← {∇f} + {weight_decay}{W_old}",
        "{V} ← {beta1}{V_old} + (1 − {beta1}){g}",
        "{S} ← {beta2}{S_old} + (1 − {beta2}){g}²",
        "?!nesterov: {V̂} ← {V}/(1 − {β₁ᵗ})",
        "?nesterov: {V̂} ← {beta1}{V}/(1 − {beta1}{β₁ᵗ}) + (1 − {beta1}){g}/(1 − {β₁ᵗ})",
        "{Ŝ} ← {S}/(1 − {β₂ᵗ})",
        "?convention=pytorch: {ε̂} ← {eps}/√(1 − {β₂ᵗ})",
        "?!convention=pytorch: {ε̂} ← {eps}",
        "{ρ} ← {ρ∞} − 2{t}{β₂ᵗ}/(1 − {β₂ᵗ})",
        "{r} ← √(({ρ} − 4)({ρ} − 2){ρ∞}/(({ρ∞} − 4)({ρ∞} − 2){ρ}))",
        "{u} ← {r}{V̂}/(√({Ŝ} + {eps_root}) + {ε̂}) where {ρ} > {threshold}, else {V̂}",
        "?weight_decay&decoupled_weight_decay: {W'} ← (1 − {lr}{weight_decay}){W_old}",
        "?!decoupled_weight_decay: {W} ← {W_old} − {lr}{u}",
        "?decoupled_weight_decay: {W} ← {W'} − {lr}{u}"),
      settings: [
        .learningRate(0.1, "After the first steps, a step is about this far in every coordinate."),
        .decay("beta1", "β₁", 0.9, "How much of the past stays in V. 0.9 is the paper's."),
        .decay("beta2", "β₂", 0.999, "How much of the past stays in S. 0.999 is the paper's."),
        .epsilon(1e-8, "added to √S before its correction, as in PyTorch"),
        .weightDecay, .decouplesWeightDecay,
        Setting(
          "threshold", "ρ₀", default: 5, in: .from(4), slider: 4...20, .linear,
          "How many gradients must be averaged before they scale the step. 5 is PyTorch's, the paper has 4."),
        .rootEpsilon(0, "optax's eps_root, 0 by default."),
        Setting(
          flag: "nesterov", "nesterov", default: false, "Looks one step of the momentum ahead, as in optax."),
        .convention("optax adds ε after the bias correction.", of: ["pytorch", "optax"]),
      ],
      checkedAgainst: ["torch 2.13 RAdam", "optax 0.2.8 radam"])
  }

  public var lr: V.Element
  let beta1, beta2, eps, weightDecay, threshold, epsRoot: V.Element
  let decoupled, nesterov, optax: V.Element.Mask

  public init(_ settings: Settings<V.Element>) {
    lr = settings["lr"]
    beta1 = settings["beta1"]
    beta2 = settings["beta2"]
    eps = settings["eps"]
    weightDecay = settings["weight_decay"]
    threshold = settings["threshold"]
    epsRoot = settings["eps_root"]
    decoupled = settings.flag("decoupled_weight_decay")
    nesterov = settings.flag("nesterov")
    optax = settings.choice("convention", is: "optax")
  }

  /// The averages of gradients V and of squared gradients S, the powers β₁ᵗ and β₂ᵗ, and the steps made.
  public struct State: Sendable {
    var V: V
    var S: V
    var beta1Power: RunningPower<V.Element>
    var beta2Power: RunningPower<V.Element>
    var t = 0
  }

  public func start(at position: V) -> State {
    State(
      V: position.zeros, S: position.zeros, beta1Power: RunningPower(beta1), beta2Power: RunningPower(beta2))
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
    let correction1 = 1 - state.beta1Power.value
    let correction2 = 1 - state.beta2Power.value
    let ahead = beta1 / (1 - beta1 * state.beta1Power.value) * state.V + (1 - beta1) / correction1 * g
    let corrected = V.select(nesterov, ahead, state.V / correction1)
    trace.record("V̂", corrected)
    let correctedSecond = state.S / correction2
    trace.record("Ŝ", correctedSecond)
    let added = V.Element.select(optax, eps, eps / correction2.squareRoot())
    trace.record("ε̂", scalar: added)
    let most = 2 / (1 - beta2) - 1
    trace.record("ρ∞", scalar: most)
    let seen = most - 2 * Double(state.t) * state.beta2Power.value / correction2
    trace.record("ρ", scalar: seen)
    // Not a number while few gradients were seen, and then not used.
    let share = (seen - 4) * (seen - 2) * most / ((most - 4) * (most - 2) * seen)
    let rectification = share.squareRoot()
    trace.record("r", scalar: rectification)
    let scales = (threshold .< seen) .| (optax .& (threshold .== seen))
    let scaled = rectification * (corrected / ((correctedSecond + epsRoot).squareRoot() + added))
    let update = V.select(scales, scaled, corrected)
    trace.record("u", update)
    let decayed = (1 - V.Element.select(decoupled, lr * weightDecay, zero)) * position
    trace.record("W'", decayed)
    trace.record("W_old", position)
    position = decayed - lr * update
    trace.record("W", position)
  }
}
