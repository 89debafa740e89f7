/// Each coordinate held between two bounds: optax's `clip`.
public struct ClippedByValue: GradientTransformation {
  public let name = "clip"
  public var formula: [String] { ["{out} = max(−\(most.shortText), min(\(most.shortText), {in}))"] }

  private let most: Double

  public init(_ most: Double) { self.most = most }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    u.map { min(most, max(-most, $0)) }
  }
}
