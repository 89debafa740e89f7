/// Adan: Adam with Nesterov's look-ahead estimated from differences of gradients.
///
///     D ← g − g₋₁,   0 at first
///     V ← β₁ V + (1 − β₁) g,   N ← β₂ N + (1 − β₂) D
///     S ← β₃ S + (1 − β₃) (g + κ D)²
///     u ← (V/(1 − β₁ᵗ) + κ N/(1 − β₂ᵗ))/(√(S/(1 − β₃ᵗ) + ε′) + ε)
///     W ← (W − α u)/(1 + αλ), or (1 − αλ) W − α u     (decoupled)
///
/// The difference of gradients says where the gradient is going, without evaluating it elsewhere. t counts from 1.
/// Defaults: α = 0.05 where the libraries have 1e-3, since surfaces here are some units wide; β = (0.98, 0.92, 0.99),
/// ε = 1e-8, λ = 0, no limit on the gradient's norm, pytorch-optimizer's.
///
/// The variants: κ = β₂ in the authors' code and in pytorch-optimizer, 1 − β₂ in optax and in the paper's letter, so
/// that the same β means another method. optax has ε′ (1e-8) and only decoupled decay. Checked against both.
public struct Adan<V: Vector>: Optimizer {
  public static var card: OptimizerCard {
    OptimizerCard(
      id: "adan", name: "Adan",
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
      settings: [
        .learningRate(0.05, "A step is about this far in every coordinate."),
        .decay("beta1", "β₁", 0.98, "How much of the past stays in V. 0.98 is the authors'."),
        .decay("beta2", "β₂", 0.92, "How much of the past stays in N. 0.92 is the authors'."),
        .decay("beta3", "β₃", 0.99, "How much of the past stays in S. 0.99 is the authors'."),
        .epsilon(1e-8, "added to the root, the authors' value"),
        Setting(
          "weight_decay", "λ", default: 0, in: .from(0), slider: 0...1, .linear,
          "Weight decay: W is divided by 1 + αλ after the step. 0 leaves it out."),
        .decouplesWeightDecay,
        Setting(
          "max_grad_norm", "gmax", default: 0, in: .from(0), slider: 1e-2...100, .logarithmic,
          "A longer gradient is shortened to this. 0, the default, leaves it out."),
        .rootEpsilon(0, "optax's eps_root."),
        Setting(
          choice: "variant", "variant", of: ["authors", "optax"],
          "Which factor the difference of gradients has: β₂ in the authors' code, 1 − β₂ in optax."),
      ],
      checkedAgainst: ["pytorch-optimizer 4.1 Adan", "optax 0.2.8 adan"])
  }

  public var lr: V.Element
  let beta1, beta2, beta3, eps, weightDecay, maxGradNorm, epsRoot: V.Element
  let decoupled, authors: V.Element.Mask

  public init(_ settings: Settings<V.Element>) {
    lr = settings["lr"]
    beta1 = settings["beta1"]
    beta2 = settings["beta2"]
    beta3 = settings["beta3"]
    eps = settings["eps"]
    weightDecay = settings["weight_decay"]
    maxGradNorm = settings["max_grad_norm"]
    epsRoot = settings["eps_root"]
    decoupled = settings.flag("decoupled_weight_decay")
    authors = settings.choice("variant", is: "authors")
  }

  /// The averages of gradients V, of their differences N and of squares S, the last gradient, the powers of the βs, and
  /// whether a step was made.
  public struct State: Sendable {
    var V: V
    var N: V
    var S: V
    var G: V
    var beta1Power: RunningPower<V.Element>
    var beta2Power: RunningPower<V.Element>
    var beta3Power: RunningPower<V.Element>
    var hasBegun = false
  }

  public func start(at position: V) -> State {
    let zeros = position.zeros
    return State(
      V: zeros, N: zeros, S: zeros, G: zeros, beta1Power: RunningPower(beta1),
      beta2Power: RunningPower(beta2),
      beta3Power: RunningPower(beta3))
  }

  @inline(__always)
  public func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let (zero, one) = (V.Element(0), V.Element(1))
    let gradient = oracle.gradient(at: position)
    trace.record("∇f", gradient)
    let share = V.Element.minimum(one, maxGradNorm / (gradient.norm() + eps))
    let g = V.Element.select(zero .< maxGradNorm, share, one) * gradient
    trace.record("g", g)
    if !state.hasBegun { state.G = g }
    state.hasBegun = true
    trace.record("G_old", state.G)
    let difference = g - state.G
    trace.record("D", difference)
    state.G = g
    trace.record("V_old", state.V)
    state.V = beta1 * state.V + (1 - beta1) * g
    trace.record("V", state.V)
    trace.record("N_old", state.N)
    state.N = beta2 * state.N + (1 - beta2) * difference
    trace.record("N", state.N)
    let factor = V.Element.select(authors, beta2, 1 - beta2)
    trace.record("κ", scalar: factor)
    trace.record("S_old", state.S)
    state.S = beta3 * state.S + (1 - beta3) * (g + factor * difference).squared()
    trace.record("S", state.S)
    state.beta1Power.raise(beta1)
    trace.record("β₁ᵗ", scalar: state.beta1Power.value)
    state.beta2Power.raise(beta2)
    trace.record("β₂ᵗ", scalar: state.beta2Power.value)
    state.beta3Power.raise(beta3)
    trace.record("β₃ᵗ", scalar: state.beta3Power.value)
    let first = state.V / (1 - state.beta1Power.value)
    let ahead = factor / (1 - state.beta2Power.value) * state.N
    let second = state.S / (1 - state.beta3Power.value) + epsRoot
    let update = (first + ahead) / (second.squareRoot() + eps)
    trace.record("u", update)
    let before = 1 - V.Element.select(decoupled, lr * weightDecay, zero)
    let after = 1 + V.Element.select(decoupled, zero, lr * weightDecay)
    trace.record("W_old", position)
    position = (before * position - lr * update) / after
    trace.record("W", position)
  }
}
