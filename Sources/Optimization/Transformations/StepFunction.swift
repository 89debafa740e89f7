/// A number that may depend on the step: a constant, or a function of how many steps were made.
public struct StepFunction: Sendable {
  /// Its value after a number of steps.
  public let value: @Sendable (Double) -> Double
  /// How it is written in a formula.
  public let text: String
  /// The number, if it is a constant.
  public let constant: Double?

  /// A constant.
  public init(_ constant: Double) {
    value = { _ in constant }
    text = constant.shortText
    self.constant = constant
  }

  /// A function of the number of steps made.
  public init(_ text: String, _ value: @escaping @Sendable (Double) -> Double) {
    self.value = value
    self.text = text
    constant = nil
  }

  /// The function times a number.
  public func scaled(by factor: Double) -> StepFunction {
    if let constant { return StepFunction(factor * constant) }
    let value = value
    return StepFunction(factor == -1 ? "−\(text)" : "\(factor.shortText)·\(text)") { factor * value($0) }
  }

  /// A function of its value.
  public func mapped(_ text: String, _ function: @escaping @Sendable (Double) -> Double) -> StepFunction {
    if let constant { return StepFunction(function(constant)) }
    let value = value
    return StepFunction(text) { function(value($0)) }
  }
}
