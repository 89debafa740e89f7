/// COCOB: descent as a series of bets on a coin, whose wealth sets the step.
///
///     g ← α (∇f(W) + λ W)
///     L ← max(L, |g|),   G ← G + |g|,   R ← max(R − g (W − W₀), 0),   C ← C − g
///     W ← W₀ + C/(L max(G + L, a L)) (L + R)
///
/// Each coordinate bets on the sign of its next gradient a fraction of what it has won, R, and the bet is the distance
/// from the start; there is no rate. L starts from ε. a, `alpha`, keeps the first bets small. Defaults: α = 1, a = 100,
/// ε = 1e-8, λ = 0, optax's. Checked against optax.
public struct COCOB<V: Vector>: Optimizer {
  public static var card: OptimizerCard {
    OptimizerCard(
      id: "cocob", name: "COCOB",
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
      settings: [
        .learningRate(1, "A factor on the gradient; 1 is the method."),
        Setting(
          "alpha", "a", default: 100, in: .above(0), slider: 1...1000, .logarithmic,
          "How timid the first bets are. 100 is the paper's."),
        .epsilon(1e-8, "what L starts from"),
        .weightDecay,
      ],
      checkedAgainst: ["optax 0.2.8 cocob"])
  }

  public var lr: V.Element
  let alpha, eps, weightDecay: V.Element

  public init(_ settings: Settings<V.Element>) {
    lr = settings["lr"]
    alpha = settings["alpha"]
    eps = settings["eps"]
    weightDecay = settings["weight_decay"]
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
    let gradient = oracle.gradient(at: position)
    trace.record("∇f", gradient)
    let g = lr * (gradient + weightDecay * position)
    trace.record("g", g)
    trace.record("W₀", state.start)
    trace.record("L_old", state.L)
    state.L = V.maximum(state.L, g.magnitude)
    trace.record("L", state.L)
    trace.record("G_old", state.G)
    state.G = state.G + g.magnitude
    trace.record("G", state.G)
    trace.record("R_old", state.R)
    state.R = V.maximum(state.R - g * (position - state.start), g.zeros)
    trace.record("R", state.R)
    trace.record("C_old", state.C)
    state.C = state.C - g
    trace.record("C", state.C)
    let bound = state.L * V.maximum(state.G + state.L, alpha * state.L)
    trace.record("W_old", position)
    position = state.start + state.C / bound * (state.L + state.R)
    trace.record("W", position)
  }
}
