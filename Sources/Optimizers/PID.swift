import Optimization

/// PID: the controller of engineers, with the gradient as the error: proportional, integral and derivative parts.
///
/// The integral part is momentum; the derivative part, which begins with the second step, brakes where the gradient
/// falls. Without momentum the step is plain descent. Defaults: α = 0.005 and μ = 0.9, so that it goes as far as the
/// heavy ball with its own defaults; i = d = 1 where the library has 5 and 10, since the bowls here are steep. Checked
/// against pytorch-optimizer.
public struct PID<V: Vector>: Optimizer {
  public typealias Packed = PID<Point<Lanes>>

  public static var card: OptimizerCard {
    OptimizerCard(
      id: "pid", name: "PID", family: .descent,
      summary:
        "Treats the gradient as a controller's error: its value, its sum and its change steer the step.",
      paper:
        "W. An et al., A PID controller approach for stochastic optimization of deep networks, CVPR 2018.",
      formula: Formula(
        "?weight_decay: {g} ← {∇f} + {weight_decay}{W_old}",
        "{I} ← {momentum}{I_old} + (1 − {dampening}){g}",
        "{D} ← {momentum}{D_old} + (1 − {momentum})({g} − {G_old})",
        "?momentum: {W} ← {W_old} − {lr}({g} + {integral}{I} + {derivative}{D})",
        "?!momentum: {W} ← {W_old} − {lr}{g}"),
      checkedAgainst: ["pytorch-optimizer 4.1 PID"])
  }

  public var lr: V.Element
  let momentum, dampening, integral, derivative, weightDecay: V.Element

  public init(_ settings: Settings<V.Element>) {
    lr = settings.number(
      .learningRate(0.005, "With μ = 0.9 it goes about as far as plain descent with ten times this."))
    momentum = settings.number(
      .decay("momentum", "μ", 0.9, "How much of the past stays in I and D; 0 is plain descent."))
    dampening = settings.number(
      Setting(
        "dampening", "δ", default: 0, in: .from(0), slider: 0...1, .linear,
        "How much of the gradient is kept out of I. 0 is the library's."))
    integral = settings.number(
      Setting(
        "integral", "i", default: 1, in: .from(0), slider: 0...10, .linear,
        "How much the sum of gradients counts. The library has 5."))
    derivative = settings.number(
      Setting(
        "derivative", "d", default: 1, in: .from(0), slider: 0...20, .linear,
        "How much the change of the gradient counts. The library has 10."))
    weightDecay = settings.number(.weightDecay)
  }

  /// The integral and derivative parts, the last gradient, and whether a step was made.
  public struct State: Sendable {
    var I: V
    var D: V
    var G: V
    var hasBegun = false
  }

  public func start(at position: V) -> State {
    State(I: position.zeros, D: position.zeros, G: position.zeros)
  }

  @inline(__always)
  public func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let gradient = trace("∇f", oracle.gradient(at: position))
    let g = trace("g", gradient + weightDecay * position)
    trace.update("I", &state.I, to: momentum * state.I + (1 - dampening) * g)
    let change = state.hasBegun ? g - state.G : g.zeros
    trace.record("G_old", state.G)
    trace.update("D", &state.D, to: momentum * state.D + (1 - momentum) * change)
    state.G = g
    state.hasBegun = true
    let steered = g + integral * state.I + derivative * state.D
    let direction = V.select(momentum .== V.Element(0), g, steered)
    trace.update("W", &position, to: position - lr * direction)
  }
}
