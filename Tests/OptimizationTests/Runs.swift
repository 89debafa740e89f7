import Optimization

extension Run {
  /// A bare optimizer with settings, as most tests need it.
  init(
    _ entry: OptimizerEntry, _ settings: SettingValues, on objective: any Objective,
    from start: Point<Double>,
    limits: Limits
  ) {
    self.init(OptimizerChoice(entry, settings), on: objective, from: start, RunConditions(limits: limits))
  }
}

extension RunPack {
  /// A bare optimizer with settings for each run.
  init(
    _ entry: OptimizerEntry, _ settings: [SettingValues], on objective: any Objective,
    from start: [Point<Double>]
  ) {
    self.init(
      settings.map { OptimizerChoice(entry, $0) }, on: objective, from: start,
      RunConditions(limits: Limits(for: objective.domain)))
  }
}
