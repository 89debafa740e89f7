/// A loss that answers at once, with what is not a number, as soon as the task that asks has been cancelled.
///
/// So any step ends soon, however many evaluations it still wanted and whatever its method: methods know nothing of it.
/// What was computed in a cancelled task is to be thrown away. Outside of a task, and in one that was not cancelled, the answers
/// are the loss's own, to the bit.
struct AbandonableObjective: Objective {
  let own: any Objective

  /// A loss whose evaluations can be abandoned; one that is so already stays as it is.
  init(_ own: any Objective) { self.own = (own as? AbandonableObjective)?.own ?? own }

  var formula: String { own.formula }
  var domain: Domain { own.domain }
  var start: Point<Double> { own.start }
  var minima: [Minimum] { own.minima }
  var spacing: LevelSpacing { own.spacing }

  func value(at point: Point<Double>) -> Double { Task.isCancelled ? .nan : own.value(at: point) }

  func valueAndGradient(at point: Point<Double>) -> (value: Double, gradient: Point<Double>) {
    Task.isCancelled ? (.nan, Point(.nan, .nan)) : own.valueAndGradient(at: point)
  }

  func hessian(at point: Point<Double>) -> Hessian {
    Task.isCancelled ? Hessian(xx: .nan, xy: .nan, yy: .nan) : own.hessian(at: point)
  }

  func valueAndGradient(at points: Point<Lanes>) -> (value: Lanes, gradient: Point<Lanes>) {
    own.valueAndGradient(at: points)
  }

  func fillRow(_ y: Double, _ xs: UnsafeBufferPointer<Double>, _ out: UnsafeMutableBufferPointer<Double>) {
    own.fillRow(y, xs, out)
  }

  var batches: Batches? { own.batches }
  func batch(ofStep step: Int, seed: UInt64) -> any Objective {
    Task.isCancelled ? self : AbandonableObjective(own.batch(ofStep: step, seed: seed))
  }
  func taking(batchSize size: Int) -> any Objective { AbandonableObjective(own.taking(batchSize: size)) }
  var examplesRead: Int { own.examplesRead }
  var cost: Int { own.cost }
}
