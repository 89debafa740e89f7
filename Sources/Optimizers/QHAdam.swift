import Optimization

/// QHAdam: Adam with each average replaced by a weighted mean of it and its newest term.
///
/// V̂ is the average of all g so far, weighted by powers of β₁, and Ŝ the same of g², by powers of β₂. They are kept
/// corrected: with ω ← βω + 1, the newest term enters with the weight 1/ω. ν₁ = ν₂ = 1 is Adam, ν₁ = β₁ resembles
/// NAdam. Defaults: α = 0.05 where the library has 1e-3, since surfaces here are some units wide; β₁ = 0.9, β₂ = 0.999,
/// ε = 1e-8, pytorch-optimizer's; ν₁ = 0.7, ν₂ = 1, the paper's (the library has 1 and 1).
///
/// pytorch-optimizer keeps ω in single precision, which is not imitated. Checked against pytorch-optimizer.
public struct QHAdam<V: Vector>: Optimizer {
  public typealias Packed = QHAdam<Point<Lanes>>

  public static var card: OptimizerCard {
    OptimizerCard(
      id: "qhadam", name: "QHAdam", family: .adam,
      summary: "Adam in which the newest gradient counts beside the averages, not only within them.",
      paper: "J. Ma and D. Yarats, Quasi-hyperbolic momentum and Adam for deep learning, ICLR 2019.",
      formula: Formula(
        "?weight_decay: {g} ← {∇f} + {weight_decay}{W_old}",
        "{ω₁} ← {beta1}{ω₁_old} + 1",
        "{ω₂} ← {beta2}{ω₂_old} + 1",
        "{V̂} ← {V̂_old} + ({g} − {V̂_old})/{ω₁}",
        "{Ŝ} ← {Ŝ_old} + ({g}² − {Ŝ_old})/{ω₂}",
        "{W} ← {W_old} − {lr}((1 − {nu1}){g} + {nu1}{V̂})/(√((1 − {nu2}){g}² + {nu2}{Ŝ}) + {eps})"),
      checkedAgainst: ["pytorch-optimizer 4.1 QHAdam, in double precision"])
  }

  public var lr: V.Element
  let beta1, beta2, nu1, nu2, eps, weightDecay: V.Element

  public init(_ settings: Settings<V.Element>) {
    lr = settings.number(.learningRate(0.05, "A step is about this far in every coordinate."))
    beta1 = settings.number(
      .decay("beta1", "β₁", 0.9, "How much of the past stays in V̂. 0.9 is the library's."))
    beta2 = settings.number(
      .decay("beta2", "β₂", 0.999, "How much of the past stays in Ŝ. 0.999 is the library's."))
    nu1 = settings.number(
      Setting(
        "nu1", "ν₁", default: 0.7, in: .from(0), slider: 0...1, .linear,
        "How much V̂ counts beside the gradient. 0.7 is the paper's."))
    nu2 = settings.number(
      Setting(
        "nu2", "ν₂", default: 1, in: .from(0), slider: 0...1, .linear,
        "How much Ŝ counts beside the squared gradient. 1 is the paper's."))
    eps = settings.number(.epsilon(1e-8, "added to the root."))
    weightDecay = settings.number(.weightDecay)
  }

  /// The corrected averages of gradients V̂ and of squared gradients Ŝ, and the sums ω₁ and ω₂ of their weights.
  public struct State: Sendable {
    var V: V
    var S: V
    var omega1: V.Element
    var omega2: V.Element
  }

  public func start(at position: V) -> State {
    State(V: position.zeros, S: position.zeros, omega1: V.Element(0), omega2: V.Element(0))
  }

  @inline(__always)
  public func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let gradient = trace("∇f", oracle.gradient(at: position))
    let g = trace("g", gradient + weightDecay * position)
    trace.update("ω₁", scalar: &state.omega1, to: beta1 * state.omega1 + 1)
    trace.update("ω₂", scalar: &state.omega2, to: beta2 * state.omega2 + 1)
    trace.update("V̂", &state.V, to: state.V + (g - state.V) / state.omega1)
    trace.update("Ŝ", &state.S, to: state.S + (g.squared() - state.S) / state.omega2)
    let direction = (1 - nu1) * g + nu1 * state.V
    let square = (1 - nu2) * g.squared() + nu2 * state.S
    trace.update("W", &position, to: position - lr * (direction / (square.squareRoot() + eps)))
  }
}
