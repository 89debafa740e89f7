/// Answers the questions of eight runs side by side from a surface.
@usableFromInline
struct PackOracle: Oracle, Sendable {
  @usableFromInline let whole: Landscape
  @usableFromInline var landscape: Landscape
  @usableFromInline var evaluations = 0

  init(_ objective: any Objective) {
    whole = Landscape(objective)
    landscape = whole
  }

  /// What is observed.
  @usableFromInline var objective: any Objective { whole.objective }

  /// Answers from a batch until the next is given.
  mutating func descend(_ batch: any Objective) { landscape = Landscape(batch) }

  @inlinable mutating func value(at position: Point<Lanes>) -> Lanes {
    evaluations += 1
    return landscape.objective.valueAndGradient(at: position).value
  }

  @inlinable mutating func gradient(at position: Point<Lanes>) -> Point<Lanes> {
    evaluations += 1
    return landscape.objective.valueAndGradient(at: position).gradient
  }

  @inlinable mutating func valueAndGradient(at position: Point<Lanes>) -> (
    value: Lanes, gradient: Point<Lanes>
  ) {
    evaluations += 1
    return landscape.objective.valueAndGradient(at: position)
  }

  @usableFromInline mutating func hessianDiagonal(at position: Point<Lanes>) -> Point<Lanes> {
    evaluations += 1
    return Point(lanes: { landscape.objective.hessian(at: position.lane($0)).diagonal })
  }

  @usableFromInline mutating func hessianProduct(at position: Point<Lanes>, _ direction: Point<Lanes>)
    -> Point<Lanes>
  {
    evaluations += 1
    return Point(lanes: { landscape.objective.hessian(at: position.lane($0)) * direction.lane($0) })
  }

  @inlinable mutating func observedLoss(at position: Point<Lanes>) -> Lanes {
    whole.objective.valueAndGradient(at: position).value
  }
}
