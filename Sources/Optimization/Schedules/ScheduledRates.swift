/// The rates that schedules give to one run, or to eight runs side by side.
struct ScheduledRates<S: Scalar>: Sendable {
  /// One schedule a lane, each with the rate of its optimizer.
  private var lanes: [(schedule: any Schedule, base: Double)]
  /// The setting that the schedules move beside the rate; `nil` where they move none.
  let momentumKey: String?
  let watchesLoss: Bool

  /// The schedules of the lanes; `nil` where no lane has one.
  ///
  /// A lane without one keeps its rate.
  init?(_ choices: [OptimizerChoice], steps: Int) {
    guard choices.contains(where: { $0.schedule != nil }) else { return nil }
    lanes = choices.map { choice in
      let schedule = choice.schedule.map { $0.entry.make($0.settings, steps) } ?? UnscheduledRate()
      return (schedule, choice.rate)
    }
    momentumKey = zip(choices, lanes).first { $1.schedule.momentum(0) != nil }?.0.momentumKey
    watchesLoss = lanes.contains { $0.schedule.watchesLoss }
  }

  /// The rates of a step, counted from 0.
  func rate(_ step: Int) -> S { S.gather { lanes[$0].schedule.rate(step, base: lanes[$0].base) } }

  /// The momenta of a step.
  func momentum(_ step: Int) -> S { S.gather { lanes[$0].schedule.momentum(step) ?? .nan } }

  /// Tells each lane's schedule its loss.
  mutating func observe(_ loss: S) {
    for i in lanes.indices { lanes[i].schedule.observe(loss.lane(i)) }
  }
}

/// The rate as the optimizer has it, for a lane without a schedule beside lanes with one.
private struct UnscheduledRate: Schedule {
  static var card: ScheduleCard {
    ScheduleCard(
      id: "none", name: "none", summary: "", formula: Formula(), settings: [], source: "", checkedAgainst: [])
  }
  init() {}
  init(_ settings: SettingValues, steps: Int) {}
  func rate(_ step: Int, base: Double) -> Double { base }
}
