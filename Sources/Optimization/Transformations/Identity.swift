/// The updates as they are: optax's `identity`, and what does the same to one vector, such as `centralize` and `flatten`.
public struct Identity: GradientTransformation {
  public let name: String
  public var formula: [String] { ["{out} = {in}"] }

  /// - Parameter name: the library's name of what does nothing here.
  public init(_ name: String = "identity") { self.name = name }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> { u }
}
