import RealModule

/// Adafactor's direction for a vector, which is not factored: optax's `scale_by_factored_rms`.
public struct ScaleByFactoredRms: GradientTransformation {
  public let name = "scale_by_factored_rms"
  public var formula: [String] {
    [
      "{β} = 1 − {n}^(−\(exponent.shortText))", "{S} ← {β}{S_old} + (1 − {β})({in}² + \(eps.shortText))",
      "{out} = {in}/√{S}",
    ]
  }

  private let exponent, offset, eps: Double
  private var second = Point(0.0, 0.0)
  private var count = 0.0

  public init(exponent: Double, offset: Double, eps: Double) {
    (self.exponent, self.offset, self.eps) = (exponent, offset, eps)
  }

  public mutating func begin(at position: Point<Double>) { (second, count) = (position.zeros, 0) }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    let n = count - offset + 1
    let beta = 1 - Double.power(n, -exponent)
    let s = beta * second + (1 - beta) * (u.squared() + eps)
    step.record("n", scalar: n)
    step.record("β", scalar: beta)
    step.record("S", from: second, to: s)
    second = s
    count += 1
    return u / s.squareRoot()
  }
}
