/// Adamax: Adam scaled by the largest recent gradient instead of the root of the mean square.
///
///     g ← ∇f(W) + λ W
///     V ← β₁ V + (1 − β₁) g
///     U ← max(β₂ U, |g| + ε)
///     W ← W − α/(1 − β₁ᵗ) · V/U
///
/// The mean square of Adam is the 2-norm of the past; this is its limit for ever higher norms, which needs no bias
/// correction and whose steps never exceed α by much. t counts from 1. Defaults: α = 0.1 where the paper has 0.002,
/// since surfaces here are some units wide and a step is about α; β₁ = 0.9, β₂ = 0.999, ε = 1e-8, PyTorch's; λ = 0.
///
/// The conventions: PyTorch and optax add ε to |g| inside the maximum; Keras takes the maximum without it and divides by
/// U + ε, which differs where gradients vanish. `decoupled_weight_decay` is optax's `adamaxw`. Checked against PyTorch,
/// optax and Keras.
public struct Adamax<V: Vector>: Optimizer {
  public static var card: OptimizerCard {
    OptimizerCard(
      id: "adamax", name: "Adamax",
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
      settings: [
        .learningRate(0.1, "A step is about this far in every coordinate."),
        .decay("beta1", "β₁", 0.9, "How much of the past stays in V. 0.9 is the paper's."),
        .decay("beta2", "β₂", 0.999, "How slowly a large gradient is forgotten. 0.999 is the paper's."),
        .epsilon(1e-8, "added to |g|, PyTorch's value"),
        .weightDecay, .decouplesWeightDecay,
        .convention("Keras adds ε to U rather than to |g|."),
      ],
      checkedAgainst: ["torch 2.13 Adamax", "optax 0.2.8 adamax and adamaxw", "keras 3.15 Adamax"])
  }

  public var lr: V.Element
  let beta1, beta2, eps, weightDecay: V.Element
  let decoupled, keras: V.Element.Mask

  public init(_ settings: Settings<V.Element>) {
    lr = settings["lr"]
    beta1 = settings["beta1"]
    beta2 = settings["beta2"]
    eps = settings["eps"]
    weightDecay = settings["weight_decay"]
    decoupled = settings.flag("decoupled_weight_decay")
    keras = settings.choice("convention", is: "keras")
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
    let zero = V.Element(0)
    let gradient = oracle.gradient(at: position)
    trace.record("∇f", gradient)
    let g = gradient + V.Element.select(decoupled, zero, weightDecay) * position
    trace.record("g", g)
    trace.record("V_old", state.V)
    state.V = beta1 * state.V + (1 - beta1) * g
    trace.record("V", state.V)
    trace.record("U_old", state.U)
    state.U = V.maximum(beta2 * state.U, g.magnitude + V.Element.select(keras, zero, eps))
    trace.record("U", state.U)
    state.beta1Power.raise(beta1)
    trace.record("β₁ᵗ", scalar: state.beta1Power.value)
    let corrected = state.V / (1 - state.beta1Power.value)
    trace.record("V̂", corrected)
    let decayed = (1 - V.Element.select(decoupled, lr * weightDecay, zero)) * position
    trace.record("W'", decayed)
    trace.record("α_eff", lr / (state.U + V.Element.select(keras, eps, zero)))
    trace.record("W_old", position)
    position = decayed - lr * (corrected / (state.U + V.Element.select(keras, eps, zero)))
    trace.record("W", position)
  }
}
