/// Several optimizers on one surface from one start, in lock step.
public struct Race: Sendable {
  /// The surface.
  public let objective: any Objective
  /// Where all begin.
  public let start: Point<Double>
  /// The most steps that each makes.
  public let budget: Int
  /// What holds for every run.
  public let conditions: RunConditions
  /// The history of each entrant, in their order.
  public private(set) var timelines: [Timeline]

  /// A race at its start.
  public init(
    _ choices: [OptimizerChoice], on objective: any Objective, from start: Point<Double>, budget: Int,
    limits: Limits, seed: UInt64 = 0
  ) {
    self.objective = objective
    self.start = start
    self.budget = budget
    let conditions = RunConditions(limits: limits, steps: budget, seed: seed)
    self.conditions = conditions
    timelines = choices.map { choice in
      Timeline(Run(choice, on: objective, from: start, conditions), budget: budget)
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
  public mutating func replace(_ index: Int, with choice: OptimizerChoice, computedTo step: Int) {
    timelines[index] = Timeline(Run(choice, on: objective, from: start, conditions), budget: budget)
    timelines[index].extend(to: step)
  }
}
