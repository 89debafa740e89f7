/// Several optimizers on one surface from one start, in lock step.
///
/// Its clock counts steps. At equal examples it counts the steps of the run with the smallest batches, and the others
/// have then made as many as the same number of examples allows.
///
/// ```swift
/// let surface = Bowl()
/// var race = Race(
///   [OptimizerChoice(Adam.self), OptimizerChoice(Momentum.self)], on: surface, from: surface.start,
///   budget: 300, limits: Limits(for: surface.domain))
/// race.extend(to: 300)
/// let losses = race.timelines.map { $0.track.points[$0.last].loss }
/// ```
public struct Race: Sendable {
  /// What is equal for all runs at any time.
  public enum Pace: String, CaseIterable, Hashable, Sendable {
    /// The steps made, whatever they cost.
    case steps
    /// The examples seen: a step over all of them counts as much as many steps over few.
    case examples
  }

  /// The most memory that the histories of a race take together, in bytes, whatever their length: 64 MB.
  ///
  /// A race of more than a thousand runs takes 64 kB a run.
  public static let mostMemory = 64 << 20

  /// The surface.
  public let objective: any Objective
  /// Where all begin.
  public let start: Point<Double>
  /// What the clock counts up to: the most steps that any run makes.
  public let budget: Int
  /// What is equal for all runs at any time; only where there are examples does it matter.
  public let pace: Pace
  /// What holds for every run.
  public let conditions: RunConditions
  /// The history of each entrant, in their order.
  public private(set) var timelines: [Timeline]
  /// The time on the clock up to which every run is computed, as far as it goes.
  public private(set) var computed = 0
  /// The batches whose steps the clock counts; `nil` where it counts every run's own.
  private let clock: Batches?
  /// The entrants, in their order.
  private var choices: [OptimizerChoice]
  /// The most memory that each history takes.
  private let share: Int
  /// Whether any step ends soon, with numbers that mean nothing, where the task that makes it is cancelled.
  public private(set) var isAbandonable = false

  /// A race at its start.
  public init(
    _ choices: [OptimizerChoice], on objective: any Objective, from start: Point<Double>, budget: Int,
    limits: Limits, seed: UInt64 = 0, pace: Pace = .steps
  ) {
    self.objective = objective
    self.start = start
    self.budget = budget
    self.pace = pace
    self.choices = choices
    conditions = RunConditions(limits: limits, steps: budget, seed: seed)
    let runs = choices.map { RunConditions.batches(of: $0, on: objective) }
    clock = pace == .examples ? runs.compactMap { $0 }.min { $0.size < $1.size } : nil
    share = Race.mostMemory / max(1, choices.count)
    timelines = []
    timelines = choices.indices.map { timeline(of: $0) }
    if timelines.allSatisfy(\.isComplete) { computed = budget }
  }

  /// The batches of a run; `nil` where there are no examples.
  public func batches(of run: Int) -> Batches? {
    RunConditions.batches(of: timelines[run].choice, on: objective)
  }

  /// How many steps a run has made, or would have made, at a time on the clock.
  public func step(of run: Int, at time: Int) -> Int {
    guard let clock else { return time }
    return steps(of: run, within: clock.examples(after: time)) ?? time
  }

  /// The time on the clock at which a run has made this many steps.
  public func time(ofStep step: Int, of run: Int) -> Int {
    guard let clock, let examples = examples(of: run, after: step) else { return step }
    return clock.steps(within: examples)
  }

  /// Computes every run up to a time.
  public mutating func extend(to time: Int) {
    for run in timelines.indices { timelines[run].extend(to: step(of: run, at: time)) }
    // Where nothing more can happen, everything is computed.
    computed = timelines.allSatisfy(\.isComplete) ? budget : max(computed, min(time, budget))
  }

  /// Computes every run up to a time, and stops earlier when a number of evaluations is used up.
  ///
  /// Observing a point after each step counts as one. At least one step is made, whatever it takes.
  public mutating func extend(to time: Int, within evaluations: Int) {
    let target = min(time, budget)
    var spent = 0
    var stride = 1
    while computed < target && spent < evaluations {
      let (before, work) = (computed, self.work)
      extend(to: min(target, before + stride))
      let cost = max(1, self.work - work)
      spent += cost
      // As many more as what is left allows, at the present cost; twice as many at most, since costs change.
      let affordable = (evaluations - spent) / max(1, cost / max(1, computed - before))
      stride = max(1, min(2 * stride, affordable))
    }
  }

  /// The evaluations and observations so far.
  private var work: Int { timelines.reduce(0) { $0 + $1.evaluations + $1.last } }

