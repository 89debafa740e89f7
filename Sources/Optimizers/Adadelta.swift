import Optimization

/// Adadelta: steps in the units of the parameters, from averages of squared gradients and squared steps.
///
/// Both averages start at zero, so the first steps are tiny: about √ε. ε is inside both roots, in every library.
/// Defaults: ρ = 0.9 and ε = 1e-6, PyTorch's (the paper tries 0.95 and 1e-6); α = 1, the paper's method, which has no
/// rate.
public struct Adadelta<V: Vector>: Optimizer {
  public typealias Packed = Adadelta<Point<Lanes>>

  public static var card: OptimizerCard {
    OptimizerCard(
      id: "adadelta", name: "Adadelta", family: .adaptive,
      summary: "Scales each step by the size of recent steps over recent gradients; needs no learning rate.",
      paper: "M. D. Zeiler, ADADELTA: an adaptive learning rate method, arXiv:1212.5701 (2012).",
      formula: Formula(
        "?weight_decay: {g} ← {∇f} + {weight_decay}{W_old}",
        "{S} ← {rho}{S_old} + (1 − {rho}){g}²",
        "{Δ} ← √({D_old} + {eps})/√({S} + {eps})·{g}",
        "{D} ← {rho}{D_old} + (1 − {rho}){Δ}²",
        "{W} ← {W_old} − {lr}{Δ}"),
      checkedAgainst: ["torch 2.13 Adadelta", "optax 0.2.8 adadelta", "keras 3.15 Adadelta"])
  }

  public var lr: V.Element
  let rho, eps, weightDecay: V.Element

  public init(_ settings: Settings<V.Element>) {
    lr = settings.number(.learningRate(1, slider: 1e-3...100, "1 is the paper's method, which has no rate."))
    rho = settings.number(
      .decay("rho", "ρ", 0.9, "How much of the past stays in both averages; PyTorch's default."))
    eps = settings.number(.epsilon(1e-6, "inside both roots; it also sets the size of the first steps."))
    weightDecay = settings.number(.weightDecay)
  }

  /// The averages of squared gradients S and of squared steps D.
  public struct State: Sendable {
    var S: V
    var D: V
  }

  public func start(at position: V) -> State { State(S: position.zeros, D: position.zeros) }

  @inline(__always)
  public func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let gradient = trace("∇f", oracle.gradient(at: position))
    let g = trace("g", gradient + weightDecay * position)
    trace.update("S", &state.S, to: rho * state.S + (1 - rho) * g.squared())
    trace.record("D_old", state.D)
    let delta = trace("Δ", (state.D + eps).squareRoot() / (state.S + eps).squareRoot() * g)
    state.D = trace("D", rho * state.D + (1 - rho) * delta.squared())
    trace.update("W", &position, to: position - lr * delta)
  }
}
