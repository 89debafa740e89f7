/// Answers a step's questions about the loss, and counts them.
///
/// Every optimizer sees the loss only through this: comparisons at an equal number of evaluations are honest, and a
/// method that asks twice a step (a line search, sharpness-aware minimisation) pays twice.
public protocol Oracle<V> {
  /// The parameters' type.
  associatedtype V: Vector
  /// The gradient of the loss at a position; one evaluation.
  mutating func gradient(at position: V) -> V
  /// How many evaluations were made.
  var evaluations: Int { get }
}
