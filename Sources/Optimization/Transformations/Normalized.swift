/// The updates over their length: optax's `normalize_by_update_norm`, and `contrib.normalize` with ε = 0.
public struct Normalized: GradientTransformation {
  public let name: String
  public var formula: [String] {
    [
      "{‖u‖} = |{*in}|" + (eps == 0 ? "" : " + \(eps.shortText)"),
      "{out} = " + (factor == 1 ? "" : factor.shortText) + "{in}/{‖u‖}",
    ]
  }

  private let factor, eps: Double

  public init(factor: Double = 1, eps: Double = 0, name: String = "normalize") {
    (self.factor, self.eps, self.name) = (factor, eps, name)
  }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    let norm = u.norm() + eps
    step.record("‖u‖", scalar: norm)
    return u / (norm / factor)
  }
}
