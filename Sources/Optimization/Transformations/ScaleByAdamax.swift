import RealModule

/// The average of updates over their largest size, which fades: optax's `scale_by_adamax`.
public struct ScaleByAdamax: GradientTransformation {
  public let name = "scale_by_adamax"
  public var formula: [String] {
    [
      "{V} ← \(b1.shortText)·{V_old} + \((1 - b1).shortText)·{in}",
      "{M} ← max(|{in}| + \(eps.shortText), \(b2.shortText)·{M_old})",
      "{out} = {V}/(1 − \(b1.shortText)^{n})/{M}",
    ]
  }

  private let b1, b2, eps: Double
  private var first = Point(0.0, 0.0)
  private var largest = Point(0.0, 0.0)
  private var count = 0

  public init(b1: Double, b2: Double, eps: Double) { (self.b1, self.b2, self.eps) = (b1, b2, eps) }

  public mutating func begin(at position: Point<Double>) {
    (first, largest, count) = (position.zeros, position.zeros, 0)
  }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    let v = (1 - b1) * u + b1 * first
    let m = Point.maximum(u.magnitude + eps, b2 * largest)
    step.record("V", from: first, to: v)
    step.record("M", from: largest, to: m)
    (first, largest) = (v, m)
    count += 1
    step.record("n", scalar: Double(count))
    return v / (1 - Double.pow(b1, count)) / m
  }
}
