/// The history of a run: every point it passed, and checkpoints from which any moment is restored.
///
/// Steps are computed once, on demand, up to the budget. The state at a step is found by replaying from the
/// checkpoint before it, at most `checkpointInterval` steps; since a step is a function of state and position alone,
/// that gives the first pass's bits.
public struct Timeline: Sendable {
  /// Steps between checkpoints: a state every 256 points costs less memory than the points do.
  public static let checkpointInterval = 256

  /// Every point so far; index 0 is the start.
  public private(set) var track = Track()
  /// The most steps that will be made.
  public let budget: Int
  private var checkpoints: [Run]
  private var head: Run

  /// The history of a run that is at its start.
  public init(_ run: Run, budget: Int) {
    head = run
    checkpoints = [run]
    self.budget = budget
    run.record(into: &track)
  }

  /// The optimizer that runs, with its settings and all that is put around it.
  public var choice: OptimizerChoice { head.choice }
  /// The last step computed so far.
  public var last: Int { track.count - 1 }
  /// Whether there is nothing left to compute.
  public var isComplete: Bool { last >= budget || head.isStuck }
  /// How many evaluations all steps so far took.
  public var evaluations: Int { head.evaluations }
  /// The first step at which the run had converged.
  public var convergedAt: Int? { head.convergedAt }
  /// The first step at which the run had diverged.
  public var divergedAt: Int? { head.divergedAt }

  /// Computes steps up to `step`, or to the budget, or to where the position stops being a number.
  public mutating func extend(to step: Int) {
    let target = min(step, budget)
    while last < target && !head.isStuck {
      let nextCheckpoint = (last / Timeline.checkpointInterval + 1) * Timeline.checkpointInterval
      head.advance(min(target, nextCheckpoint) - last, into: &track)
      if last == nextCheckpoint { checkpoints.append(head) }
    }
  }

  /// The run as it was after `step` steps, or after the last one computed if that is earlier.
  public func run(at step: Int) -> Run {
    let target = max(0, min(step, last))
    var run = checkpoints[min(target / Timeline.checkpointInterval, checkpoints.count - 1)]
    var replayed = Track()
    run.advance(target - run.step, into: &replayed)
    return run
  }

  /// What became of the run up to a step.
  ///
  /// A run that had converged and has left again, its gradient a thousand times the tolerance, counts as running:
  /// methods that divide by recent gradients do that once those have died away.
  public func outcome(at step: Int) -> Outcome {
    if let at = divergedAt, at <= step { return .diverged(at: at) }
    if let at = convergedAt, at <= step {
      let norm = track.points[min(step, last)].gradientNorm
      if norm < 1000 * head.limits.gradientTolerance { return .converged(at: at) }
    }
    return step >= budget ? .budgetSpent : .running
  }

  /// What the step that led to point `step` computed, name by name; `nil` for the start.
  public func explanation(of step: Int) -> Recorder? {
    guard step >= 1, step <= last else { return nil }
    return run(at: step - 1).explainNextStep()
  }

  /// What the step from point `step` on computes, name by name, also where the budget leaves it out.
  ///
  /// `nil` where there is no further step, since the position is no longer a number.
  public func explanation(from step: Int) -> Recorder? {
    let run = run(at: step)
    return run.isStuck ? nil : run.explainNextStep()
  }

  /// What each of the first steps computed, up to `count` of them; the first is that from the start.
  public func explanations(first count: Int) -> [Recorder] {
    var run = checkpoints[0]
    var track = Track()
    var recorders: [Recorder] = []
    while recorders.count < min(count, last) && !run.isStuck {
      recorders.append(run.explainNextStep())
      run.advance(1, into: &track)
      track.removeAll()
    }
    return recorders
  }
}
