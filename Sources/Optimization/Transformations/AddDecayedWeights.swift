/// A share of the position is added to the updates: optax's `add_decayed_weights`.
public struct AddDecayedWeights: GradientTransformation {
  public let name = "add_decayed_weights"
  public var formula: [String] { ["{out} = {in} + \(decay.text)·{W_old}"] }

  private let decay: StepFunction
  private var count = 0.0

  public init(_ decay: StepFunction) { self.decay = decay }

  public mutating func begin(at position: Point<Double>) { count = 0 }

  public mutating func update(_ u: Point<Double>, _ step: inout TransformationStep) -> Point<Double> {
    let share = decay.value(count)
    count += 1
    return decay.constant == 0 ? u : u + share * step.position
  }
}
