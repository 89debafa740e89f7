import Optimization

/// Sophia: momentum divided by the curvature along each coordinate, and clipped.
///
/// It is Newton's method by coordinates; the clip takes over where the curvature is small or negative, and there the
/// step is that of a sign descent, as at the first step, where H is 0. The libraries estimate the diagonal with a
/// random vector; here it is exact, at the cost of one evaluation. H is updated at the first and then at every k-th
/// step, for the steps after it. t counts from 1. Defaults: α = 0.1, since surfaces here are some units wide and a step
/// is at most αc; β₁ = 0.965, β₂ = 0.99, γ = 0.01, c = 1, k = 10, ε = 1e-8, optax's; λ = 0 (optax has 1e-4). Checked
/// against optax with the exact diagonal.
public struct Sophia<V: Vector>: Optimizer {
  public typealias Packed = Sophia<Point<Lanes>>

  public static var card: OptimizerCard {
    OptimizerCard(
      id: "sophia", name: "Sophia", family: .secondOrder,
      summary: "Divides the averaged gradient by the averaged curvature of each coordinate, within a limit.",
      paper:
        "H. Liu et al., Sophia: a scalable stochastic second-order optimizer, ICLR 2024, arXiv:2305.14342.",
      formula: Formula(
        "{V} ← {beta1}{V_old} + (1 − {beta1}){g}",
        "{V̂} ← {V}/(1 − {β₁ᵗ})",
        "{u} ← {V̂}/max({gamma}{H_old}, {eps}), within ±{clip_threshold}",
        "{W} ← {W_old} − {lr}({u} + {weight_decay}{W_old})",
        "{H} ← {beta2}{H_old} + (1 − {beta2}){h}, where {h} is new every {update_interval} steps, else {H_old}"
      ),
      checkedAgainst: ["optax 0.2.8 sophia, with the exact Hessian diagonal"])
  }

  public var lr: V.Element
  let beta1, beta2, eps, weightDecay, gamma, clipThreshold, updateInterval: V.Element

  public init(_ settings: Settings<V.Element>) {
    lr = settings.number(.learningRate(0.1, "With c = 1, no step is longer in any coordinate."))
    beta1 = settings.number(
      .decay("beta1", "β₁", 0.965, "How much of the past stays in V. 0.965 is the paper's."))
    beta2 = settings.number(
      .decay("beta2", "β₂", 0.99, "How much of the past stays in H. 0.99 is the paper's."))
    eps = settings.number(.epsilon(1e-8, "the least that γH may be, optax's value."))
    weightDecay = settings.number(.decoupledWeightDecay())
    gamma = settings.number(
      Setting(
        "gamma", "γ", default: 0.01, in: .above(0), slider: 1e-3...10, .logarithmic,
        "How much the curvature counts: larger steps are clipped less often. 0.01 is optax's."))
    clipThreshold = settings.number(
      Setting(
        "clip_threshold", "c", default: 1, in: .above(0), slider: 1e-2...10, .logarithmic,
        "The most that the scaled step may be. 1 is the paper's."))
    updateInterval = settings.number(
      Setting(
        "update_interval", "k", default: 10, in: .above(0), slider: 1...100, .logarithmic,
        "The curvature is measured once in this many steps. 10 is the paper's."))
  }

  /// The averages of gradients V and of curvatures H, β₁ᵗ, and the steps until H is next updated.
  public struct State: Sendable {
    var V: V
    var H: V
    var beta1Power: RunningPower<V.Element>
    var wait: V.Element
  }

  public func start(at position: V) -> State {
    State(V: position.zeros, H: position.zeros, beta1Power: RunningPower(beta1), wait: V.Element(0))
  }

  @inline(__always)
  public func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let g = trace("g", oracle.gradient(at: position))
    trace.update("V", &state.V, to: beta1 * state.V + (1 - beta1) * g)
    let correction = 1 - trace("β₁ᵗ", scalar: state.beta1Power.raised(beta1))
    let corrected = trace("V̂", state.V / correction)
    let scale = (gamma * state.H).map { V.Element.maximum(eps, $0) }
    let update = trace("u", (corrected / scale).clipped(to: clipThreshold))
    lookAtCurvature(at: position, &state, &oracle, &trace)
    trace.update("W", &position, to: position - lr * (update + weightDecay * position))
  }

  /// Updates H when it is due; if no lane is due, nothing is evaluated, so that a single run pays only at every k-th
  /// step.
  @inline(__always)
  private func lookAtCurvature<O: Oracle<V>, T: Trace<V>>(
    at position: V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    trace.record("H_old", state.H)
    let isDue = state.wait .<= V.Element(0)
    var curvature = state.H
    if isDue.any { curvature = V.select(isDue, oracle.hessianDiagonal(at: position), state.H) }
    trace.record("h", curvature)
    let seen = beta2 * state.H + (1 - beta2) * curvature
    state.H = trace("H", V.select(isDue, seen, state.H))
    state.wait = V.Element.select(isDue, updateInterval, state.wait) - 1
  }
}
