import Optimization

/// ADOPT: Adam in an order that converges for every β₂.
///
/// Adam divides the gradient by a root that contains this very gradient, which biases it; here the scale comes from
/// earlier steps alone, and the average is taken of the scaled gradients. The first step only learns the scale and does
/// not move: S is g² after it. t counts from 1. Defaults: α = 0.05 where the authors have 1e-3, since surfaces here are
/// some units wide; β₁ = 0.9, β₂ = 0.9999, ε = 1e-6, the authors'. The limit c = (t − 1)^¼ tames the second step, where
/// S is a single square. Checked against optax.
public struct ADOPT<V: Vector>: Optimizer {
  public typealias Packed = ADOPT<Point<Lanes>>

  public static var card: OptimizerCard {
    OptimizerCard(
      id: "adopt", name: "ADOPT", family: .adam,
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
      checkedAgainst: ["optax 0.2.8 adopt"])
  }

  public var lr: V.Element
  let beta1, beta2, eps: V.Element
  let clips, nesterov: Bool

  public init(_ settings: Settings<V.Element>) {
    lr = settings.number(.learningRate(0.05, "A step is about this far in every coordinate."))
    beta1 = settings.number(
      .decay("beta1", "β₁", 0.9, "How much of the past stays in V. 0.9 is the authors'."))
    beta2 = settings.number(
      .decay("beta2", "β₂", 0.9999, "How much of the past stays in S. 0.9999 is the authors'."))
    eps = settings.number(.epsilon(1e-6, "the least that √S may be, the authors' value."))
    clips = settings.flag(
      "use_clipping", "clipping", default: true, "Holds the scaled gradient within ±(t − 1)^¼.")
    nesterov = settings.flag("nesterov", "nesterov", "Looks one step of the momentum ahead, as in optax.")
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
    let g = trace("g", oracle.gradient(at: position))
    let scaled = g / state.S.squareRoot().map { V.Element.maximum($0, eps) }
    let bound = trace("c", scalar: V.Element(Double(state.t).squareRoot().squareRoot()))
    let u = trace("u", clips ? scaled.clipped(to: bound) : scaled)
    // The first step learns the scale only: nothing of it enters the average.
    let isFirst = state.t == 0
    let share = isFirst ? V.Element(0) : 1 - beta1
    trace.update("V", &state.V, to: (1 - share) * state.V + share * u)
    let ahead = nesterov ? (1 - share) * state.V + share * u : state.V
    trace.update("W", &position, to: position - lr * ahead)
    trace.update("S", &state.S, to: isFirst ? g.squared() : beta2 * state.S + (1 - beta2) * g.squared())
    state.t += 1
  }
}
