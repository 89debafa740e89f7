/// The history of a run, in bounded memory: checkpoints from which any moment is restored exactly, and a picture.
///
/// Steps are computed once, on demand, up to the budget. The state at a step is found by replaying from the
/// checkpoint before it; since a step is a function of state and position alone, that gives the first pass's bits.
/// `point(at:)` and `run(at:)` are exact at every step.
///
/// `track` has every point of a run that is short enough. Of a longer one it has what a picture needs (`Track.thin`), and
/// checkpoints are then further apart, so that a history takes no more than its share of memory, whatever its length.
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
  /// The most steps between checkpoints at first: a state every 256 points costs less memory than the points do.
  private static let longestInterval = 256
  /// Examples that are read in about a millisecond: at first, replaying reads no more of them.
  private static let examplesReplayed = 1_000_000

  /// The points of a picture, all of them while there are few; index 0 is the start.
  public private(set) var track = Track()
  /// The most steps that will be made.
  public let budget: Int
  private let share: MemoryShare
  /// The last step computed so far.
  public private(set) var last = 0
  private var checkpointInterval: Int
  private var checkpoints: [Run]
  private var checkpointBytes: Int
  private var head: Run
  /// The points of the track before this one are thinned already.
  private var thinned = 0
  /// Exact points around a moment that was asked for.
  private let window = ReplayedWindow()

  /// The history of a run that is at its start; `memory` is the most that it takes, in bytes.
  public init(_ run: Run, budget: Int, memory: Int = Race.mostMemory) {
    head = run
    checkpoints = [run]
    checkpointBytes = run.bytes
    self.budget = budget
    share = MemoryShare(memory)
    let reads = max(1, run.objective.cost)
    checkpointInterval = max(1, min(Timeline.longestInterval, Timeline.examplesReplayed / reads))
    // Room is taken at once, and costs nothing until it is used: an array that grows copies all it has, now and then.
    run.record(into: &track)
    track.reserve(min(budget, share.points + share.block))
  }

  /// The optimizer that runs, with its settings and all that is put around it.
  public var choice: OptimizerChoice { head.choice }
  /// Whether there is nothing left to compute.
  public var isComplete: Bool { last >= budget || head.isStuck }
  /// How many evaluations all steps so far took.
  public var evaluations: Int { head.evaluations }
  /// The first step at which the run had converged.
  public var convergedAt: Int? { head.convergedAt }
  /// The first step at which the run had diverged.
  public var divergedAt: Int? { head.divergedAt }
  /// How much memory the history takes, in bytes, without what copies of the run share.
  public var bytes: Int {
    track.bytes + checkpointBytes + head.bytes + window.bytes
      + (checkpoints.capacity - checkpoints.count) * MemoryLayout<Run>.stride
  }

  /// Computes steps up to `step`, or to the budget, or to where the position stops being a number.
  public mutating func extend(to step: Int) {
    let target = min(step, budget)
    while last < target && !head.isStuck {
      let nextCheckpoint = (last / checkpointInterval + 1) * checkpointInterval
      head.advance(min(target, nextCheckpoint, last + share.block) - last, into: &track)
      last = head.step
      if last == nextCheckpoint { keepCheckpoint() }
      thinTrack()
    }
  }

  /// Keeps the state after the last step; of too many states every second one goes.
  private mutating func keepCheckpoint() {
    checkpoints.append(head)
    checkpointBytes += head.bytes
    guard checkpointBytes > share.checkpointBytes, checkpoints.count > 2 else { return }
    checkpointInterval *= 2
    var kept: [Run] = []
    kept.reserveCapacity(checkpoints.count / 2 + 1)
    for index in stride(from: 0, to: checkpoints.count, by: 2) { kept.append(checkpoints[index]) }
    checkpoints = kept
    checkpointBytes = kept.reduce(0) { $0 + $1.bytes }
  }

  /// Leaves out of the picture what is too much.
  private mutating func thinTrack() {
    track.number(to: last)
    if track.count > (track.isWhole ? share.points : share.picture) {
      thinned = track.thin(width: track.isWhole ? Track.firstWidth : 2 * track.width)
    } else if !track.isWhole, track.count - thinned >= share.block {
      thinned = track.thin(width: track.width, from: thinned)
    }
  }

  /// The run as it was after `step` steps, or after the last one computed if that is earlier.
  public func run(at step: Int) -> Run {
    let target = max(0, min(step, last))
    var run = checkpoints[min(target / checkpointInterval, checkpoints.count - 1)]
    var replayed = Track()
    while run.step < target && !run.isStuck {
      replayed.removeAll()
      run.advance(min(target - run.step, share.block), into: &replayed)
    }
    return run
  }

  /// What a run has after a step, exactly; after the last one computed if that is earlier.
  public func moment(at step: Int) -> Track.Moment {
    let step = max(0, min(step, last))
    if track.isWhole { return track.moment(at: step) }
    return window.moment(at: step) { step in
      let first = step / share.window * share.window
      var run = run(at: first)
      var track = Track()
      run.record(into: &track)
      run.advance(min(share.window, last + 1 - first) - 1, into: &track)
      return (first, track)
    }
  }

  /// Where a run was after a step, exactly; after the last one computed if that is earlier.
  public func point(at step: Int) -> Track.Point {
    track.isWhole ? track.points[max(0, min(step, last))] : moment(at: step).point
  }

  /// What became of the run up to a step.
  ///
  /// A run that had converged and has left again, its loss risen by what a gradient a thousand times as long makes,
  /// counts as running: methods that divide by recent gradients do that once those have died away.
  public func outcome(at step: Int) -> Outcome {
    if let at = divergedAt, at <= step { return .diverged(at: at) }
    let standing = head.standing
    if let moment = standing.converged ?? standing.stopped, moment.step <= step,
      !standing.hasLeft(moment, lossNow: point(at: step).loss)
    {
      return standing.converged == nil ? .stopped(at: moment.step) : .converged(at: moment.step)
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
