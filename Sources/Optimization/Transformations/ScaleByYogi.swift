import RealModule

/// Yogi's direction: optax's `scale_by_yogi`.
public struct ScaleByYogi: GradientTransformation {
  public let name = "scale_by_yogi"
  public var formula: [String] {
    [
      "{V} ← \(b1.shortText)·{V_old} + \((1 - b1).shortText)·{in}",
      "{S} ← {S_old} − \((1 - b2).shortText)·sign({S_old} − {in}²){in}²",
      "{out} = {V}/(1 − \(b1.shortText)^{n})/(√({S}/(1 − \(b2.shortText)^{n}) + \(epsRoot.shortText)) + \(eps.shortText))",
    ]
  }

  private let b1, b2, eps, epsRoot, initial: Double
  private var first = Point(0.0, 0.0)
  private var second = Point(0.0, 0.0)
  private var count = 0

  public init(b1: Double, b2: Double, eps: Double, epsRoot: Double, initial: Double) {
    (self.b1, self.b2, self.eps, self.epsRoot, self.initial) = (b1, b2, eps, epsRoot, initial)
  }

  public mutating func begin(at position: Point<Double>) {
    (first, second, count) = (position.filled(with: initial), position.filled(with: initial), 0)
  }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    let v = (1 - b1) * u + b1 * first
    let squares = u.squared()
    let s = second - (1 - b2) * ((second - squares).sign * squares)
    step.record("V", from: first, to: v)
    step.record("S", from: second, to: s)
    (first, second) = (v, s)
    count += 1
    step.record("n", scalar: Double(count))
    return (v / (1 - Double.pow(b1, count)))
      / ((s / (1 - Double.pow(b2, count)) + epsRoot).squareRoot() + eps)
  }
}
