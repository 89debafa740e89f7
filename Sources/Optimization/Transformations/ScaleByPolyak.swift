/// Polyak's step size from the loss: optax's `scale_by_polyak`.
public struct ScaleByPolyak: GradientTransformation {
  public let name = "scale_by_polyak"
  public var formula: [String] {
    [
      "{q} = min((f − \(least.shortText))/(|{*in}|² + \(eps.shortText)), \(most.shortText))",
      "{out} = {q}{in}",
    ]
  }

  private let least, most, eps: Double
  private let staysPositive: Bool

  public init(least: Double, most: Double, eps: Double, staysPositive: Bool) {
    (self.least, self.most, self.eps, self.staysPositive) = (least, most, eps, staysPositive)
  }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    let square = u.dot(u)
    let gap = staysPositive ? max(0, step.loss - least) : step.loss - least
    let q = square + eps <= Double.ulpOfOne ? 0 : min(gap / (square + eps), most)
    step.record("q", scalar: q)
    return q * u
  }
}
