/// The rate that a schedule gives to a run, and what the schedule has recorded of the run.
struct ScheduledRate: Sendable {
  private var schedule: any Schedule
  /// The optimizer's own rate.
  private(set) var base: Double
  /// The setting that the schedule moves besides the rate; `nil` if there is none.
  private(set) var momentumKey: String?

  /// The schedule of a choice for a run of a number of steps; `nil` if it has none.
  init?(_ choice: OptimizerChoice, steps: Int) {
    guard let schedule = choice.schedule else { return nil }
    self.schedule = schedule.entry.make(schedule.settings, steps)
    base = choice.rate
    momentumKey = self.schedule.momentum(0) == nil ? nil : choice.momentumKey
  }

  /// The same schedule, as far as it has come, for the rate of another choice.
  func moving(_ choice: OptimizerChoice) -> ScheduledRate {
    var moved = self
    moved.base = choice.rate
    moved.momentumKey = schedule.momentum(0) == nil ? nil : choice.momentumKey
    return moved
  }

  var watchesLoss: Bool { schedule.watchesLoss }
  var seesLossAfterStep: Bool { schedule.seesLossAfterStep }

  /// The rate of a step, counted from 0.
  func rate(_ step: Int) -> Double { schedule.rate(step, base: base) }

  /// The momentum of a step, if there is a setting for it.
  func momentum(_ step: Int) -> Double { schedule.momentum(step) ?? .nan }

  /// The numbers for a step.
  func numbers(_ step: Int) -> ScheduledNumbers {
    ScheduledNumbers(rate: rate(step), momentum: momentumKey.map { ($0, momentum(step)) })
  }

  /// The quantities from which the rate of a step follows, under the names of the schedule's formula.
  func quantities(_ step: Int) -> KeyValuePairs<String, Double> { schedule.quantities(step, base: base) }

  /// Passes a loss to the schedule.
  mutating func observe(_ loss: Double) { schedule.observe(loss) }
}
