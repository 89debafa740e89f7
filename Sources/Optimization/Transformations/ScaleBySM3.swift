/// SM3's direction for a vector: optax's `scale_by_sm3`.
public struct ScaleBySM3: GradientTransformation {
  public let name = "scale_by_sm3"
  public var formula: [String] {
    [
      "{S} ← \(b2.shortText)·{S_old} + \((b2 == 1 ? 1 : 1 - b2).shortText)·{in}²",
      "{V} ← \(b1.shortText)·{V_old} + \((1 - b1).shortText)·{in}/√({S} + \(eps.shortText))",
      "{out} = {V}",
    ]
  }

  private let b1, b2, eps: Double
  private var sum = Point(0.0, 0.0)
  private var velocity = Point(0.0, 0.0)

  public init(b1: Double, b2: Double, eps: Double) { (self.b1, self.b2, self.eps) = (b1, b2, eps) }

  public mutating func begin(at position: Point<Double>) {
    (sum, velocity) = (position.zeros, position.zeros)
  }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    let s = (b2 == 1 ? 1 : 1 - b2) * u.squared() + b2 * sum
    let v = (1 - b1) * (u * s.reciprocalRoot(plus: eps)) + b1 * velocity
    step.record("S", from: sum, to: s)
    step.record("V", from: velocity, to: v)
    (sum, velocity) = (s, v)
    return v
  }
}
