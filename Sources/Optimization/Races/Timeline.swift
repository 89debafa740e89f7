/// The history of a run: every point it passed, and checkpoints from which any moment is restored.
///
/// Steps are computed once, on demand, up to the budget. The state at a step is found by replaying from the
/// checkpoint before it, fewer steps than lie between two; since a step is a function of state and position alone,
/// that gives the first pass's bits.
///
/// ```swift
/// let bowl = Bowl()
/// let run = Run(
///   OptimizerChoice(Adam.self), on: bowl, from: bowl.start, RunConditions(limits: Limits(for: bowl.domain)))
/// var timeline = Timeline(run, budget: 1000)
/// timeline.extend(to: 400)
/// let earlier = timeline.run(at: 123)
/// let gradient = timeline.explanation(of: 123)?["g"]
/// ```
public struct Timeline: Sendable {
  /// The most steps between checkpoints: a state every 256 points costs less memory than the points do.
  private static let longestInterval = 256
  /// Examples that are read in about a millisecond: replaying reads no more of them.
  private static let examplesReplayed = 1_000_000

  /// Every point so far; index 0 is the start.
  public private(set) var track = Track()
  /// The most steps that will be made.
  public let budget: Int
  private let checkpointInterval: Int
  private var checkpoints: [Run]
  private var head: Run

  /// The history of a run that is at its start.
  public init(_ run: Run, budget: Int) {
    head = run
    checkpoints = [run]
    self.budget = budget
    let reads = max(1, run.objective.examplesRead)
    checkpointInterval = max(1, min(Timeline.longestInterval, Timeline.examplesReplayed / reads))
    // Room is taken at once, and costs nothing until it is used: an array that grows copies all it has, now and then.
    track.reserve(min(budget, Timeline.mostReserved) + 1)
    run.record(into: &track)
  }

  private static let mostReserved = 1 << 20

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
      let nextCheckpoint = (last / checkpointInterval + 1) * checkpointInterval
      head.advance(min(target, nextCheckpoint) - last, into: &track)
      if last == nextCheckpoint { checkpoints.append(head) }
    }
  }

  /// The run as it was after `step` steps, or after the last one computed if that is earlier.
  public func run(at step: Int) -> Run {
    let target = max(0, min(step, last))
    var run = checkpoints[min(target / checkpointInterval, checkpoints.count - 1)]
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

  /// What each of up to `count` steps computed, the first of them the one from point `first` on.
  public func explanations(from first: Int = 0, count: Int) -> [Recorder] {
    guard first >= 0, first <= last else { return [] }
    var run = run(at: first)
    var track = Track()
    var recorders: [Recorder] = []
    while recorders.count < min(count, last - first) && !run.isStuck {
      recorders.append(run.explainNextStep())
      run.advance(1, into: &track)
      track.removeAll()
    }
    return recorders
  }
}
