import Optimization

/// Nesterov's accelerated gradient in PyTorch's form: momentum that looks one step ahead.
///
/// The gradient is taken at W itself; g + μV is the step that the velocity would take next, which is Nesterov's
/// look-ahead after a change of variables (Bengio et al., arXiv:1212.0901). It corrects an overshoot one step
/// earlier than the heavy ball. Defaults: α = 0.01, μ = 0.9, λ = 0, for the reasons given there.
public struct Nesterov<V: Vector>: Optimizer {
  public typealias Packed = Nesterov<Point<Lanes>>

  public static var card: OptimizerCard {
    OptimizerCard(
      id: "nesterov", name: "Nesterov", family: .descent,
      summary: "Momentum that looks one step ahead, and so brakes before it overshoots.",
      paper:
        "Y. Nesterov, A method for solving the convex programming problem with convergence rate O(1/k²), "
        + "Soviet Math. Doklady 27 (1983), 372-376; in PyTorch's form: Sutskever et al., ICML 2013.",
      formula: Formula(
        "?weight_decay: {g} ← {∇f} + {weight_decay}{W_old}",
        "{V} ← {momentum}{V_old} + {g}",
        "{W} ← {W_old} − {lr}({g} + {momentum}{V})"),
      checkedAgainst: [
        "torch 2.13 SGD(momentum=..., nesterov=True, weight_decay=...)",
        "optax 0.2.8 sgd(momentum=..., nesterov=True)", "keras 3.15 SGD(momentum=..., nesterov=True)",
      ])
  }

  /// Where the roots of z² − (1 + μ)(1 − αλ)z + μ(1 − αλ) leave the real axis and the unit circle.
  ///
  /// They are complex above ((1 − μ)/(1 + μ))², and one passes −1 at 2(1 + μ)/(1 + 2μ).
  public static func stability(_ settings: SettingValues) -> Stability? {
    let momentum = settings[declared: "momentum"]
    guard momentum < 1 else { return nil }
    let ratio = (1 - momentum) / (1 + momentum)
    return Stability(
      oscillatesAbove: ratio * ratio,
      divergesAbove: 2 * (1 + momentum) / (1 + 2 * momentum))
  }

  public var lr: V.Element
  let momentum, weightDecay: V.Element

  public init(_ settings: Settings<V.Element>) {
    lr = settings.number(.learningRate(0.01, "0.01 with μ = 0.9 goes as far as plain descent with 0.1."))
    momentum = settings.number(.momentum(0.9, "How much of the velocity stays. 0.9 is the customary value."))
    weightDecay = settings.number(.weightDecay)
  }

  /// The velocity.
  public struct State: Sendable {
    var V: V
  }

  // A velocity of zero makes the first one the raw gradient.
  public func start(at position: V) -> State { State(V: position.zeros) }

  @inline(__always)
  public func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let gradient = trace("∇f", oracle.gradient(at: position))
    let g = trace("g", gradient + weightDecay * position)
    trace.update("V", &state.V, to: momentum * state.V + g)
    trace.update("W", &position, to: position - lr * (g + momentum * state.V))
  }
}
