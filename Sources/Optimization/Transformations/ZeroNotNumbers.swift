/// What is not a number becomes 0: optax's `zero_nans`.
public struct ZeroNotNumbers: GradientTransformation {
  public let name = "zero_nans"
  public var formula: [String] { ["{out} = {in}, 0 where that is not a number"] }

  public init() {}

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    u.map { $0.isNaN ? 0 : $0 }
  }
}
