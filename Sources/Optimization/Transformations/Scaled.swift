/// The updates times a number that may depend on the step: optax's `scale`, `scale_by_schedule` and
/// `scale_by_learning_rate`, which takes the negative.
public struct Scaled: GradientTransformation {
  public let name: String
  public var formula: [String] {
    factor.constant == nil ? ["{q} = \(factor.text)", "{out} = {q}{in}"] : ["{out} = \(factor.text)·{in}"]
  }

  private let factor: StepFunction
  private var count = 0.0

  public init(_ factor: StepFunction, name: String = "scale") { (self.factor, self.name) = (factor, name) }

  public mutating func begin(at position: Point<Double>) { count = 0 }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    let q = factor.value(count)
    step.record("q", scalar: q)
    count += 1
    return q * u
  }
}
