/// What is attached to a run's optimizer: the schedule of its rate, and the wrappers around it with their memories.
@usableFromInline
struct Attachments: Sendable {
  private(set) var wrappers: [any Wrapper<Point<Double>>] = []
  private var schedule: ScheduledRate?
  /// The steps made.
  private(set) var step = 0
  /// The step at which the schedule begins: a fork's own begins there.
  private var scheduleStart = 0

  /// Nothing.
  @usableFromInline init() {}

  /// What a choice asks for, at the start of a run.
  @usableFromInline init(_ choice: OptimizerChoice, _ conditions: RunConditions, at start: Point<Double>) {
    wrappers = choice.wrappers.map { $0.entry.wrapper($0.settings, start, conditions.seed) }
    schedule = ScheduledRate(choice, steps: conditions.steps)
    numbers = schedule?.numbers(step)
  }

  /// What a choice asks for after some steps of another one; what both have goes on.
  ///
  /// - Parameter former: what was attached until then; nothing where the optimizer was alone.
  init(
    _ choice: OptimizerChoice, _ conditions: RunConditions, at position: Point<Double>, after steps: Int,
    of other: OptimizerChoice, _ former: Attachments?
  ) {
    self.init(choice, conditions, at: position)
    (step, scheduleStart) = (steps, steps)
    if let former {
      for index in wrappers.indices where index < other.wrappers.count {
        if choice.wrappers[index] == other.wrappers[index] { wrappers[index] = former.wrappers[index] }
      }
      if choice.schedule == other.schedule, let schedule = former.schedule {
        self.schedule = schedule.moving(choice)
        scheduleStart = former.scheduleStart
      }
    }
    numbers = schedule?.numbers(scheduleStep)
  }

  /// The steps that the schedule has seen.
  private var scheduleStep: Int { step - scheduleStart }

  /// What the schedule gives to the next step, computed once a step; `nil` if there is no schedule.
  @usableFromInline private(set) var numbers: ScheduledNumbers?
  /// The rate of the next step, where it changes.
  @usableFromInline var rate: Double? { numbers?.rate }
  /// A second point that a wrapper keeps, such as the average of the path: that of the last wrapper with one.
  @usableFromInline var companion: Point<Double>? {
    wrappers.isEmpty ? nil : wrappers.last { $0.companion != nil }?.companion
  }

  /// How many bytes the wrappers with their memories take.
  var heldBytes: Int {
    wrappers.reduce(0) { $0 + MemoryLayout<any Wrapper<Point<Double>>>.stride + bytes(of: $1) }
  }

  /// Records what the schedule gives to the next step.
  func recordSchedule(in recorder: inout Recorder) {
    guard recorder.keeps, let schedule else { return }
    recorder.begin(part: Recorder.schedulePart)
    let step = scheduleStep
    recorder.record("t", scalar: Double(step))
    recorder.record("α", scalar: schedule.base)
    for (name, value) in schedule.quantities(step) { recorder.record(name, scalar: value) }
    let rate = schedule.rate(step)
    recorder.record("αₜ", scalar: rate)
    recorder.begin(part: 0)
    recorder.record("lr", scalar: rate)
    if let key = schedule.momentumKey { recorder.record(key, scalar: schedule.momentum(step)) }
  }

  /// Whether `finish` is to be told the gradients, which are computed again for it.
  func needsGradients(_ recorder: Recorder) -> Bool {
    recorder.keeps || wrappers.contains { $0.usesGradient }
  }

  /// Lets each wrapper finish a step.
  ///
  /// - Parameters:
  ///   - gradients: the gradient at `start` before the first wrapper and after each; may be empty where none is needed.
  ///   - restart: lets the optimizer begin anew at a position.
  mutating func finish(
    _ position: inout Point<Double>, from start: Point<Double>, _ gradients: [Point<Double>], lr: Double,
    _ recorder: inout Recorder, restart: (Point<Double>) -> Void
  ) {
    for i in wrappers.indices {
      recorder.begin(part: i + 1)
      let step = FinishedStep(
        start: start, given: gradients.isEmpty ? start : gradients[i],
        told: gradients.isEmpty ? start : gradients[i + 1], lr: lr)
      wrappers[i].finish(&position, step, &recorder)
      if wrappers[i].restartsOptimizer { restart(position) }
    }
    recorder.begin(part: 0)
  }

  /// Ends the step; `loss` is asked for only where the schedule watches it, before or after the step.
  mutating func endStep(loss: (_ isAfterStep: Bool) -> Double) {
    if let watching = schedule, watching.watchesLoss { schedule?.observe(loss(watching.seesLossAfterStep)) }
    step += 1
    numbers = schedule?.numbers(scheduleStep)
  }
}

/// What a schedule gives to one step.
@usableFromInline
struct ScheduledNumbers: Sendable {
  /// The rate.
  @usableFromInline let rate: Double
  /// The setting that the schedule moves beside the rate, and its value; `nil` where it moves none.
  let momentum: (key: String, value: Double)?

  /// Settings with the momentum that the schedule gives; `nil` where it gives none.
  @usableFromInline func replacingMomentum(in settings: SettingValues) -> SettingValues? {
    guard let momentum else { return nil }
    // A value that the setting does not accept leaves it as it is.
    return (try? settings.setting(momentum.key, to: momentum.value)) ?? settings
  }
}
