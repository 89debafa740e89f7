/// Answers a run's questions from a surface.
///
/// It remembers what is known at the present position, since the loss and gradient there have been recorded already:
/// a method that asks for them is counted, but nothing is computed twice.
struct SurfaceOracle: Oracle {
  let objective: any Objective
  private(set) var evaluations = 0
  private var position: Point<Double>
  private(set) var value: Double
  private(set) var gradient: Point<Double>

  init(_ objective: any Objective, at position: Point<Double>) {
    self.objective = objective
    self.position = position
    (value, gradient) = objective.valueAndGradient(at: position)
  }

  /// Looks at the loss where a step has arrived; observing is not counted.
  mutating func observe(_ position: Point<Double>) {
    self.position = position
    (value, gradient) = objective.valueAndGradient(at: position)
  }

  mutating func gradient(at position: Point<Double>) -> Point<Double> {
    evaluations += 1
    if position == self.position { return gradient }
    return objective.valueAndGradient(at: position).gradient
  }
}

/// Answers the questions of eight runs side by side from a surface.
struct PackOracle: Oracle {
  let objective: any Objective
  private(set) var evaluations = 0

  init(_ objective: any Objective) { self.objective = objective }

  mutating func gradient(at position: Point<Lanes>) -> Point<Lanes> {
    evaluations += 1
    return objective.valueAndGradient(at: position).gradient
  }
}
