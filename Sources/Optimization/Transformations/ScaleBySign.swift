/// The signs of the updates: optax's `scale_by_sign`.
public struct ScaleBySign: GradientTransformation {
  public let name = "scale_by_sign"
  public var formula: [String] { ["{out} = sign({in})"] }

  public init() {}

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    u.sign
  }
}
