import RealModule

/// Adam's direction over the largest second average so far: optax's `scale_by_amsgrad`.
public struct ScaleByAmsgrad: GradientTransformation {
  public let name = "scale_by_amsgrad"
  public var formula: [String] {
    [
      "{V} ← \(b1.shortText)·{V_old} + \((1 - b1).shortText)·{in}",
      "{S} ← \(b2.shortText)·{S_old} + \((1 - b2).shortText)·{in}²",
      "{M} ← max({M_old}, {S}" + (correctsSecond ? "/(1 − \(b2.shortText)^{n}))" : ")"),
      "{out} = {V}" + (correctsFirst ? "/(1 − \(b1.shortText)^{n})" : "")
        + "/(√({M} + \(epsRoot.shortText)) + \(eps.shortText))",
    ]
  }

  private let b1, b2, eps, epsRoot: Double
  private let correctsFirst, correctsSecond: Bool
  private var first = Point(0.0, 0.0)
  private var second = Point(0.0, 0.0)
  private var largest = Point(0.0, 0.0)
  private var count = 0

  public init(
    b1: Double, b2: Double, eps: Double, epsRoot: Double, correctsFirst: Bool = true,
    correctsSecond: Bool = true
  ) {
    (self.b1, self.b2, self.eps, self.epsRoot) = (b1, b2, eps, epsRoot)
    (self.correctsFirst, self.correctsSecond) = (correctsFirst, correctsSecond)
  }

  public mutating func begin(at position: Point<Double>) {
    (first, second, largest, count) = (position.zeros, position.zeros, position.zeros, 0)
  }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    let (v, s) = ((1 - b1) * u + b1 * first, (1 - b2) * u.squared() + b2 * second)
    step.record("V", from: first, to: v)
    step.record("S", from: second, to: s)
    (first, second) = (v, s)
    count += 1
    step.record("n", scalar: Double(count))
    let next = Point.maximum(largest, correctsSecond ? s / (1 - Double.pow(b2, count)) : s)
    step.record("M", from: largest, to: next)
    largest = next
    let direction = correctsFirst ? v / (1 - Double.pow(b1, count)) : v
    return direction / ((largest + epsRoot).squareRoot() + eps)
  }
}
