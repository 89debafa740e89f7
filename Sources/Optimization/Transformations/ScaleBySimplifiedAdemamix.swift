import RealModule

/// The simplified AdEMAMix: optax's `contrib.scale_by_simplified_ademamix`.
public struct ScaleBySimplifiedAdemamix: GradientTransformation {
  public let name = "scale_by_simplified_ademamix"
  public var formula: [String] {
    [
      "{V} ← \(b1.shortText)·{V_old} + {in}",
      "{S} ← \(b2.shortText)·{S_old} + \((1 - b2).shortText)·{in}²",
      "{out} = ({V} + \(alpha.text)·{in})/(√({S}/(1 − \(b2.shortText)^{n}) + \(epsRoot.shortText)) + \(eps.shortText))",
    ]
  }

  private let b1, b2, eps, epsRoot: Double
  private let alpha: StepFunction
  private var velocity = Point(0.0, 0.0)
  private var second = Point(0.0, 0.0)
  private var count = 0

  public init(b1: Double, b2: Double, alpha: StepFunction, eps: Double, epsRoot: Double) {
    (self.b1, self.b2, self.alpha, self.eps, self.epsRoot) = (b1, b2, alpha, eps, epsRoot)
  }

  public mutating func begin(at position: Point<Double>) {
    (velocity, second, count) = (position.zeros, position.zeros, 0)
  }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    let share = alpha.value(Double(count))
    let v = u + b1 * velocity
    let squares = u.squared()
    let s = squares + b2 * (second - squares)
    step.record("V", from: velocity, to: v)
    step.record("S", from: second, to: s)
    (velocity, second) = (v, s)
    count += 1
    step.record("n", scalar: Double(count))
    return (v + share * u) / ((s / (1 - Double.pow(b2, count)) + epsRoot).squareRoot() + eps)
  }
}
