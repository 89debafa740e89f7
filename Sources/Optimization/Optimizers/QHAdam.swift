/// QHAdam: Adam with each average replaced by a weighted mean of it and its newest term.
///
///     g ← ∇f(W) + λ W
///     V̂ ← the average of all g so far, weighted by powers of β₁;   Ŝ the same of g², by powers of β₂
///     W ← W − α ((1 − ν₁) g + ν₁ V̂)/(√((1 − ν₂) g² + ν₂ Ŝ) + ε)
///
/// ν₁ = ν₂ = 1 is Adam, ν₁ = β₁ resembles NAdam. The averages are kept corrected: with ω ← βω + 1, the newest term enters
/// with the weight 1/ω. Defaults: α = 0.05 where the library has 1e-3, since surfaces here are some units wide;
/// β₁ = 0.9, β₂ = 0.999, ε = 1e-8, pytorch-optimizer's; ν₁ = 0.7, ν₂ = 1, the paper's (the library has 1 and 1).
///
/// pytorch-optimizer keeps ω in single precision, which is not imitated. Checked against pytorch-optimizer.
public struct QHAdam<V: Vector>: Optimizer {
  public static var card: OptimizerCard {
    OptimizerCard(
      id: "qhadam", name: "QHAdam",
      summary: "Adam in which the newest gradient counts beside the averages, not only within them.",
      paper: "J. Ma and D. Yarats, Quasi-hyperbolic momentum and Adam for deep learning, ICLR 2019.",
      formula: Formula(
        "?weight_decay: {g} ← {∇f} + {weight_decay}{W_old}",
        "{ω₁} ← {beta1}{ω₁_old} + 1",
        "{ω₂} ← {beta2}{ω₂_old} + 1",
        "{V̂} ← {V̂_old} + ({g} − {V̂_old})/{ω₁}",
        "{Ŝ} ← {Ŝ_old} + ({g}² − {Ŝ_old})/{ω₂}",
        "{W} ← {W_old} − {lr}((1 − {nu1}){g} + {nu1}{V̂})/(√((1 − {nu2}){g}² + {nu2}{Ŝ}) + {eps})"),
      settings: [
        .learningRate(0.05, "A step is about this far in every coordinate."),
        .decay("beta1", "β₁", 0.9, "How much of the past stays in V̂. 0.9 is the library's."),
        .decay("beta2", "β₂", 0.999, "How much of the past stays in Ŝ. 0.999 is the library's."),
        Setting(
          "nu1", "ν₁", default: 0.7, in: .from(0), slider: 0...1, .linear,
          "How much V̂ counts beside the gradient. 0.7 is the paper's."),
        Setting(
          "nu2", "ν₂", default: 1, in: .from(0), slider: 0...1, .linear,
          "How much Ŝ counts beside the squared gradient. 1 is the paper's."),
        .epsilon(1e-8, "added to the root"),
        .weightDecay,
      ],
      checkedAgainst: ["pytorch-optimizer 4.1 QHAdam, in double precision"])
  }

  public var lr: V.Element
  let beta1, beta2, nu1, nu2, eps, weightDecay: V.Element

  public init(_ settings: Settings<V.Element>) {
    lr = settings["lr"]
    beta1 = settings["beta1"]
    beta2 = settings["beta2"]
    nu1 = settings["nu1"]
    nu2 = settings["nu2"]
    eps = settings["eps"]
    weightDecay = settings["weight_decay"]
  }

  /// The corrected averages of gradients and of squared gradients, and the sums of their weights.
  public struct State: Sendable {
    var V: V
    var S: V
    var weight1: V.Element
    var weight2: V.Element
  }

  public func start(at position: V) -> State {
    State(V: position.zeros, S: position.zeros, weight1: V.Element(0), weight2: V.Element(0))
  }

  @inline(__always)
  public func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let gradient = oracle.gradient(at: position)
    trace.record("∇f", gradient)
    let g = gradient + weightDecay * position
    trace.record("g", g)
    trace.record("ω₁_old", scalar: state.weight1)
    state.weight1 = beta1 * state.weight1 + 1
    trace.record("ω₁", scalar: state.weight1)
    trace.record("ω₂_old", scalar: state.weight2)
    state.weight2 = beta2 * state.weight2 + 1
    trace.record("ω₂", scalar: state.weight2)
    trace.record("V̂_old", state.V)
    state.V = state.V + (g - state.V) / state.weight1
    trace.record("V̂", state.V)
    trace.record("Ŝ_old", state.S)
    state.S = state.S + (g.squared() - state.S) / state.weight2
    trace.record("Ŝ", state.S)
    let direction = (1 - nu1) * g + nu1 * state.V
    let square = (1 - nu2) * g.squared() + nu2 * state.S
    trace.record("W_old", position)
    position = position - lr * (direction / (square.squareRoot() + eps))
    trace.record("W", position)
  }
}
