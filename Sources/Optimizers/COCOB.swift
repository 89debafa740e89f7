import Optimization

/// COCOB: descent as a series of bets on a coin, whose wealth sets the step.
///
/// Each coordinate bets a fraction of its winnings R on the sign of its next gradient, and the bet is the distance
/// from the start; there is no rate. L starts from ε. a, `alpha`, keeps the first bets small. Defaults: α = 1, a = 100,
/// ε = 1e-8, λ = 0, optax's. Checked against optax.
public struct COCOB<V: Vector>: Optimizer {
  public typealias Packed = COCOB<Point<Lanes>>

  public static var card: OptimizerCard {
    OptimizerCard(
      id: "cocob", name: "COCOB", family: .parameterFree,
      summary: "Needs no rate: each coordinate bets a share of its winnings on where the minimum lies.",
      paper:
        "F. Orabona and T. Tommasi, Training deep networks without learning rates through coin betting, NeurIPS 2017.",
      formula: Formula(
        "{g} ← {lr}({∇f} + {weight_decay}{W_old})",
        "{L} ← max({L_old}, |{g}|)",
        "{G} ← {G_old} + |{g}|",
        "{R} ← max({R_old} − {g}({W_old} − {W₀}), 0)",
        "{C} ← {C_old} − {g}",
        "{W} ← {W₀} + {C}({L} + {R})/({L}·max({G} + {L}, {alpha}{L}))"),
      checkedAgainst: ["optax 0.2.8 cocob"])
  }

  public var lr: V.Element
  let alpha, eps, weightDecay: V.Element

  public init(_ settings: Settings<V.Element>) {
    lr = settings.number(.learningRate(1, "A factor on the gradient; 1 is the method."))
    alpha = settings.number(
      Setting(
        "alpha", "a", default: 100, in: .above(0), slider: 1...1000, .logarithmic,
        "How timid the first bets are. 100 is the paper's."))
    eps = settings.number(.epsilon(1e-8, "what L starts from."))
    weightDecay = settings.number(.weightDecay)
  }

  /// The start, the largest gradient L, the sums G of magnitudes and C of gradients, and the winnings R.
  public struct State: Sendable {
    let start: V
    var L: V
    var G: V
    var R: V
    var C: V
  }

  public func start(at position: V) -> State {
    let zeros = position.zeros
    return State(start: position, L: position.filled(with: eps), G: zeros, R: zeros, C: zeros)
  }

  @inline(__always)
  public func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let gradient = trace("∇f", oracle.gradient(at: position))
    let g = trace("g", lr * (gradient + weightDecay * position))
    trace.record("W₀", state.start)
    trace.update("L", &state.L, to: V.maximum(state.L, g.magnitude))
    trace.update("G", &state.G, to: state.G + g.magnitude)
    trace.update("R", &state.R, to: V.maximum(state.R - g * (position - state.start), g.zeros))
    trace.update("C", &state.C, to: state.C - g)
    let bound = state.L * V.maximum(state.G + state.L, alpha * state.L)
    trace.update("W", &position, to: state.start + state.C / bound * (state.L + state.R))
  }
}