  /// How long a unit of the clock may take, in examples read: all that the runs' steps are allowed to ask for.
  public var longestStep: Int {
    timelines.reduce(0) { sum, timeline in
      let batch = RunConditions.batches(of: timeline.choice, on: objective).flatMap {
        $0.isWhole ? nil : $0.size
      }
      let (asked, overflows) = timeline.choice.mostEvaluationsAStep
        .multipliedReportingOverflow(by: Race.overhead + (batch ?? objective.cost))
      let (all, overflowsToo) = sum.addingReportingOverflow(asked)
      return overflows || overflowsToo ? Int.max / 2 : min(Int.max / 2, all + Race.overhead + objective.cost)
    }
  }
  /// What an evaluation takes beside the examples that it reads, in examples read.
  public static let overhead = 25

  /// The same race at its start, each of whose steps can be abandoned by cancelling the task that makes it.
  ///
  /// Its numbers are the same. A step takes a little longer, since every evaluation asks whether it is still wanted.
  public var abandonable: Race {
    var race = self
    race.isAbandonable = true
    race.timelines = timelines.indices.map { race.timeline(of: $0) }
    race.computed = race.timelines.allSatisfy(\.isComplete) ? budget : 0
    return race
  }

  /// How much memory the histories take, in bytes, without what they share.
  public var bytes: Int { timelines.reduce(0) { $0 + $1.bytes } }

  /// Replaces one entrant and replays it, and what was forked from it, up to a time; the others keep their histories.
  public mutating func replace(_ index: Int, with choice: OptimizerChoice, computedTo time: Int) {
    choices[index] = choice
    for run in choices.indices where run == index || choices.isFork(run, of: index) {
      timelines[run] = timeline(of: run)
      timelines[run].extend(to: step(of: run, at: time))
    }
    computed = timelines.allSatisfy(\.isComplete) ? budget : min(computed, max(0, time))
  }

  /// The examples that a run has seen after some steps of its own; `nil` where there are none.
  public func examples(of run: Int, after step: Int) -> Int? {
    guard let batches = RunConditions.batches(of: choices[run], on: objective) else { return nil }
    guard let fork = choices[run].fork, (0..<run).contains(fork.parent), fork.step > 0 else {
      return batches.examples(after: step)
    }
    if step <= fork.step { return examples(of: fork.parent, after: step) }
    return examples(of: fork.parent, after: fork.step).map {
      $0 + batches.examples(after: step) - batches.examples(after: fork.step)
    }
  }

  /// The steps that a run makes within a number of examples; `nil` where there are no examples.
  private func steps(of run: Int, within examples: Int) -> Int? {
    guard let batches = RunConditions.batches(of: choices[run], on: objective) else { return nil }
    guard let fork = choices[run].fork, (0..<run).contains(fork.parent), fork.step > 0,
      let before = self.examples(of: fork.parent, after: fork.step)
    else { return batches.steps(within: examples) }
    if examples < before { return steps(of: fork.parent, within: examples) }
    return max(fork.step, batches.steps(within: examples - before + batches.examples(after: fork.step)))
  }

  /// The choices that make a run's steps, and from which on each does: one, or for a fork those of its ancestors too.
  public func legs(of run: Int) -> [RunLeg] {
    RunLeg.legs(of: run, among: choices).reduce(into: []) { legs, leg in
      if legs.last?.start == leg.start { legs.removeLast() }
      legs.append(leg)
    }
  }

  /// The epoch of the batch that a run's step sees; `nil` where there are no examples.
  public func epoch(of run: Int, at step: Int) -> Int? {
    let leg = legs(of: run).last { $0.start <= step }
    return leg.flatMap { RunConditions.batches(of: $0.choice, on: objective)?.epoch(of: step) }
  }

  /// A run before its first step.
  public func start(of run: Int) -> Run {
    // Its budget, and what schedules span, are the run's own steps.
    var own = conditions
    own.steps = step(of: run, at: budget)
    let descended = isAbandonable ? AbandonableObjective(objective) : objective
    return Run(legs(of: run), on: descended, from: start, own)
  }

  /// A history at its start.
  private func timeline(of run: Int) -> Timeline {
    Timeline(start(of: run), budget: step(of: run, at: budget), memory: share)
  }
}

extension [OptimizerChoice] {
  /// Whether a run was forked from another one, or from a fork of it.
  public func isFork(_ run: Int, of ancestor: Int) -> Bool {
    guard let fork = self[run].fork, fork.parent < run else { return false }
    return fork.parent == ancestor || isFork(fork.parent, of: ancestor)
  }
}

extension RunConditions {
  /// The batches that a run sees on an objective; `nil` where there are no examples.
  public static func batches(of choice: OptimizerChoice, on objective: any Objective) -> Batches? {
    guard let batches = objective.batches, let size = choice.batchSize else { return objective.batches }
    return Batches(of: batches.exampleCount, size: size, order: batches.order)
  }
}
