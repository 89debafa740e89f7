/// Adadelta: steps in the units of the parameters, from averages of squared gradients and squared steps.
///
///     g ← ∇f(W) + λ W
///     S ← ρ S + (1 − ρ) g²
///     Δ ← √(D + ε)/√(S + ε) · g
///     D ← ρ D + (1 − ρ) Δ²
///     W ← W − α Δ
///
/// Both averages start at zero, so the first steps are tiny: about √ε. ε is inside both roots, in every library.
/// Defaults: ρ = 0.9 and ε = 1e-6, PyTorch's (the paper tries 0.95 and 1e-6); α = 1, the paper's method, which has no
/// rate.
public struct Adadelta<V: Vector>: Optimizer {
  public static var card: OptimizerCard {
    OptimizerCard(
      id: "adadelta", name: "Adadelta",
      summary: "Scales each step by the size of recent steps over recent gradients; needs no learning rate.",
      paper: "M. D. Zeiler, ADADELTA: an adaptive learning rate method, arXiv:1212.5701 (2012).",
      formula: Formula(
        "?weight_decay: {g} ← {∇f} + {weight_decay}{W_old}",
        "{S} ← {rho}{S_old} + (1 − {rho}){g}²",
        "{Δ} ← √({D_old} + {eps})/√({S} + {eps})·{g}",
        "{D} ← {rho}{D_old} + (1 − {rho}){Δ}²",
        "{W} ← {W_old} − {lr}{Δ}"),
      settings: [
        .learningRate(1, slider: 1e-3...100, "1 is the paper's method, which has no rate."),
        .decay("rho", "ρ", 0.9, "How much of the past stays in both averages; PyTorch's default."),
        .epsilon(1e-6, "inside both roots; it also sets the size of the first steps"),
        .weightDecay,
      ],
      checkedAgainst: ["torch 2.13 Adadelta"])
  }

  public var lr: V.Element
  let rho, eps, weightDecay: V.Element

  public init(_ settings: Settings<V.Element>) {
    lr = settings["lr"]
    rho = settings["rho"]
    eps = settings["eps"]
    weightDecay = settings["weight_decay"]
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
    let gradient = oracle.gradient(at: position)
    trace.record("∇f", gradient)
    let g = gradient + weightDecay * position
    trace.record("g", g)
    trace.record("S_old", state.S)
    state.S = rho * state.S + (1 - rho) * g.squared()
    trace.record("S", state.S)
    trace.record("D_old", state.D)
    let delta = (state.D + eps).squareRoot() / (state.S + eps).squareRoot() * g
    trace.record("Δ", delta)
    state.D = rho * state.D + (1 - rho) * delta.squared()
    trace.record("D", state.D)
    trace.record("W_old", position)
    position = position - lr * delta
    trace.record("W", position)
  }
}
