/// The updates get the length of the position: optax's `scale_by_trust_ratio`, as in LAMB and LARS.
public struct ScaleByTrustRatio: GradientTransformation {
  public let name = "scale_by_trust_ratio"
  public var formula: [String] {
    [
      "{q} = \(coefficient.shortText)·max(|{*W_old}|, \(lowest.shortText))/(max(|{*in}|, \(lowest.shortText)) + \(eps.shortText)), 1 where a length is 0",
      "{out} = {q}{in}",
    ]
  }

  private let lowest, coefficient, eps: Double

  public init(lowest: Double = 0, coefficient: Double = 1, eps: Double = 0) {
    (self.lowest, self.coefficient, self.eps) = (lowest, coefficient, eps)
  }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    let (w, v) = (max(step.position.norm(), lowest), max(u.norm(), lowest))
    let q = w == 0 || v == 0 ? 1 : coefficient * w / (v + eps)
    step.record("q", scalar: q)
    return q * u
  }
}
