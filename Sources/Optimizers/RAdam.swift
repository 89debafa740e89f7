import Optimization

/// RAdam: Adam that does not scale until it has seen enough gradients to know the scale.
///
/// ρ is the number of gradients that S effectively averages, ρ∞ what it tends to. While it is small, Ŝ is so uncertain
/// that its root may be far off, which is why Adam needs a warm-up; here r is the warm-up, and before it the step is
/// plain momentum. t counts from 1. With β₂ so small that ρ∞ ≤ 5 it never scales. Defaults: α = 0.1 where PyTorch has
/// 0.001, since surfaces here are some units wide; β₁ = 0.9, β₂ = 0.999, ε = 1e-8, λ = 0, PyTorch's. Mind the first
/// five steps of momentum on steep surfaces.
///
/// The conventions: PyTorch adds ε before the bias correction (ε̂ = ε/√(1 − β₂ᵗ)) and scales where ρ > `threshold`,
/// optax adds it after (ε̂ = ε, and ε′ inside the root) and scales where ρ ≥ `threshold`; `nesterov` is optax's.
/// Checked against both.
public struct RAdam<V: Vector>: Optimizer {
  public typealias Packed = RAdam<Point<Lanes>>

  public static var card: OptimizerCard {
    OptimizerCard(
      id: "radam", name: "RAdam", family: .adam,
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
      checkedAgainst: ["torch 2.13 RAdam", "optax 0.2.8 radam"])
  }

  public var lr: V.Element
  let beta1, beta2, eps, weightDecay, threshold, epsRoot: V.Element
  let decoupled, nesterov: Bool
  let convention: Convention

  public init(_ settings: Settings<V.Element>) {
    lr = settings.number(
      .learningRate(0.1, "After the first steps, a step is about this far in every coordinate."))
    beta1 = settings.number(
      .decay("beta1", "β₁", 0.9, "How much of the past stays in V. 0.9 is the paper's."))
    beta2 = settings.number(
      .decay("beta2", "β₂", 0.999, "How much of the past stays in S. 0.999 is the paper's."))
    eps = settings.number(.epsilon(1e-8, "added to √S before its correction, as in PyTorch."))
    weightDecay = settings.number(.weightDecay)
    decoupled = settings.flag(.decouplesWeightDecay)
    threshold = settings.number(
      Setting(
        "threshold", "ρ₀", default: 5, in: .from(4), slider: 4...20, .linear,
        "How many gradients must be averaged before they scale the step. 5 is PyTorch's, the paper has 4."))
    epsRoot = settings.number(.rootEpsilon(0, "optax's eps_root, 0 by default."))
    nesterov = settings.flag("nesterov", "nesterov", "Looks one step of the momentum ahead, as in optax.")
    convention = settings.choice(
      .convention("optax adds ε after the bias correction.", of: [.pytorch, .optax]))
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
    let gradient = trace("∇f", oracle.gradient(at: position))
    let g = trace("g", decoupled ? gradient : gradient + weightDecay * position)
    state.t += 1
    trace.update("V", &state.V, to: beta1 * state.V + (1 - beta1) * g)
    trace.update("S", &state.S, to: beta2 * state.S + (1 - beta2) * g.squared())
    let correction1 = 1 - trace("β₁ᵗ", scalar: state.beta1Power.raised(beta1))
    let correction2 = 1 - trace("β₂ᵗ", scalar: state.beta2Power.raised(beta2))
    let corrected = trace("V̂", nesterov ? ahead(state, g, correction1) : state.V / correction1)
    let second = trace("Ŝ", state.S / correction2)
    let added = trace("ε̂", scalar: convention == .optax ? eps : eps / correction2.squareRoot())
    let rhoMost = trace("ρ∞", scalar: 2 / (1 - beta2) - 1)
    let rho = trace("ρ", scalar: rhoMost - 2 * Double(state.t) * state.beta2Power.value / correction2)
    // Not a number while few gradients were seen, and then not used.
    let share = (rho - 4) * (rho - 2) * rhoMost / ((rhoMost - 4) * (rhoMost - 2) * rho)
    let r = trace("r", scalar: share.squareRoot())
    let scales = convention == .optax ? threshold .<= rho : threshold .< rho
    let scaled = r * (corrected / ((second + epsRoot).squareRoot() + added))
    let update = trace("u", V.select(scales, scaled, corrected))
    let decayed = decoupled ? trace("W'", (1 - lr * weightDecay) * position) : position
    trace.update("W", &position, to: decayed - lr * update)
  }

  /// Nesterov's V̂, one step of the momentum ahead.
  @inline(__always)
  private func ahead(_ state: State, _ g: V, _ correction: V.Element) -> V {
    beta1 / (1 - beta1 * state.beta1Power.value) * state.V + (1 - beta1) / correction * g
  }
}
