/// Updates that are longer than a bound are shortened: optax's `clip_by_global_norm`.
public struct ClippedByNorm: GradientTransformation {
  public let name = "clip_by_global_norm"
  public var formula: [String] {
    ["{‖u‖} = |{*in}|", "{out} = {in} where {‖u‖} < \(most.shortText), else {in}/{‖u‖}·\(most.shortText)"]
  }

  private let most: Double

  public init(_ most: Double) { self.most = most }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    let norm = u.norm()
    step.record("‖u‖", scalar: norm)
    return norm < most ? u : most * (u / norm)
  }
}
