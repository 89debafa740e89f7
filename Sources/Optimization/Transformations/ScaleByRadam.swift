import RealModule

/// RAdam's direction: optax's `scale_by_radam`.
public struct ScaleByRadam: GradientTransformation {
  public let name = "scale_by_radam"
  public var formula: [String] {
    [
      "{V} ← \(b1.shortText)·{V_old} + \((1 - b1).shortText)·{in}",
      "{S} ← \(b2.shortText)·{S_old} + \((1 - b2).shortText)·{in}²",
      "{ρ} = {ρ∞} − 2{n}·\(b2.shortText)^{n}/(1 − \(b2.shortText)^{n})",
      "{r} = √(({ρ} − 4)({ρ} − 2){ρ∞}/(({ρ∞} − 4)({ρ∞} − 2){ρ}))",
      "{out} = {r}{V̂}/(√({S}/(1 − \(b2.shortText)^{n}) + \(epsRoot.shortText)) + \(eps.shortText)) where {ρ} ≥ \(threshold.shortText), else {V̂}",
    ]
  }

  private let b1, b2, eps, epsRoot, threshold: Double
  private let nesterov: Bool
  private var first = Point(0.0, 0.0)
  private var second = Point(0.0, 0.0)
  private var count = 0

  public init(b1: Double, b2: Double, eps: Double, epsRoot: Double, threshold: Double, nesterov: Bool) {
    (self.b1, self.b2, self.eps, self.epsRoot) = (b1, b2, eps, epsRoot)
    (self.threshold, self.nesterov) = (threshold, nesterov)
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
    let limit = 2 / (1 - b2) - 1
    let power = Double.pow(b2, count)
    let length = limit - 2 * Double(count) * power / (1 - power)
    let corrected = correctedFirst(v, u, b1, count, nesterov)
    step.record("n", scalar: Double(count))
    step.record("ρ∞", scalar: limit)
    step.record("ρ", scalar: length)
    step.record("V̂", corrected)
    let r = ((length - 4) * (length - 2) * limit / ((limit - 4) * (limit - 2) * length)).squareRoot()
    step.record("r", scalar: r)
    guard length >= threshold else { return corrected }
    return (r * corrected) / ((s / (1 - power) + epsRoot).squareRoot() + eps)
  }
}
