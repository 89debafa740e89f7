import Optimization

/// Lion: a step of fixed length along the sign of an average, found by a search over programs.
///
/// It keeps a single average, and the newest gradient counts more for the step than for what is remembered. Every step
/// is α long in every coordinate (none where C is exactly 0), so that near a minimum it swings by α. Defaults: α = 0.01
/// where the libraries have 1e-4, since surfaces here are some units wide; β₁ = 0.9, β₂ = 0.99, the paper's; λ = 0,
/// pytorch-optimizer's and Keras's (optax has 1e-3).
///
/// optax, pytorch-optimizer and Keras agree. Checked against all three.
public struct Lion<V: Vector>: Optimizer {
  public typealias Packed = Lion<Point<Lanes>>

  public static var card: OptimizerCard {
    OptimizerCard(
      id: "lion", name: "Lion", family: .sign,
      summary: "Moves by the sign of an averaged gradient: every step is equally long in every coordinate.",
      paper: "X. Chen et al., Symbolic discovery of optimization algorithms, NeurIPS 2023, arXiv:2302.06675.",
      formula: Formula(
        "{C} ← {beta1}{V_old} + (1 − {beta1}){g}",
        "{W} ← {W_old} − {lr}(sign({C}) + {weight_decay}{W_old})",
        "{V} ← {beta2}{V_old} + (1 − {beta2}){g}"),
      checkedAgainst: ["optax 0.2.8 lion", "pytorch-optimizer 4.1 Lion", "keras 3.15 Lion"])
  }

  public var lr: V.Element
  let beta1, beta2, weightDecay: V.Element

  public init(_ settings: Settings<V.Element>) {
    lr = settings.number(.learningRate(0.01, "Every step is this far in every coordinate."))
    beta1 = settings.number(
      .decay("beta1", "β₁", 0.9, "How much of the average counts for the step. 0.9 is the paper's."))
    beta2 = settings.number(
      .decay("beta2", "β₂", 0.99, "How much of the past stays in V. 0.99 is the paper's."))
    weightDecay = settings.number(.decoupledWeightDecay())
  }

  /// The average of gradients.
  public struct State: Sendable {
    var V: V
  }

  public func start(at position: V) -> State {
    State(V: position.zeros)
  }

  @inline(__always)
  public func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let g = trace("g", oracle.gradient(at: position))
    let mixed = trace("C", beta1 * state.V + (1 - beta1) * g)
    trace.update("W", &position, to: position - lr * (mixed.sign + weightDecay * position))
    trace.update("V", &state.V, to: beta2 * state.V + (1 - beta2) * g)
  }
}
