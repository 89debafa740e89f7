import RealModule

/// AdEMAMix's direction: optax's `contrib.scale_by_ademamix`.
public struct ScaleByAdemamix: GradientTransformation {
  public let name = "scale_by_ademamix"
  public var formula: [String] {
    [
      "{V} ← \(b1.shortText)·{V_old} + \((1 - b1).shortText)·{in}",
      "{L} ← \(b3.text)·{L_old} + (1 − \(b3.text))·{in}",
      "{S} ← \(b2.shortText)·{S_old} + \((1 - b2).shortText)·{in}²",
      "{out} = ({V}/(1 − \(b1.shortText)^{n}) + \(alpha.text)·{L})/(√({S}/(1 − \(b2.shortText)^{n}) + \(epsRoot.shortText)) + \(eps.shortText))",
    ]
  }

  private let b1, b2, eps, epsRoot: Double
  private let b3, alpha: StepFunction
  private var fast = Point(0.0, 0.0)
  private var slow = Point(0.0, 0.0)
  private var second = Point(0.0, 0.0)
  private var count = 0

  public init(b1: Double, b2: Double, b3: StepFunction, alpha: StepFunction, eps: Double, epsRoot: Double) {
    (self.b1, self.b2, self.b3, self.alpha, self.eps, self.epsRoot) = (b1, b2, b3, alpha, eps, epsRoot)
  }

  public mutating func begin(at position: Point<Double>) {
    (fast, slow, second, count) = (position.zeros, position.zeros, position.zeros, 0)
  }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    let (beta, share) = (b3.value(Double(count)), alpha.value(Double(count)))
    let v = (1 - b1) * u + b1 * fast
    let l = (1 - beta) * u + beta * slow
    let s = (1 - b2) * u.squared() + b2 * second
    step.record("V", from: fast, to: v)
    step.record("L", from: slow, to: l)
    step.record("S", from: second, to: s)
    (fast, slow, second) = (v, l, s)
    count += 1
    step.record("n", scalar: Double(count))
    let direction = v / (1 - Double.pow(b1, count)) + share * l
    return direction / ((s / (1 - Double.pow(b2, count)) + epsRoot).squareRoot() + eps)
  }
}
