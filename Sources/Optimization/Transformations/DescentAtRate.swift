/// The updates times the negative of the optimizer's rate, which a schedule outside may move.
public struct DescentAtRate: GradientTransformation {
  public let name = "rate"
  public var formula: [String] { ["{out} = −{lr}{in}"] }

  public init() {}

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    -step.rate * u
  }
}
