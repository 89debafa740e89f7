import Optimization

extension Model {
  /// The regression whose loss is minimised; `nil` for a surface without examples.
  var regression: Regression? { derived.race.objective as? Regression }

  /// What the two parameters are called.
  var parameterNames: [String] { regression == nil ? ["x", "y"] : ["W", "b"] }

  /// What the loss is called.
  var lossName: String { regression == nil ? "f" : "J" }
}
