import Optimization

/// DiffGrad: Adam with a friction where the gradient does not change.
///
/// ξ lies between ½, where two gradients are equal, and 1, where they differ much: full steps while the slope
/// changes, half steps on an even one. G is the last gradient, 0 at first. t counts from 1; ε is added before the bias
/// correction, as in pytorch-optimizer, whose rectification is left out, as it is by default. Defaults: α = 0.1 where
/// the library has 1e-3, since surfaces here are some units wide; β₁ = 0.9, β₂ = 0.999, ε = 1e-8, λ = 0, its own.
/// Checked against pytorch-optimizer.
public struct DiffGrad<V: Vector>: Optimizer {
  public typealias Packed = DiffGrad<Point<Lanes>>

  public static var card: OptimizerCard {
    OptimizerCard(
      id: "diffgrad", name: "DiffGrad", family: .adam,
      summary: "Adam that goes half as far where the gradient stays the same from step to step.",
      paper:
        "S. R. Dubey et al., diffGrad: an optimization method for convolutional neural networks, IEEE TNNLS 2020.",
      formula: Formula(
        "{V} ← {beta1}{V_old} + (1 − {beta1}){g}",
        "{S} ← {beta2}{S_old} + (1 − {beta2}){g}²",
        "{ξ} ← 1/(1 + exp(−|{G_old} − {g}|))",
        "{α'} ← {lr}√(1 − {β₂ᵗ})/(1 − {β₁ᵗ})",
        "{W} ← (1 − {lr}{weight_decay}){W_old} − {α'}{ξ}{V}/(√({S} + 1e-15) + {eps})"),
      checkedAgainst: ["pytorch-optimizer 4.1 DiffGrad"])
  }

  public var lr: V.Element
  let beta1, beta2, eps, weightDecay: V.Element

  public init(_ settings: Settings<V.Element>) {
    lr = settings.number(
      .learningRate(0.1, "A step is between half of this and this far in every coordinate."))
    beta1 = settings.number(
      .decay("beta1", "β₁", 0.9, "How much of the past stays in V. 0.9 is the paper's."))
    beta2 = settings.number(
      .decay("beta2", "β₂", 0.999, "How much of the past stays in S. 0.999 is the paper's."))
    eps = settings.number(.epsilon(1e-8, "added to √S before its correction."))
    weightDecay = settings.number(.decoupledWeightDecay())
  }

  /// The averages of gradients V and of squared gradients S, the last gradient, and the powers β₁ᵗ and β₂ᵗ.
  public struct State: Sendable {
    var V: V
    var S: V
    var G: V
    var beta1Power: RunningPower<V.Element>
    var beta2Power: RunningPower<V.Element>
  }

  public func start(at position: V) -> State {
    State(
      V: position.zeros, S: position.zeros, G: position.zeros, beta1Power: RunningPower(beta1),
      beta2Power: RunningPower(beta2))
  }

  @inline(__always)
  public func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let g = trace("g", oracle.gradient(at: position))
    trace.update("V", &state.V, to: beta1 * state.V + (1 - beta1) * g)
    trace.update("S", &state.S, to: beta2 * state.S + (1 - beta2) * g.squared())
    let correction1 = 1 - trace("β₁ᵗ", scalar: state.beta1Power.raised(beta1))
    let correction2 = 1 - trace("β₂ᵗ", scalar: state.beta2Power.raised(beta2))
    trace.record("G_old", state.G)
    let friction = trace("ξ", (state.G - g).map { 1 / (1 + V.Element.exp(-$0.magnitude)) })
    state.G = g
    let rate = trace("α'", scalar: lr * correction2.squareRoot() / correction1)
    let root = (state.S + V.Element(1e-15)).squareRoot() + eps
    trace.update("W", &position, to: (1 - lr * weightDecay) * position - rate * (friction * state.V / root))
  }
}
