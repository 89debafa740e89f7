/// Several optimizers on one surface from one start, in lock step.
public struct Race: Sendable {
  /// An optimizer that takes part, with its settings.
  public struct Entrant: Sendable {
    /// The optimizer.
    public let optimizer: OptimizerEntry
    /// Its settings.
    public let settings: SettingValues

    /// An entrant.
    public init(_ optimizer: OptimizerEntry, _ settings: SettingValues) {
      self.optimizer = optimizer
      self.settings = settings
    }
  }

  /// The surface.
  public let objective: any Objective
  /// Where all begin.
  public let start: Point<Double>
  /// The most steps that each makes.
  public let budget: Int
  /// When a run counts as converged or diverged.
  public let limits: Limits
  /// The history of each entrant, in their order.
  public private(set) var timelines: [Timeline]

  /// A race at its start.
  public init(
    _ entrants: [Entrant], on objective: any Objective, from start: Point<Double>, budget: Int,
    limits: Limits
  ) {
    self.objective = objective
    self.start = start
    self.budget = budget
    self.limits = limits
    timelines = entrants.map { entrant in
      Timeline(
        Run(entrant.optimizer, entrant.settings, on: objective, from: start, limits: limits),
        budget: budget)
    }
  }

  /// The step up to which every run is computed, as far as it goes.
  public var computed: Int {
    timelines.map { $0.isComplete ? budget : $0.last }.min() ?? budget
  }

  /// Computes every run up to `step`.
  public mutating func extend(to step: Int) {
    for i in timelines.indices { timelines[i].extend(to: step) }
  }

  /// Replaces one entrant and replays it as far as the others are; the others keep their histories.
  public mutating func replace(_ index: Int, with entrant: Entrant, computedTo step: Int) {
    timelines[index] = Timeline(
      Run(entrant.optimizer, entrant.settings, on: objective, from: start, limits: limits), budget: budget)
    timelines[index].extend(to: step)
  }
}
