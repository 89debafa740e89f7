/// An optimizer with its settings, its type erased: the way from a run to the loop that is specialised for the type.
///
/// An optimizer's step is compiled twice for a single run: into the hot loop of a bare run, and once out of line for all
/// else, which is runs with wrappers or a schedule, and steps that are explained.
@usableFromInline
struct Method: Sendable {
  /// The state before the first step.
  let start: @Sendable (Point<Double>) -> any Sendable
  /// Makes steps, writing every point into the track.
  let advance: @Sendable (inout any Sendable, inout Cursor, Int, inout Track) -> Void
  /// Makes steps in the same way, and keeps what each of them computes.
  let record: @Sendable (inout any Sendable, inout Cursor, Int, inout Track) -> RecordedSteps
  /// What the next step computes.
  let explain: @Sendable (any Sendable, Cursor) -> Recorder
  /// The second point that the method keeps, and the rate of its next step where it changes.
  let companionAndRate: @Sendable (any Sendable) -> (companion: Point<Double>?, rate: Double?)

  @usableFromInline init(
    start: @escaping @Sendable (Point<Double>) -> any Sendable,
    advance: @escaping @Sendable (inout any Sendable, inout Cursor, Int, inout Track) -> Void,
    record: @escaping @Sendable (inout any Sendable, inout Cursor, Int, inout Track) -> RecordedSteps,
    explain: @escaping @Sendable (any Sendable, Cursor) -> Recorder,
    companionAndRate: @escaping @Sendable (any Sendable) -> (companion: Point<Double>?, rate: Double?)
  ) {
    self.start = start
    self.advance = advance
    self.record = record
    self.explain = explain
    self.companionAndRate = companionAndRate
  }

  /// The method of an optimizer alone.
  @inlinable init<O: Optimizer>(bare optimizer: O) where O.V == Point<Double> {
    self.init(
      start: { optimizer.start(at: $0) },
      advance: { memory, cursor, count, track in
        guard let state = memory as? O.State else { return }
        var stepper = BareStepper(optimizer, state)
        cursor.advance(count, &stepper, &track)
        memory = stepper.state
      },
      record: { memory, cursor, count, track in
        guard let state = memory as? O.State else { return RecordedSteps() }
        let cell = OptimizerCell(state) { _ in optimizer }
        var stepper = RecordingStepper(
          AttachedStepper(Attachments(), cell.step, cell.restart, cell.companion), after: cursor.step,
          rate: { optimizer.rate(cell.state) })
        cursor.advance(count, recording: &stepper, &track)
        memory = cell.state
        return stepper.records
      },
      explain: { memory, cursor in
        guard let state = memory as? O.State else { return Recorder() }
        let cell = OptimizerCell(state) { _ in optimizer }
        return cursor.explain(AttachedStepper(Attachments(), cell.step, cell.restart, cell.companion))
      },
      companionAndRate: { memory in
        guard let state = memory as? O.State else { return (nil, nil) }
        return (optimizer.companion(state), optimizer.rate(state))
      })
  }

  /// The optimizer with the numbers that a schedule gives to a step.
  @inlinable static func scheduled<O: Optimizer>(
    _ type: O.Type, _ settings: SettingValues
  ) -> @Sendable (ScheduledNumbers?) -> O where O.V == Point<Double> {
    let unscheduled = O(Settings(settings))
    return { numbers in
      guard let numbers else { return unscheduled }
      var optimizer = unscheduled
      if let values = numbers.replacingMomentum(in: settings) { optimizer = O(Settings(values)) }
      optimizer.lr = numbers.rate
      return optimizer
    }
  }

  /// The method of an optimizer with wrappers around it, or a schedule for its rate.
  @inlinable init<O: Optimizer>(attached type: O.Type, _ choice: OptimizerChoice, _ conditions: RunConditions)
  where O.V == Point<Double> {
    let unscheduled = O(Settings(choice.settings))
    let scheduled = Method.scheduled(O.self, choice.settings)
    self.init(
      start: { position in
        let attachments = Attachments(choice, conditions, at: position)
        return AttachedState(scheduled(attachments.numbers).start(at: position), attachments)
      },
      advance: { memory, cursor, count, track in
        guard let state = memory as? AttachedState<O.State> else { return }
        let cell = OptimizerCell(state.own, scheduled)
        var stepper = AttachedStepper(state.attachments, cell.step, cell.restart, cell.companion)
        cursor.advance(count, attached: &stepper, &track)
        memory = AttachedState(cell.state, stepper.attachments)
      },
      record: { memory, cursor, count, track in
        guard let state = memory as? AttachedState<O.State> else { return RecordedSteps() }
        let cell = OptimizerCell(state.own, scheduled)
        var stepper = RecordingStepper(
          AttachedStepper(state.attachments, cell.step, cell.restart, cell.companion), after: cursor.step)
        cursor.advance(count, recording: &stepper, &track)
        memory = AttachedState(cell.state, stepper.attachments)
        return stepper.records
      },
      explain: { memory, cursor in
        guard let state = memory as? AttachedState<O.State> else { return Recorder() }
        let cell = OptimizerCell(state.own, scheduled)
        return cursor.explain(AttachedStepper(state.attachments, cell.step, cell.restart, cell.companion))
      },
      companionAndRate: { memory in
        guard let state = memory as? AttachedState<O.State> else { return (nil, nil) }
        return (state.attachments.companion ?? unscheduled.companion(state.own), state.attachments.rate)
      })
  }
}

/// An optimizer's state together with that of what is attached to it.
@usableFromInline
struct AttachedState<Own: Sendable>: Sendable, HoldsMemory {
  @usableFromInline let own: Own
  @usableFromInline let attachments: Attachments

  @inlinable init(_ own: Own, _ attachments: Attachments) {
    self.own = own
    self.attachments = attachments
  }

  @usableFromInline var heldBytes: Int {
    ((own as? any HoldsMemory)?.heldBytes ?? 0) + attachments.heldBytes
  }
}

/// An optimizer's state while steps are made whose surroundings are looked up at run time.
///
/// In here the state keeps its type, so that a step neither looks it up nor allocates; outside, only the closures over it
/// are known.
@usableFromInline
final class OptimizerCell<O: Optimizer> where O.V == Point<Double> {
  @usableFromInline var state: O.State
  @usableFromInline let scheduled: @Sendable (ScheduledNumbers?) -> O

  /// - Parameter scheduled: the optimizer with the numbers that a schedule gives to a step.
  @inlinable init(_ state: O.State, _ scheduled: @escaping @Sendable (ScheduledNumbers?) -> O) {
    self.state = state
    self.scheduled = scheduled
  }

  /// Makes a step and returns its rate.
  @inlinable var step: AttachedStepper.Step {
    { numbers, position, oracle, recorder in
      let optimizer = self.scheduled(numbers)
      optimizer.step(&position, &self.state, &oracle, &recorder)
      return optimizer.lr
    }
  }

  /// Forgets all steps.
  @inlinable var restart: (ScheduledNumbers?, Point<Double>) -> Void {
    { numbers, position in self.state = self.scheduled(numbers).start(at: position) }
  }

  /// The second point that the method keeps.
  @inlinable var companion: () -> Point<Double>? {
    { self.scheduled(nil).companion(self.state) }
  }
}
