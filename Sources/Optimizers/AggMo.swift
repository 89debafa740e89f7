import Optimization

/// AggMo: the mean of three heavy balls of different inertia.
///
/// Each has a velocity Vᵢ of its own. A large β is fast along a valley but swings across it; the smaller ones damp the
/// swings, so that β₃ may be as large as 0.99. Defaults: α = 0.002, so that α/(1 − β₃) is what plain descent has with
/// 0.2; β = (0, 0.9, 0.99), the paper's. Checked against pytorch-optimizer.
public struct AggMo<V: Vector>: Optimizer {
  public typealias Packed = AggMo<Point<Lanes>>

  public static var card: OptimizerCard {
    OptimizerCard(
      id: "aggmo", name: "AggMo", family: .descent,
      summary:
        "Averages three momenta of different inertia: the light ones damp the swings of the heavy one.",
      paper: "J. Lucas et al., Aggregated momentum: stability through passive damping, ICLR 2019.",
      formula: Formula(
        "?weight_decay: {g} ← {∇f} + {weight_decay}{W_old}",
        "{V₁} ← {beta1}{V₁_old} + {g}",
        "{V₂} ← {beta2}{V₂_old} + {g}",
        "{V₃} ← {beta3}{V₃_old} + {g}",
        "{W} ← {W_old} − {lr}({V₁} + {V₂} + {V₃})/3"),
      checkedAgainst: ["pytorch-optimizer 4.1 AggMo"])
  }

  public var lr: V.Element
  let beta1, beta2, beta3, weightDecay: V.Element

  public init(_ settings: Settings<V.Element>) {
    lr = settings.number(
      .learningRate(0.002, "It goes up to a third of 1/(1 − β₃) times as far as plain descent."))
    beta1 = settings.number(
      .decay("beta1", "β₁", 0, "The inertia of the lightest ball. 0, plain descent, is the paper's."))
    beta2 = settings.number(.decay("beta2", "β₂", 0.9, "The inertia of the second ball. 0.9 is the paper's."))
    beta3 = settings.number(
      .decay("beta3", "β₃", 0.99, "The inertia of the heaviest ball. 0.99 is the paper's."))
    weightDecay = settings.number(.weightDecay)
  }

  /// The three velocities.
  public struct State: Sendable {
    var V1: V
    var V2: V
    var V3: V
  }

  public func start(at position: V) -> State {
    State(V1: position.zeros, V2: position.zeros, V3: position.zeros)
  }

  @inline(__always)
  public func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let gradient = trace("∇f", oracle.gradient(at: position))
    let g = trace("g", gradient + weightDecay * position)
    trace.update("V₁", &state.V1, to: beta1 * state.V1 + g)
    trace.update("V₂", &state.V2, to: beta2 * state.V2 + g)
    trace.update("V₃", &state.V3, to: beta3 * state.V3 + g)
    trace.update("W", &position, to: position - (lr / 3) * (state.V1 + state.V2 + state.V3))
  }
}
