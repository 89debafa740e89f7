import Optimization

/// ASGD: plain descent with a slowly falling rate; its average is the result.
///
/// Noisy gradients keep W moving around the minimum; its average A settles there at the best possible rate,
/// even though the steps are long. Its share m of the newest W is 1/max(1, t − 1 − t₀): until t₀ the average is W
/// itself. The path shown is W's. Λ is `lambd`, a is `alpha`, t counts from 1. Defaults: α = 0.01, Λ = 1e-4, a = 0.75,
/// t₀ = 1e6, λ = 0, PyTorch's: with them nothing is averaged before the millionth step.
///
/// Only PyTorch has it. Checked against PyTorch, the average included.
public struct ASGD<V: Vector>: Optimizer {
  public typealias Packed = ASGD<Point<Lanes>>

  public static var card: OptimizerCard {
    OptimizerCard(
      id: "asgd", name: "ASGD", family: .descent,
      summary: "Gradient descent with a falling rate, and the average of its path as the result.",
      paper:
        "B. T. Polyak and A. B. Juditsky, Acceleration of stochastic approximation by averaging, "
        + "SIAM J. Control Optim. 30 (1992), 838-855.",
      formula: Formula(
        "?weight_decay: {g} ← {∇f} + {weight_decay}{W_old}",
        "{η} ← {lr}/(1 + {lambd}{lr}({t} − 1))^{alpha}",
        "{W} ← (1 − {lambd}{η}){W_old} − {η}{g}",
        "{A} ← {A_old} + {m}({W} − {A_old})"),
      checkedAgainst: ["torch 2.13 ASGD, with its average"], companion: "average")
  }

  public var lr: V.Element
  let lambd, alpha, t0, weightDecay: V.Element

  public init(_ settings: Settings<V.Element>) {
    lr = settings.number(.learningRate(0.01, "The rate of the first step; PyTorch's default."))
    lambd = settings.number(
      Setting(
        "lambd", "Λ", default: 1e-4, in: .from(0), slider: 1e-6...1, .logarithmic,
        "How fast the rate falls, and how much W decays with it. 1e-4 is PyTorch's."))
    alpha = settings.number(
      Setting(
        "alpha", "a", default: 0.75, in: .from(0), slider: 0...1, .linear,
        "The power by which the rate falls. 0.75 is PyTorch's."))
    t0 = settings.number(
      Setting(
        "t0", "t₀", default: 1e6, in: .from(0), slider: 1...1e6, .logarithmic,
        "The step at which the averaging of the path begins. 1e6 is PyTorch's."))
    weightDecay = settings.number(.weightDecay)
  }

  /// The average A of the path, the rate η of the next step, and the steps made.
  ///
  /// The rate is computed at the end of the step before, as in PyTorch: where a schedule changes α, it follows one step
  /// later.
  public struct State: Sendable {
    var A: V
    var rate: V.Element
    var t = 0
  }

  public func start(at position: V) -> State {
    State(A: position, rate: lr)
  }

  public func companion(_ state: State) -> V? { state.A }

  @inline(__always)
  public func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let gradient = trace("∇f", oracle.gradient(at: position))
    let g = trace("g", gradient + weightDecay * position)
    let rate = trace("η", scalar: state.rate)
    trace.update("W", &position, to: (1 - lambd * rate) * position - rate * g)
    let share = trace("m", scalar: 1 / V.Element.maximum(Double(state.t) - t0, V.Element(1)))
    trace.update("A", &state.A, to: state.A + share * (position - state.A))
    state.t += 1
    state.rate = lr / (1 + lambd * lr * Double(state.t)).raised(to: alpha)
  }
}
