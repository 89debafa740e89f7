import Optimization

/// Adan: Adam with Nesterov's look-ahead estimated from differences of gradients.
///
/// The difference D of the gradient g and the last one, G, says where the gradient is going, without evaluating it
/// elsewhere; it is 0 at the first step. t counts from 1. Defaults: α = 0.05 where the libraries have 1e-3, since
/// surfaces here are some units wide; β = (0.98, 0.92, 0.99), ε = 1e-8, λ = 0, no limit on the gradient's norm,
/// pytorch-optimizer's.
///
/// The variants: κ = β₂ in the authors' code and in pytorch-optimizer, 1 − β₂ in optax and in the paper's letter, so
/// that the same β means another method. optax has ε′ (1e-8) and only decoupled decay. Checked against both.
public struct Adan<V: Vector>: Optimizer {
  public typealias Packed = Adan<Point<Lanes>>

  public static var card: OptimizerCard {
    OptimizerCard(
      id: "adan", name: "Adan", family: .adam,
      summary: "Adam that looks ahead by the average change of the gradient from step to step.",
      paper:
        "X. Xie et al., Adan: adaptive Nesterov momentum algorithm for faster optimizing deep models, "
        + "IEEE TPAMI 2024, arXiv:2208.06677.",
      formula: Formula(
        "?max_grad_norm: {g} ← {∇f}·min(1, {max_grad_norm}/(|{*∇f}| + {eps}))",
        "{D} ← {g} − {G_old}",
        "{V} ← {beta1}{V_old} + (1 − {beta1}){g}",
        "{N} ← {beta2}{N_old} + (1 − {beta2}){D}",
        "?variant=authors: {κ} ← {beta2}",
        "?variant=optax: {κ} ← 1 − {beta2}",
        "{S} ← {beta3}{S_old} + (1 − {beta3})({g} + {κ}{D})²",
        "{u} ← ({V}/(1 − {β₁ᵗ}) + {κ}{N}/(1 − {β₂ᵗ}))/(√({S}/(1 − {β₃ᵗ}) + {eps_root}) + {eps})",
        "?decoupled_weight_decay: {W} ← (1 − {lr}{weight_decay}){W_old} − {lr}{u}",
        "?!decoupled_weight_decay: {W} ← ({W_old} − {lr}{u})/(1 + {lr}{weight_decay})"),
      checkedAgainst: ["pytorch-optimizer 4.1 Adan", "optax 0.2.8 adan"])
  }

  public var lr: V.Element
  let beta1, beta2, beta3, eps, weightDecay, maxGradNorm, epsRoot: V.Element
  let decoupled: Bool
  let variant: Variant

  /// Which factor multiplies the difference of gradients.
  enum Variant: String, CaseIterable {
    case authors, optax
  }

  public init(_ settings: Settings<V.Element>) {
    lr = settings.number(.learningRate(0.05, "A step is about this far in every coordinate."))
    beta1 = settings.number(
      .decay("beta1", "β₁", 0.98, "How much of the past stays in V. 0.98 is the authors'."))
    beta2 = settings.number(
      .decay("beta2", "β₂", 0.92, "How much of the past stays in N. 0.92 is the authors'."))
    beta3 = settings.number(
      .decay("beta3", "β₃", 0.99, "How much of the past stays in S. 0.99 is the authors'."))
    eps = settings.number(.epsilon(1e-8, "added to the root, the authors' value."))
    weightDecay = settings.number(
      Setting(
        "weight_decay", "λ", default: 0, in: .from(0), slider: 0...1, .linear,
        "Weight decay: W is divided by 1 + αλ after the step. 0 leaves it out."))
    decoupled = settings.flag(.decouplesWeightDecay)
    maxGradNorm = settings.number(
      Setting(
        "max_grad_norm", "gmax", default: 0, in: .from(0), slider: 1e-2...100, .logarithmic,
        "A longer gradient is shortened to this. 0, the default, leaves it out."))
    epsRoot = settings.number(.rootEpsilon(0, "optax's eps_root."))
    variant = settings.choice(
      Setting(
        choice: "variant", "variant", of: Variant.allCases.map(\.rawValue),
        "Which factor the difference of gradients has: β₂ in the authors' code, 1 − β₂ in optax."))
  }

  /// The averages of gradients V, of their differences N and of squares S, the last gradient, if there was one, and the
  /// powers of the βs.
  public struct State: Sendable {
    var V: V
    var N: V
    var S: V
    var G: V?
    var beta1Power: RunningPower<V.Element>
    var beta2Power: RunningPower<V.Element>
    var beta3Power: RunningPower<V.Element>
  }

  public func start(at position: V) -> State {
    let zeros = position.zeros
    return State(
      V: zeros, N: zeros, S: zeros, G: nil, beta1Power: RunningPower(beta1), beta2Power: RunningPower(beta2),
      beta3Power: RunningPower(beta3))
  }

  @inline(__always)
  public func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let gradient = trace("∇f", oracle.gradient(at: position))
    let g = trace("g", share(of: gradient) * gradient)
    let D = trace("D", g - trace("G_old", state.G ?? g))
    state.G = g
    trace.update("V", &state.V, to: beta1 * state.V + (1 - beta1) * g)
    trace.update("N", &state.N, to: beta2 * state.N + (1 - beta2) * D)
    let kappa = trace("κ", scalar: variant == .authors ? beta2 : 1 - beta2)
    trace.update("S", &state.S, to: beta3 * state.S + (1 - beta3) * (g + kappa * D).squared())
    let correction1 = 1 - trace("β₁ᵗ", scalar: state.beta1Power.raised(beta1))
    let correction2 = 1 - trace("β₂ᵗ", scalar: state.beta2Power.raised(beta2))
    let correction3 = 1 - trace("β₃ᵗ", scalar: state.beta3Power.raised(beta3))
    let first = state.V / correction1
    let ahead = kappa / correction2 * state.N
    let second = state.S / correction3 + epsRoot
    let u = trace("u", (first + ahead) / (second.squareRoot() + eps))
    let decay = lr * weightDecay
    let next = decoupled ? (1 - decay) * position - lr * u : (position - lr * u) / (1 + decay)
    trace.update("W", &position, to: next)
  }

  /// The factor left on a gradient whose norm is limited.
  @inline(__always)
  private func share(of gradient: V) -> V.Element {
    let one = V.Element(1)
    let share = V.Element.minimum(one, maxGradNorm / (gradient.norm() + eps))
    return V.Element.select(V.Element(0) .< maxGradNorm, share, one)
  }
}
