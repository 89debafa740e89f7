import Optimization

/// MADGRAD: Adagrad by dual averaging, with a cube root for the square root.
///
/// Z is computed from the start and the weighted sum of all gradients, so that early ones are forgotten as the weights
/// l grow; momentum is an average of the Zs. t counts from 1. Defaults: α = 0.05 since surfaces here are some units
/// wide; μ = 0.9, ε = 1e-6, λ = 0, optax's. optax computes l in single precision, even where all else is double; so
/// does this. Checked against optax.
public struct MADGRAD<V: Vector>: Optimizer {
  public typealias Packed = MADGRAD<Point<Lanes>>

  public static var card: OptimizerCard {
    OptimizerCard(
      id: "madgrad", name: "MADGRAD", family: .adaptive,
      summary: "Adagrad seen from the start: the sum of all gradients over the cube root of their squares.",
      paper: "A. Defazio and S. Jelassi, Adaptivity without compromise, JMLR 23 (2022), arXiv:2101.11075.",
      formula: Formula(
        "?weight_decay: {g} ← {∇f} + {weight_decay}{W_old}",
        "{l} ← ({lr} + {eps})·√{t}",
        "{S} ← {S_old} + {l}{g}²",
        "{D} ← {D_old} + {l}{g}",
        "{Z} ← {W₀} − {D}/(∛{S} + {eps})",
        "{W} ← {momentum}{W_old} + (1 − {momentum}){Z}"),
      checkedAgainst: ["optax 0.2.8 madgrad"])
  }

  public var lr: V.Element
  let momentum, eps, weightDecay: V.Element

  public init(_ settings: Settings<V.Element>) {
    lr = settings.number(
      .learningRate(0.05, "The first step grows with it as its power ⅔, and with g as its power ⅓."))
    momentum = settings.number(
      .decay("momentum", "μ", 0.9, "How much of W stays at every step. 0.9 is the paper's."))
    eps = settings.number(.epsilon(1e-6, "added to ∛S, and to α, the paper's value."))
    weightDecay = settings.number(.weightDecay)
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
    let gradient = trace("∇f", oracle.gradient(at: position))
    let g = trace("g", gradient + weightDecay * position)
    state.t += 1
    let weight = trace(
      "l", scalar: ((lr + eps).single * V.Element(Double(state.t).squareRoot()).single).single)
    trace.update("S", &state.S, to: state.S + weight * g.squared())
    trace.update("D", &state.D, to: state.D + weight * g)
    trace.record("W₀", state.start)
    let target = trace("Z", state.start - state.D / (state.S.map { $0.cubeRoot() } + eps))
    trace.update("W", &position, to: momentum * position + (1 - momentum) * target)
  }
}
