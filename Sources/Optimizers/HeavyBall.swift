import Optimization

/// Heavy-ball momentum as PyTorch has it: a velocity that gathers gradients and loses a little at every step.
///
/// The first velocity is the raw gradient whatever the dampening τ; with μ = 0 the dampening plays no part, as in
/// PyTorch. Far along a straight valley V grows to g/(1 − μ). Defaults: α = 0.01 and μ = 0.9 (PyTorch has α = 1e-3 and
/// μ = 0, which is plain descent; 0.9 is what its users set), τ = 0, λ = 0.
public struct HeavyBall<V: Vector>: Optimizer {
  public typealias Packed = HeavyBall<Point<Lanes>>

  public static var card: OptimizerCard {
    OptimizerCard(
      id: "heavy_ball", name: "Heavy ball", family: .descent,
      summary: "A ball with inertia: it rolls through flat stretches and shallow dents, and overshoots.",
      paper: "B. T. Polyak, Some methods of speeding up the convergence of iteration methods, "
        + "USSR Comput. Math. and Math. Phys. 4(5) (1964), 1-17; in PyTorch's form: Sutskever et al., "
        + "On the importance of initialization and momentum in deep learning, ICML 2013.",
      formula: Formula(
        "?weight_decay: {g} ← {∇f} + {weight_decay}{W_old}",
        "{V} ← {momentum}{V_old} + (1 − {dampening}){g}",
        "{W} ← {W_old} − {lr}{V}"),
      checkedAgainst: [
        "torch 2.13 SGD(momentum=..., dampening=..., weight_decay=...)", "optax 0.2.8 sgd(momentum=...)",
        "keras 3.15 SGD(momentum=...)",
      ])
  }

  /// Where the roots of z² − (1 + μ − αλ)z + μ leave the real axis and the unit circle.
  ///
  /// They are complex above (1 − √μ)² and leave the circle at 2(1 + μ): B. T. Polyak, Introduction to Optimization (1987), section 3.2.1; dampening scales the rate by 1 − τ.
  public static func stability(_ settings: SettingValues) -> Stability? {
    let momentum = settings[declared: "momentum"]
    let share = momentum == 0 ? 1 : 1 - settings[declared: "dampening"]
    guard momentum < 1, share > 0 else { return nil }
    let root = 1 - momentum.squareRoot()
    return Stability(oscillatesAbove: root * root / share, divergesAbove: 2 * (1 + momentum) / share)
  }

  public var lr: V.Element
  let momentum, dampening, weightDecay: V.Element

  public init(_ settings: Settings<V.Element>) {
    lr = settings.number(.learningRate(0.01, "0.01 with μ = 0.9 goes as far as plain descent with 0.1."))
    momentum = settings.number(.momentum(0.9, "How much of the velocity stays. 0.9 is the customary value."))
    dampening = settings.number(
      Setting(
        "dampening", "τ", default: 0, in: .any, slider: 0...1, .linear,
        "How much of a new gradient is left out of the velocity; PyTorch's default 0 leaves out none."))
    weightDecay = settings.number(.weightDecay)
  }

  /// The velocity, and whether there is one yet.
  public struct State: Sendable {
    var V: V
    var isFirst = true
  }

  public func start(at position: V) -> State { State(V: position.zeros) }

  @inline(__always)
  public func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let gradient = trace("∇f", oracle.gradient(at: position))
    let g = trace("g", gradient + weightDecay * position)
    let damped = momentum * state.V + (1 - dampening) * g
    let isRaw = momentum .== V.Element(0)
    trace.update("V", &state.V, to: state.isFirst ? g : V.select(isRaw, g, damped))
    state.isFirst = false
    trace.update("W", &position, to: position - lr * state.V)
  }
}
