/// Answers a step's questions about the loss, and counts them.
///
/// Every optimizer sees the loss only through this: comparisons at an equal number of evaluations are honest, and a
/// method that asks twice a step (a line search, sharpness-aware minimisation) pays twice.
///
/// ```swift
/// func gain<O: Oracle<V>, V: Vector>(_ oracle: inout O, at position: V, lr: V.Element) -> V.Element {
///   let (loss, gradient) = oracle.valueAndGradient(at: position)
///   return loss - oracle.value(at: position - lr * gradient)  // two evaluations so far
/// }
/// ```
public protocol Oracle<V> {
  /// The parameters' type.
  associatedtype V: Vector
  /// The loss at a position, without its gradient; one evaluation.
  mutating func value(at position: V) -> V.Element
  /// The gradient of the loss at a position; one evaluation.
  mutating func gradient(at position: V) -> V
  /// The loss at a position together with its gradient; one evaluation.
  mutating func valueAndGradient(at position: V) -> (value: V.Element, gradient: V)
  /// The diagonal of the loss's Hessian at a position, exact; one evaluation, as an estimate by one more gradient is.
  mutating func hessianDiagonal(at position: V) -> V
  /// The loss's Hessian at a position times a direction, exact; one evaluation, as one more gradient is.
  ///
  /// The products with all unit vectors are the Hessian, so that n parameters pay n evaluations for it.
  mutating func hessianProduct(at position: V, _ direction: V) -> V
  /// The loss at a position for one who only watches, as a training script logs it: not counted.
  mutating func observedLoss(at position: V) -> V.Element
  /// How many evaluations were made.
  var evaluations: Int { get }
}
