/// Answers a run's questions from a surface.
///
/// It remembers what is known at the present position, since the loss and gradient there have been recorded already:
/// a method that asks for them is counted, but nothing is computed twice.
///
/// Where a step sees a batch, the answers come from the batch, and what is observed is still the whole.
@usableFromInline
struct SurfaceOracle: Oracle, Sendable {
  private var whole: Landscape
  /// What the next step descends: the whole, or its batch.
  @usableFromInline var landscape: Landscape
  @usableFromInline var evaluations = 0
  @usableFromInline var position: Point<Double>
  /// The answer to a step that asks at the present position.
  @usableFromInline var value: Double
  @usableFromInline var gradient: Point<Double>
  /// The loss of the whole at the present position, and its gradient.
  @usableFromInline var observed: (value: Double, gradient: Point<Double>)

  init(_ objective: any Objective, at position: Point<Double>) {
    whole = Landscape(objective)
    landscape = whole
    self.position = position
    observed = objective.valueAndGradient(at: position)
    (value, gradient) = observed
  }

  /// What is observed.
  @usableFromInline var objective: any Objective { whole.objective }

  /// Looks at the loss where a step has arrived; observing is not counted, and `objective` is the oracle's own.
  @inlinable @inline(__always)
  mutating func observe<S: Objective>(_ position: Point<Double>, on objective: S) {
    observed = objective.valueAndGradient(at: position)
    self.position = position
    (value, gradient) = observed
  }

  /// Answers from the same loss with other batches.
  mutating func take(_ objective: any Objective) {
    whole = Landscape(objective)
    landscape = whole
    (value, gradient) = observed
  }

  /// Answers from a batch until the next observation.
  mutating func descend(_ batch: any Objective) {
    landscape = Landscape(batch)
    (value, gradient) = batch.valueAndGradient(at: position)
  }

  /// Whether a question is asked where the run is.
  ///
  /// Compared by bits, so that where the optimizer asks at the very position it was given the compiler sees that it does.
  @inlinable @inline(__always) func isPresent(_ position: Point<Double>) -> Bool {
    position.x.bitPattern == self.position.x.bitPattern && position.y.bitPattern == self.position.y.bitPattern
  }

  @inlinable mutating func value(at position: Point<Double>) -> Double {
    evaluations &+= 1
    return isPresent(position) ? value : landscape.objective.value(at: position)
  }

  @inlinable mutating func gradient(at position: Point<Double>) -> Point<Double> {
    evaluations &+= 1
    if isPresent(position) { return gradient }
    return landscape.objective.valueAndGradient(at: position).gradient
  }

  @inlinable mutating func valueAndGradient(at position: Point<Double>)
    -> (value: Double, gradient: Point<Double>)
  {
    evaluations &+= 1
    if isPresent(position) { return (value, gradient) }
    return landscape.objective.valueAndGradient(at: position)
  }

  @usableFromInline mutating func hessianDiagonal(at position: Point<Double>) -> Point<Double> {
    evaluations += 1
    return landscape.objective.hessian(at: position).diagonal
  }

  @usableFromInline
  mutating func hessianProduct(at position: Point<Double>, _ direction: Point<Double>) -> Point<Double> {
    evaluations += 1
    return landscape.objective.hessian(at: position) * direction
  }

  @usableFromInline mutating func observedLoss(at position: Point<Double>) -> Double {
    isPresent(position) ? observed.value : whole.objective.value(at: position)
  }
}

/// A surface behind a reference, so that oracles are copied without copying it: an existential in a structure is copied
/// and released at every step that reaches it.
@usableFromInline
final class Landscape: Sendable {
  @usableFromInline let objective: any Objective
  @usableFromInline init(_ objective: any Objective) { self.objective = objective }
}
