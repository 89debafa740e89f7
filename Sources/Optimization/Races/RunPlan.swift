/// What a run does from which step on: one leg, or for a fork those of its ancestors up to where it leaves them.
///
/// All copies of a run share it, so that a checkpoint is small.
final class RunPlan: Sendable {
  /// A stretch of steps made by one choice.
  struct Leg: Sendable {
    let choice: OptimizerChoice
    /// The step from whose point on the choice acts.
    let start: Int
    /// What holds for a schedule that begins with this leg.
    let conditions: RunConditions
    let method: Method

    init(_ choice: OptimizerChoice, from start: Int, _ conditions: RunConditions) {
      (self.choice, self.start) = (choice, start)
      var own = conditions
      own.steps = max(0, conditions.steps - start)
      self.conditions = own
      method = choice.entry.method(choice, own)
    }
  }

  /// The legs, by their starts; the first starts at 0.
  let legs: [Leg]
  /// The surface, without a run's own batches.
  let objective: any Objective
  /// Whether any leg keeps a second point, whether any changes the rate, and whether any descends batches: a track has these
  /// for all of its points or for none.
  let keepsCompanion, movesRate, isDealtOut: Bool

  /// - Parameter legs: choices and the steps from which they act; a choice that another follows at the same step makes no
  ///   step and is left out.
  init(_ legs: [RunLeg], on objective: any Objective, from start: Point<Double>, _ conditions: RunConditions)
  {
    let acting = legs.indices.filter { $0 + 1 == legs.count || legs[$0].start < legs[$0 + 1].start }
    self.legs = acting.map { Leg(legs[$0].choice, from: legs[$0].start, conditions) }
    self.objective = objective
    let kept =
      self.legs.count < 2 ? [] : self.legs.map { $0.method.companionAndRate($0.method.start(start)) }
    keepsCompanion = kept.contains { $0.companion != nil }
    movesRate = kept.contains { $0.rate != nil }
    isDealtOut =
      self.legs.count > 1 && self.legs.contains { RunPlan.dealt(objective, for: $0.choice).isDealtOut }
  }

  /// The surface with the batches of a choice.
  static func dealt(_ objective: any Objective, for choice: OptimizerChoice) -> any Objective {
    choice.batchSize.map { objective.taking(batchSize: $0) } ?? objective
  }
}

/// A choice, and the step from whose point on it acts.
public struct RunLeg: Hashable, Sendable {
  /// The choice.
  public let choice: OptimizerChoice
  /// The step; 0 is the start.
  public let start: Int

  /// A leg of a run.
  public init(_ choice: OptimizerChoice, from start: Int = 0) { (self.choice, self.start) = (choice, start) }

  /// The legs of a run among choices: its own, or after those of its ancestors.
  static func legs(of run: Int, among choices: [OptimizerChoice]) -> [RunLeg] {
    let choice = choices[run]
    // An ancestor stands before its forks, so that there is no circle.
    guard let fork = choice.fork, (0..<run).contains(fork.parent) else { return [RunLeg(choice)] }
    return legs(of: fork.parent, among: choices).filter { $0.start < fork.step }
      + [RunLeg(choice, from: fork.step)]
  }
}

extension Track {
  /// Gives each point what other legs of its run have for theirs: itself as the second point, the rate as set, its own loss.
  mutating func complete(_ plan: RunPlan, rate: Double) {
    if plan.keepsCompanion {
      while companions.count < count { append(companion: points[companions.count].position) }
    }
    if plan.movesRate { while rates.count < count { append(rate: rate) } }
    if plan.isDealtOut {
      while batchLosses.count < count { append(batchLoss: points[batchLosses.count].loss) }
    }
  }

  /// Replaces what belongs to the step that leads on from the last point.
  mutating func replaceLast(rate: Double?, batchLoss: Double?) {
    guard count > 0 else { return }
    if let rate, rates.count == count { rates[count - 1] = rate }
    if let batchLoss, batchLosses.count == count { batchLosses[count - 1] = batchLoss }
  }
}
