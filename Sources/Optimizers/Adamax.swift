import Optimization

/// Adamax: Adam scaled by the largest recent gradient instead of the root of the mean square.
///
/// The mean square of Adam is the 2-norm of the past; this is its limit for ever higher norms, which needs no bias
/// correction and whose steps never exceed α by much. t counts from 1. Defaults: α = 0.1 where the paper has 0.002,
/// since surfaces here are some units wide and a step is about α; β₁ = 0.9, β₂ = 0.999, ε = 1e-8, PyTorch's; λ = 0.
///
/// The conventions: PyTorch and optax add ε to |g| inside the maximum; Keras takes the maximum without it and divides by
/// U + ε, which differs where gradients vanish. `decoupled_weight_decay` is optax's `adamaxw`. Checked against PyTorch,
/// optax and Keras.
public struct Adamax<V: Vector>: Optimizer {
  public typealias Packed = Adamax<Point<Lanes>>

  public static var card: OptimizerCard {
    OptimizerCard(
      id: "adamax", name: "Adamax", family: .adam,
      summary:
        "Adam that divides by the largest recent gradient rather than by the root of their mean square.",
      paper:
        "D. P. Kingma and J. Ba, Adam: a method for stochastic optimization, ICLR 2015, arXiv:1412.6980.",
      formula: Formula(
        "?weight_decay&!decoupled_weight_decay: {g} ← {∇f} + {weight_decay}{W_old}",
        "{V} ← {beta1}{V_old} + (1 − {beta1}){g}",
        "?!convention=keras: {U} ← max({beta2}{U_old}, |{g}| + {eps})",
        "?convention=keras: {U} ← max({beta2}{U_old}, |{g}|)",
        "{V̂} ← {V}/(1 − {β₁ᵗ})",
        "?weight_decay&decoupled_weight_decay: {W'} ← (1 − {lr}{weight_decay}){W_old}",
        "?!decoupled_weight_decay&!convention=keras: {W} ← {W_old} − {lr}{V̂}/{U}",
        "?!decoupled_weight_decay&convention=keras: {W} ← {W_old} − {lr}{V̂}/({U} + {eps})",
        "?decoupled_weight_decay&!convention=keras: {W} ← {W'} − {lr}{V̂}/{U}",
        "?decoupled_weight_decay&convention=keras: {W} ← {W'} − {lr}{V̂}/({U} + {eps})"),
      checkedAgainst: ["torch 2.13 Adamax", "optax 0.2.8 adamax and adamaxw", "keras 3.15 Adamax"])
  }

  public var lr: V.Element
  let beta1, beta2, eps, weightDecay: V.Element
  let decoupled: Bool
  let convention: Convention

  public init(_ settings: Settings<V.Element>) {
    lr = settings.number(.learningRate(0.1, "A step is about this far in every coordinate."))
    beta1 = settings.number(
      .decay("beta1", "β₁", 0.9, "How much of the past stays in V. 0.9 is the paper's."))
    beta2 = settings.number(
      .decay("beta2", "β₂", 0.999, "How slowly a large gradient is forgotten. 0.999 is the paper's."))
    eps = settings.number(.epsilon(1e-8, "added to |g|, PyTorch's value."))
    weightDecay = settings.number(.weightDecay)
    decoupled = settings.flag(.decouplesWeightDecay)
    convention = settings.choice(.convention("Keras adds ε to U rather than to |g|."))
  }

  /// The average of gradients V, their decaying maximum U, and the power β₁ᵗ.
  public struct State: Sendable {
    var V: V
    var U: V
    var beta1Power: RunningPower<V.Element>
  }

  public func start(at position: V) -> State {
    State(V: position.zeros, U: position.zeros, beta1Power: RunningPower(beta1))
  }

  @inline(__always)
  public func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let gradient = trace("∇f", oracle.gradient(at: position))
    let g = trace("g", decoupled ? gradient : gradient + weightDecay * position)
    trace.update("V", &state.V, to: beta1 * state.V + (1 - beta1) * g)
    let size = convention == .keras ? g.magnitude : g.magnitude + eps
    trace.update("U", &state.U, to: V.maximum(beta2 * state.U, size))
    let correction = 1 - trace("β₁ᵗ", scalar: state.beta1Power.raised(beta1))
    let corrected = trace("V̂", state.V / correction)
    let decayed = trace("W'", decoupled ? (1 - lr * weightDecay) * position : position)
    let divisor = convention == .keras ? state.U + eps : state.U
    trace.record("α_eff", lr / divisor)
    trace.update("W", &position, to: decayed - lr * (corrected / divisor))
  }
}
