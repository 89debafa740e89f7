import RealModule

/// MoMo with Adam's scaling: optax's `contrib.momo_adam`.
///
/// F. Schaipp et al., MoMo: momentum models for adaptive learning rates, ICML 2024, arXiv:2305.07583.
public struct MomoAdam: GradientTransformation {
  public let name = "momo_adam"
  public var formula: [String] {
    [
      "{V} ← \(b1.shortText)·{V_old} + \((1 - b1).shortText)·{in}",
      "{S} ← \(b2.shortText)·{S_old} + \((1 - b2).shortText)·{in}²",
      "{D} = \(eps.shortText) + √({S}/(1 − \(b2.shortText)^{n}))",
      "{out} = −{τ}{V}/{D}" + (decay == 0 ? "" : " − {q}{W_old}"),
    ]
  }

  private let rate: StepFunction
  private let b1, b2, eps, lower, decay: Double
  private let adapts: Bool
  private var first = Point(0.0, 0.0)
  private var second = Point(0.0, 0.0)
  private var averageLoss = 0.0
  private var averageProduct = 0.0
  private var bound: Double
  private var count = 0

  public init(
    rate: StepFunction, b1: Double, b2: Double, eps: Double, lower: Double, decay: Double, adapts: Bool
  ) {
    (self.rate, self.b1, self.b2, self.eps) = (rate, b1, b2, eps)
    (self.lower, self.decay, self.adapts, bound) = (lower, decay, adapts, lower)
  }

  public mutating func begin(at position: Point<Double>) {
    (first, second, averageLoss, averageProduct) = (position.zeros, position.zeros, 0, 0)
    (bound, count) = (lower, 0)
  }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    let alpha = rate.value(Double(count))
    count += 1
    averageLoss = b1 * averageLoss + (1 - b1) * step.loss
    let (v, s) = (b1 * first + (1 - b1) * u, b2 * second + (1 - b2) * u.squared())
    step.record("V", from: first, to: v)
    step.record("S", from: second, to: s)
    (first, second) = (v, s)
    let (correction1, correction2) = (1 - Double.pow(b1, count), 1 - Double.pow(b2, count))
    let denominator = (s / correction2).squareRoot() + eps
    let square = v.dot(v / denominator)
    averageProduct = b1 * averageProduct + (1 - b1) * u.dot(step.position)
    let product = v.dot(step.position)
    let growth = 1 + alpha * decay
    var low = bound
    if adapts {
      let cap = growth * (averageLoss - averageProduct) + product
      if cap < growth * correction1 * bound { low = max(cap / (2 * correction1 * growth), lower) }
    }
    let wanted = max(growth * (averageLoss - correction1 * low - averageProduct) + product, 0) / square
    let tau = min(alpha / correction1, square <= Double.ulpOfOne ? 0 : wanted)
    if adapts {
      bound = max((averageLoss + product - averageProduct - 0.5 * tau * square) / correction1, lower)
    }
    step.record("n", scalar: Double(count))
    step.record("D", denominator)
    step.record("τ", scalar: tau)
    step.record("q", scalar: alpha * decay / growth)
    return -(alpha * decay / growth) * step.position - tau * (v / denominator)
  }
}
