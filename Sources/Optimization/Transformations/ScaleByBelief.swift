import RealModule

/// AdaBelief's direction: optax's `scale_by_belief`.
public struct ScaleByBelief: GradientTransformation {
  public let name = "scale_by_belief"
  public var formula: [String] {
    [
      "{V} ← \(b1.shortText)·{V_old} + \((1 - b1).shortText)·{in}",
      "{S} ← \(b2.shortText)·{S_old} + \((1 - b2).shortText)·({in} − {V})² + \(epsRoot.shortText)",
      "{out} = {V̂}/(√({S}/(1 − \(b2.shortText)^{n})) + \(eps.shortText))",
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
    let v = (1 - b1) * u + b1 * first
    let s = ((1 - b2) * (u - v).squared() + b2 * second) + epsRoot
    step.record("V", from: first, to: v)
    step.record("S", from: second, to: s)
    (first, second) = (v, s)
    count += 1
    step.record("n", scalar: Double(count))
    let corrected = correctedFirst(v, u, b1, count, nesterov)
    step.record("V̂", corrected)
    return corrected / ((s / (1 - Double.pow(b2, count))).squareRoot() + eps)
  }
}
