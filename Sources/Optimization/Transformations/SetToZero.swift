/// No updates at all: optax's `set_to_zero`.
public struct SetToZero: GradientTransformation {
  public let name = "set_to_zero"
  public var formula: [String] { ["{out} = 0·{in}"] }

  public init() {}

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    u.zeros
  }
}
