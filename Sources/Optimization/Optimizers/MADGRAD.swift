/// MADGRAD: Adagrad by dual averaging, with a cube root for the square root.
///
///     g ← ∇f(W) + λ W
///     l ← (α + ε) √t
///     S ← S + l g²,   D ← D + l g
///     Z ← W₀ − D/(∛S + ε)
///     W ← μ W + (1 − μ) Z
///
/// Z is computed from the start and the weighted sum of all gradients, so that early ones are forgotten as the weights
/// l grow; momentum is an average of the Zs. t counts from 1. Defaults: α = 0.05 since surfaces here are some units
/// wide; μ = 0.9, ε = 1e-6, λ = 0, optax's. optax
/// computes l in single precision, even where all else is double; so does this. Checked against optax.
public struct MADGRAD<V: Vector>: Optimizer {
  public static var card: OptimizerCard {
    OptimizerCard(
      id: "madgrad", name: "MADGRAD",
      summary: "Adagrad seen from the start: the sum of all gradients over the cube root of their squares.",
      paper: "A. Defazio and S. Jelassi, Adaptivity without compromise, JMLR 23 (2022), arXiv:2101.11075.",
      formula: Formula(
        "?weight_decay: {g} ← {∇f} + {weight_decay}{W_old}",
        "{l} ← ({lr} + {eps})·√{t}",
        "{S} ← {S_old} + {l}{g}²",
        "{D} ← {D_old} + {l}{g}",
        "{Z} ← {W₀} − {D}/(∛{S} + {eps})",
        "{W} ← {momentum}{W_old} + (1 − {momentum}){Z}"),
      settings: [
        .learningRate(0.05, "The first step grows with it as its power ⅔, and with g as its power ⅓."),
        .decay("momentum", "μ", 0.9, "How much of W stays at every step. 0.9 is the paper's."),
        .epsilon(1e-6, "added to ∛S, and to α, the paper's value"),
        .weightDecay,
      ],
      checkedAgainst: ["optax 0.2.8 madgrad"])
  }

  public var lr: V.Element
  let momentum, eps, weightDecay: V.Element

  public init(_ settings: Settings<V.Element>) {
    lr = settings["lr"]
    momentum = settings["momentum"]
    eps = settings["eps"]
    weightDecay = settings["weight_decay"]
  }

  /// The start, the weighted sums of gradients D and of squares S, and the steps made.
  public struct State: Sendable {
    let start: V
    var D: V
    var S: V
    var t = 0
  }

  public func start(at position: V) -> State {
    State(start: position, D: position.zeros, S: position.zeros)
  }

  @inline(__always)
  public func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let gradient = oracle.gradient(at: position)
    trace.record("∇f", gradient)
    let g = gradient + weightDecay * position
    trace.record("g", g)
    state.t += 1
    let weight = ((lr + eps).single * V.Element(Double(state.t).squareRoot()).single).single
    trace.record("l", scalar: weight)
    trace.record("S_old", state.S)
    state.S = state.S + weight * g.squared()
    trace.record("S", state.S)
    trace.record("D_old", state.D)
    state.D = state.D + weight * g
    trace.record("D", state.D)
    trace.record("W₀", state.start)
    let target = state.start - state.D / (state.S.map { $0.cubeRoot() } + eps)
    trace.record("Z", target)
    trace.record("W_old", position)
    position = momentum * position + (1 - momentum) * target
    trace.record("W", position)
  }
}
