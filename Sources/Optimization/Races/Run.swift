/// What holds for every run of a race beside the surface and the start.
public struct RunConditions: Hashable, Sendable {
  /// The seed of all randomness: noise, batches, random starts.
  public var seed: UInt64
  /// How many steps are planned: schedules that span the run need to know.
  public var steps: Int
  /// When a run counts as converged or diverged.
  public var limits: Limits

  /// The conditions of a race.
  public init(limits: Limits, steps: Int = 0, seed: UInt64 = 0) {
    self.limits = limits
    self.steps = steps
    self.seed = seed
  }
}

/// One optimizer on one surface: a value, so that going back is taking an earlier one.
///
/// A fork follows another choice up to a step, and its own from there on: see `RunLeg`.
///
/// ```swift
/// let bowl = Bowl()
/// var track = Track()
/// let conditions = RunConditions(limits: Limits(for: bowl.domain))
/// var run = Run(OptimizerChoice(Adam.self), on: bowl, from: Point(-4, 1.5), conditions)
/// run.record(into: &track)
/// run.advance(100, into: &track)
/// let halfway = track.points[50].position
/// ```
public struct Run: Sendable {
  private let plan: RunPlan
  /// The leg that makes the next step.
  private var leg = 0
  private var memory: any Sendable
  private var cursor: Cursor

  /// A run that has made no step yet.
  public init(
    _ choice: OptimizerChoice, on objective: any Objective, from start: Point<Double>,
    _ conditions: RunConditions
  ) {
    self.init([RunLeg(choice)], on: objective, from: start, conditions)
  }

  /// A run whose choice changes on the way; it has made no step yet.
  ///
  /// Where a leg begins, an optimizer that stays the same keeps its memory, and so do wrappers and a schedule that stay the
  /// same. Anything else begins anew there, and a new schedule spans the steps that are left.
  ///
  /// - Parameter legs: at least one; the first begins at 0, and none before the one before it.
  public init(
    _ legs: [RunLeg], on objective: any Objective, from start: Point<Double>, _ conditions: RunConditions
  ) {
    plan = RunPlan(legs, on: objective, from: start, conditions)
    let first = plan.legs[0]
    memory = first.method.start(start)
    cursor = Cursor(
      RunPlan.dealt(objective, for: first.choice), at: start, conditions.limits, seed: conditions.seed)
  }

  /// The optimizer, with its settings and all that is put around it; a fork's own.
  public var choice: OptimizerChoice { plan.legs[plan.legs.count - 1].choice }
  /// The choice that makes the next step: that of an ancestor before a fork begins.
  public var presentChoice: OptimizerChoice { plan.legs[leg].choice }
  /// The steps that the present choice still makes; `nil` where it makes all others.
  public var stepsToFork: Int? { leg + 1 < plan.legs.count ? plan.legs[leg + 1].start - step : nil }
  private var method: Method { plan.legs[leg].method }

  /// Where it is.
  public var position: Point<Double> { cursor.position }
  /// The loss there.
  public var loss: Double { cursor.oracle.observed.value }
  /// The gradient there.
  public var gradient: Point<Double> { cursor.oracle.observed.gradient }
  /// What it descends: the surface, with the run's own batches.
  public var objective: any Objective { cursor.oracle.objective }
  /// The batch that the next step descends; the objective itself where every step sees the whole.
  public var batch: any Objective { objective.batch(ofStep: step, seed: cursor.seed) }
  /// How many steps were made.
  public var step: Int { cursor.step }
  /// How many evaluations the optimizer asked for.
  public var evaluations: Int { cursor.oracle.evaluations }
  /// The first step at which it had converged.
  public var convergedAt: Int? { cursor.standing.converged?.step }
  /// The step at which it came to rest without a minimum, on a saddle, a ridge, a kink or a flat; `nil` where it did not, or
  /// has left again.
  public var stoppedAt: Int? {
    guard convergedAt == nil, divergedAt == nil, let stopped = cursor.standing.stopped else { return nil }
    return cursor.standing.hasLeft(stopped, lossNow: loss) ? nil : stopped.step
  }
  /// Whether it has arrived, and where.
  var standing: Standing { cursor.standing }
  /// The first step at which it was beyond the bound or not a number.
  public var divergedAt: Int? { cursor.divergedAt }
  /// When it counts as converged or as diverged.
  public var limits: Limits { cursor.limits }
  /// Whether no further step can be made, since the position is no longer a number.
  public var isStuck: Bool { cursor.isStuck }

  /// How many bytes a copy of it takes beside what all copies share.
  var bytes: Int { MemoryLayout<Run>.stride + Optimization.bytes(of: memory) }

  /// Makes up to `count` steps, fewer only where the position stops being a number, and adds each point to `track`.
  public mutating func advance(_ count: Int, into track: inout Track) {
    guard plan.legs.count > 1 else { return method.advance(&memory, &cursor, count, &track) }
    eachLeg(count, &track) { run, count, track in run.method.advance(&run.memory, &run.cursor, count, &track)
    }
  }

  /// Makes steps as `advance` does, with the same bits, and returns what each of them computed.
  public mutating func advanceRecording(_ count: Int, into track: inout Track) -> RecordedSteps {
    guard plan.legs.count > 1 else { return method.record(&memory, &cursor, count, &track) }
    var records = RecordedSteps()
    eachLeg(count, &track) { run, count, track in
      records.append(run.method.record(&run.memory, &run.cursor, count, &track))
    }
    return records
  }

  /// Makes steps leg by leg.
  private mutating func eachLeg(
    _ count: Int, _ track: inout Track, _ advance: (inout Run, Int, inout Track) -> Void
  ) {
    let last = step + count
    while step < last && !isStuck {
      let next = leg + 1 < plan.legs.count ? plan.legs[leg + 1].start : last
      let made = min(last, next) - step
      advance(&self, made, &track)
      track.complete(plan, rate: presentChoice.rate)
      if step == next, leg + 1 < plan.legs.count { beginNextLeg(&track) }
    }
  }

  /// Lets the next choice make the next step.
  private mutating func beginNextLeg(_ track: inout Track) {
    let (former, next) = (plan.legs[leg], plan.legs[leg + 1])
    memory = next.method.takingOver(
      memory, of: former.choice, by: next.choice, next.conditions, at: position, after: step)
    leg += 1
    if next.choice.batchSize != former.choice.batchSize {
      cursor.deal(RunPlan.dealt(plan.objective, for: next.choice))
    }
    track.replaceLast(
      rate: method.companionAndRate(memory).rate ?? (plan.movesRate ? presentChoice.rate : nil),
      batchLoss: cursor.batchLoss ?? (plan.isDealtOut ? loss : nil))
  }

  /// Adds the present point to a track, as its beginning.
  public func record(into track: inout Track) {
    let (companion, rate) = method.companionAndRate(memory)
    track.append(
      position, loss: loss, gradientNorm: gradient.length, evaluations: evaluations,
      companion: companion, rate: rate, batchLoss: cursor.batchLoss)
    if plan.legs.count > 1 { track.complete(plan, rate: presentChoice.rate) }
  }

  /// What the next step will compute, name by name; the run itself stays as it is.
  public func explainNextStep() -> Recorder { method.explain(memory, cursor) }
}
