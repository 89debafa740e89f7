/// ADOPT: Adam in an order that converges for every β₂.
///
///     u ← g/max(√S, ε), held within ±(t − 1)^¼
///     V ← β₁ V + (1 − β₁) u
///     W ← W − α V
///     S ← β₂ S + (1 − β₂) g²,   S₁ = g²
///
/// Adam divides the gradient by a root that contains this very gradient, which biases it; here the scale comes from
/// earlier steps alone, and the average is taken of the scaled gradients. The first step only learns the scale and does
/// not move. t counts from 1. Defaults: α = 0.05 where the authors have 1e-3, since surfaces here are some units wide;
/// β₁ = 0.9, β₂ = 0.9999, ε = 1e-6, the authors'. The limit tames the second step, where S is a single square. Checked
/// against optax.
public struct ADOPT<V: Vector>: Optimizer {
  public static var card: OptimizerCard {
    OptimizerCard(
      id: "adopt", name: "ADOPT",
      summary: "Adam that scales each gradient by earlier ones only, and so converges whatever β₂ is.",
      paper:
        "S. Taniguchi et al., ADOPT: modified Adam can converge with any β₂ with the optimal rate, NeurIPS 2024.",
      formula: Formula(
        "?use_clipping: {u} ← {g}/max(√{S_old}, {eps}), within ±{c}",
        "?!use_clipping: {u} ← {g}/max(√{S_old}, {eps})",
        "{V} ← {beta1}{V_old} + (1 − {beta1}){u}",
        "?!nesterov: {W} ← {W_old} − {lr}{V}",
        "?nesterov: {W} ← {W_old} − {lr}({beta1}{V} + (1 − {beta1}){u})",
        "{S} ← {beta2}{S_old} + (1 − {beta2}){g}²"),
      settings: [
        .learningRate(0.05, "A step is about this far in every coordinate."),
        .decay("beta1", "β₁", 0.9, "How much of the past stays in V. 0.9 is the authors'."),
        .decay("beta2", "β₂", 0.9999, "How much of the past stays in S. 0.9999 is the authors'."),
        .epsilon(1e-6, "the least that √S may be, the authors' value"),
        Setting(
          flag: "use_clipping", "clipping", default: true, "Holds the scaled gradient within ±(t − 1)^¼."),
        Setting(
          flag: "nesterov", "nesterov", default: false, "Looks one step of the momentum ahead, as in optax."),
      ],
      checkedAgainst: ["optax 0.2.8 adopt"])
  }

  public var lr: V.Element
  let beta1, beta2, eps: V.Element
  let clips, nesterov: V.Element.Mask

  public init(_ settings: Settings<V.Element>) {
    lr = settings["lr"]
    beta1 = settings["beta1"]
    beta2 = settings["beta2"]
    eps = settings["eps"]
    clips = settings.flag("use_clipping")
    nesterov = settings.flag("nesterov")
  }

  /// The averages of scaled gradients V and of squared gradients S, and the steps made.
  public struct State: Sendable {
    var V: V
    var S: V
    var t = 0
  }

  public func start(at position: V) -> State {
    State(V: position.zeros, S: position.zeros)
  }

  @inline(__always)
  public func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let g = oracle.gradient(at: position)
    trace.record("g", g)
    let scale = state.S.squareRoot().map { V.Element.maximum($0, eps) }
    let scaled = g / scale
    let bound = V.Element(Double(state.t).squareRoot().squareRoot())
    trace.record("c", scalar: bound)
    let update = V.select(clips, scaled.clipped(to: bound), scaled)
    trace.record("u", update)
    // The first step learns the scale only: nothing of it enters the average.
    let share = V.Element(state.t == 0 ? 0 : 1) * (1 - beta1)
    trace.record("V_old", state.V)
    state.V = (1 - share) * state.V + share * update
    trace.record("V", state.V)
    let ahead = (1 - share) * state.V + share * update
    trace.record("W_old", position)
    position = position - lr * V.select(nesterov, ahead, state.V)
    trace.record("W", position)
    trace.record("S_old", state.S)
    state.S = state.t == 0 ? g.squared() : beta2 * state.S + (1 - beta2) * g.squared()
    trace.record("S", state.S)
    state.t += 1
  }
}
