import Optimization

/// LAMB: Adam whose step is as long as a share of the parameters themselves.
///
/// The norms are over the whole vector (a layer's weights), and the ratio is 1 where either is 0; so the step is the
/// share α of the distance from the origin, which makes very large batches trainable. t counts from 1. Near a minimum
/// it circles, unless that is the origin. Defaults: α = 0.03, since surfaces here are some units wide; β₁ = 0.9,
/// β₂ = 0.999, ε = 1e-6, ε′ = 0, λ = 0, optax's. Checked against optax.
public struct LAMB<V: Vector>: Optimizer {
  public typealias Packed = LAMB<Point<Lanes>>

  public static var card: OptimizerCard {
    OptimizerCard(
      id: "lamb", name: "LAMB", family: .adam,
      summary: "Adam's direction, but a length in proportion to the norm of the parameters.",
      paper:
        "Y. You et al., Large batch optimization for deep learning: training BERT in 76 minutes, ICLR 2020.",
      formula: Formula(
        "{V} ← {beta1}{V_old} + (1 − {beta1}){g}",
        "{S} ← {beta2}{S_old} + (1 − {beta2}){g}²",
        "{V̂} ← {V}/(1 − {β₁ᵗ})",
        "{Ŝ} ← {S}/(1 − {β₂ᵗ})",
        "{u} ← {V̂}/(√({Ŝ} + {eps_root}) + {eps}) + {weight_decay}{W_old}",
        "{r} ← |{*W_old}|/|{*u}|",
        "{W} ← {W_old} − {lr}{r}{u}"),
      checkedAgainst: ["optax 0.2.8 lamb"])
  }

  public var lr: V.Element
  let beta1, beta2, eps, epsRoot, weightDecay: V.Element

  public init(_ settings: Settings<V.Element>) {
    lr = settings.number(.learningRate(0.03, "A step is this share of the distance from the origin."))
    beta1 = settings.number(
      .decay("beta1", "β₁", 0.9, "How much of the past stays in V. 0.9 is the paper's."))
    beta2 = settings.number(
      .decay("beta2", "β₂", 0.999, "How much of the past stays in S. 0.999 is the paper's."))
    eps = settings.number(.epsilon(1e-6, "added to √Ŝ, the paper's value."))
    epsRoot = settings.number(.rootEpsilon(0, "optax's eps_root, 0 by default."))
    weightDecay = settings.number(
      Setting(
        "weight_decay", "λ", default: 0, in: .from(0), slider: 0...1, .linear,
        "Weight decay: λW is added to Adam's step before its length is set. 0 leaves it out."))
  }

  /// The averages of gradients V and of squared gradients S, and the powers β₁ᵗ and β₂ᵗ.
  public struct State: Sendable {
    var V: V
    var S: V
    var beta1Power: RunningPower<V.Element>
    var beta2Power: RunningPower<V.Element>
  }

  public func start(at position: V) -> State {
    State(
      V: position.zeros, S: position.zeros, beta1Power: RunningPower(beta1), beta2Power: RunningPower(beta2))
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
    let corrected = trace("V̂", state.V / correction1)
    let second = trace("Ŝ", state.S / correction2)
    let root = (second + epsRoot).squareRoot() + eps
    let u = trace("u", corrected / root + weightDecay * position)
    let (zero, length, step) = (V.Element(0), position.norm(), u.norm())
    let isDegenerate = (length .== zero) .| (step .== zero)
    let ratio = trace("r", scalar: V.Element.select(isDegenerate, V.Element(1), length / step))
    trace.update("W", &position, to: position - (lr * ratio) * u)
  }
}
