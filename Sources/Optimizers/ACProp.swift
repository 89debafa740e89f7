import Optimization

/// ACProp: AdaBelief whose scale is one step old.
///
/// Like AdaBelief it scales by how far gradients deviate from their average, and like ADOPT it keeps the newest
/// gradient out of its own scale, which is 1 at the first step. V serves only for this deviation; ε′ is added to S
/// at every step. t counts from 1. Defaults: α = 0.02 since surfaces here are some units wide; β₁ = 0.9, β₂ = 0.999,
/// ε = ε′ = 1e-16, optax's. Checked against optax.
public struct ACProp<V: Vector>: Optimizer {
  public typealias Packed = ACProp<Point<Lanes>>

  public static var card: OptimizerCard {
    OptimizerCard(
      id: "acprop", name: "ACProp", family: .adam,
      summary: "Scales by how far earlier gradients strayed from their average, without the newest one.",
      paper:
        "J. Zhuang et al., Momentum centering and asynchronous update for adaptive gradient methods, NeurIPS 2021.",
      formula: Formula(
        "{V} ← {beta1}{V_old} + (1 − {beta1}){g}",
        "{Ŝ} ← {S_old}/(1 − {beta2}^({t} − 1))",
        "{W} ← {W_old} − {lr}({g}/(√{Ŝ} + {eps}) + {weight_decay}{W_old})",
        "{S} ← {beta2}{S_old} + (1 − {beta2})({g} − {V_old})² + {eps_root}"),
      checkedAgainst: ["optax 0.2.8 acprop"])
  }

  public var lr: V.Element
  let beta1, beta2, eps, epsRoot, weightDecay: V.Element

  public init(_ settings: Settings<V.Element>) {
    lr = settings.number(
      .learningRate(
        0.02, "Later steps are about this far in every coordinate; the first is in proportion to g."))
    beta1 = settings.number(
      .decay("beta1", "β₁", 0.9, "How much of the past stays in V. 0.9 is the paper's."))
    beta2 = settings.number(
      .decay("beta2", "β₂", 0.999, "How much of the past stays in S. 0.999 is the paper's."))
    eps = settings.number(.epsilon(1e-16, "added to √Ŝ, optax's value."))
    epsRoot = settings.number(.rootEpsilon(1e-16, "It is added to S itself at every step; 1e-16 is optax's."))
    weightDecay = settings.number(.decoupledWeightDecay())
  }

  /// The averages of gradients V and of squared surprises S, the power of β₂, and whether a step was made.
  public struct State: Sendable {
    var V: V
    var S: V
    var beta2Power: RunningPower<V.Element>
    var hasBegun = false
  }

  public func start(at position: V) -> State {
    State(V: position.zeros, S: position.zeros, beta2Power: RunningPower(beta2))
  }

  @inline(__always)
  public func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let g = trace("g", oracle.gradient(at: position))
    let surprise = g - state.V
    trace.update("V", &state.V, to: beta1 * state.V + (1 - beta1) * g)
    let correction = 1 - state.beta2Power.value
    let ones = position.filled(with: V.Element(1))
    let second = trace("Ŝ", state.hasBegun ? state.S / correction : ones)
    let u = g / (second.squareRoot() + eps)
    trace.update("W", &position, to: position - lr * (u + weightDecay * position))
    trace.update("S", &state.S, to: beta2 * state.S + (1 - beta2) * surprise.squared() + epsRoot)
    state.beta2Power.raise(beta2)
    state.hasBegun = true
  }
}
