import RealModule

/// Adam's direction: optax's `scale_by_adam`.
public struct ScaleByAdam: GradientTransformation {
  public let name = "scale_by_adam"
  public var formula: [String] {
    [
      "{V} ← \(b1.shortText)·{V_old} + \((1 - b1).shortText)·{in}",
      "{S} ← \(b2.shortText)·{S_old} + \((1 - b2).shortText)·{in}²",
      nesterov
        ? "{V̂} = \(b1.shortText)·{V}/(1 − \(b1.shortText)^({n} + 1)) + \((1 - b1).shortText)·{in}/(1 − \(b1.shortText)^{n})"
        : "{V̂} = {V}/(1 − \(b1.shortText)^{n})",
      "{out} = {V̂}/(√({S}/(1 − \(b2.shortText)^{n}) + \(epsRoot.shortText)) + \(eps.shortText))",
    ]
  }

  private let b1, b2, eps, epsRoot: Double
  private let nesterov: Bool
  private var first = Point(0.0, 0.0)
  private var second = Point(0.0, 0.0)
  private var count = 0

  public init(b1: Double, b2: Double, eps: Double, epsRoot: Double, nesterov: Bool) {
    (self.b1, self.b2, self.eps, self.epsRoot, self.nesterov) = (b1, b2, eps, epsRoot, nesterov)
  }

  public mutating func begin(at position: Point<Double>) {
    (first, second, count) = (position.zeros, position.zeros, 0)
  }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    let (v, s) = ((1 - b1) * u + b1 * first, (1 - b2) * u.squared() + b2 * second)
    step.record("V", from: first, to: v)
    step.record("S", from: second, to: s)
    (first, second) = (v, s)
    count += 1
    step.record("n", scalar: Double(count))
    let corrected = correctedFirst(v, u, b1, count, nesterov)
    step.record("V̂", corrected)
    return corrected / ((s / (1 - Double.pow(b2, count)) + epsRoot).squareRoot() + eps)
  }
}

/// The corrected average, with Nesterov's look ahead as optax has it.
func correctedFirst(_ v: Point<Double>, _ u: Point<Double>, _ b1: Double, _ count: Int, _ nesterov: Bool)
  -> Point<Double>
{
  nesterov
    ? b1 * (v / (1 - Double.pow(b1, count + 1))) + (1 - b1) * (u / (1 - Double.pow(b1, count)))
    : v / (1 - Double.pow(b1, count))
}
