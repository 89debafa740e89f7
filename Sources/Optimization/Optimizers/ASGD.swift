/// ASGD: plain descent with a slowly falling rate, whose average is the result.
///
///     g ← ∇f(W) + λ W
///     η ← α/(1 + Λα(t − 1))ᵃ
///     W ← (1 − Λη) W − η g
///     A ← A + (W − A)/max(1, t − 1 − t₀)
///
/// Noisy gradients keep W dancing around the minimum; its average A settles there at the best rate that is possible,
/// even though the steps are long. Until t₀ the average is W itself. The path shown is W's. Λ is `lambd`, a is `alpha`,
/// t counts from 1. Defaults: α = 0.01, Λ = 1e-4, a = 0.75, t₀ = 1e6, λ = 0, PyTorch's: with them nothing is averaged
/// before the millionth step.
///
/// Only PyTorch has it. Checked against PyTorch, the average included.
public struct ASGD<V: Vector>: Optimizer {
  public static var card: OptimizerCard {
    OptimizerCard(
      id: "asgd", name: "ASGD",
      summary: "Gradient descent with a falling rate, and the average of its path as the result.",
      paper:
        "B. T. Polyak and A. B. Juditsky, Acceleration of stochastic approximation by averaging, "
        + "SIAM J. Control Optim. 30 (1992), 838-855.",
      formula: Formula(
        "?weight_decay: {g} ← {∇f} + {weight_decay}{W_old}",
        "{η} ← {lr}/(1 + {lambd}{lr}({t} − 1))^{alpha}",
        "{W} ← (1 − {lambd}{η}){W_old} − {η}{g}",
        "{A} ← {A_old} + {m}({W} − {A_old})"),
      settings: [
        .learningRate(0.01, "The rate of the first step; PyTorch's default."),
        Setting(
          "lambd", "Λ", default: 1e-4, in: .from(0), slider: 1e-6...1, .logarithmic,
          "How fast the rate falls, and how much W decays with it. 1e-4 is PyTorch's."),
        Setting(
          "alpha", "a", default: 0.75, in: .from(0), slider: 0...1, .linear,
          "The power by which the rate falls. 0.75 is PyTorch's."),
        Setting(
          "t0", "t₀", default: 1e6, in: .from(0), slider: 1...1e6, .logarithmic,
          "The step from which on the path is averaged. 1e6 is PyTorch's."),
        .weightDecay,
      ],
      checkedAgainst: ["torch 2.13 ASGD, with its average"], companion: "average")
  }

  public var lr: V.Element
  let lambd, alpha, t0, weightDecay: V.Element

  public init(_ settings: Settings<V.Element>) {
    lr = settings["lr"]
    lambd = settings["lambd"]
    alpha = settings["alpha"]
    t0 = settings["t0"]
    weightDecay = settings["weight_decay"]
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
    let gradient = oracle.gradient(at: position)
    trace.record("∇f", gradient)
    let g = gradient + weightDecay * position
    trace.record("g", g)
    let rate = state.rate
    trace.record("η", scalar: rate)
    trace.record("W_old", position)
    position = (1 - lambd * rate) * position - rate * g
    trace.record("W", position)
    let share = 1 / V.Element.maximum(Double(state.t) - t0, V.Element(1))
    trace.record("m", scalar: share)
    trace.record("A_old", state.A)
    state.A = state.A + share * (position - state.A)
    trace.record("A", state.A)
    state.t += 1
    state.rate = lr / (1 + lambd * lr * Double(state.t)).raised(to: alpha)
  }
}
