/// An optimizer with its settings, its type erased: the way from a run to the loop that is specialised for the type.
///
/// An optimizer's step is compiled twice for a single run: into the hot loop of a bare run, and once out of line for all
/// else, which is runs with wrappers or a schedule, and steps that are recorded or explained. For these a memory is opened
/// into a stepper behind closures, so that the loops around it are written, and compiled, once for all optimizers.
@usableFromInline
struct Method: Sendable {
  /// A memory while steps are made from it.
  @usableFromInline
  struct Opened {
    /// Makes the steps.
    var stepper: AttachedStepper
    /// The rate of the next step, where the optimizer moves it by itself.
    let rate: () -> Double?
    /// The memory after the steps, with what is attached to the optimizer.
    let close: (Attachments) -> any Sendable

    @usableFromInline init(
      _ stepper: AttachedStepper, rate: @escaping () -> Double? = { nil },
      close: @escaping (Attachments) -> any Sendable
    ) {
      self.stepper = stepper
      self.rate = rate
      self.close = close
    }
  }

  /// The state before the first step.
  let start: @Sendable (Point<Double>) -> any Sendable
  /// A memory as steps are made from it, wherever a step's surroundings are looked up at run time.
  private let open: @Sendable (any Sendable) -> Opened?
  /// Makes steps of an optimizer alone in a loop of its own; `nil` with wrappers or a schedule.
  private let bare: (@Sendable (inout any Sendable, inout Cursor, Int, inout Track) -> Void)?
  /// The second point that the method keeps, and the rate of its next step where it changes.
  let companionAndRate: @Sendable (any Sendable) -> (companion: Point<Double>?, rate: Double?)

  @usableFromInline init(
    start: @escaping @Sendable (Point<Double>) -> any Sendable,
    open: @escaping @Sendable (any Sendable) -> Opened?,
    bare: (@Sendable (inout any Sendable, inout Cursor, Int, inout Track) -> Void)? = nil,
    companionAndRate: @escaping @Sendable (any Sendable) -> (companion: Point<Double>?, rate: Double?)
  ) {
    self.start = start
    self.open = open
    self.bare = bare
    self.companionAndRate = companionAndRate
  }

  /// Makes steps, writing every point into the track.
  func advance(_ memory: inout any Sendable, _ cursor: inout Cursor, _ count: Int, _ track: inout Track) {
    if let bare { return bare(&memory, &cursor, count, &track) }
    guard var opened = open(memory) else { return }
    cursor.advance(count, attached: &opened.stepper, &track)
    memory = opened.close(opened.stepper.attachments)
  }

  /// Makes steps in the same way, and keeps what each of them computes.
  func record(
    _ memory: inout any Sendable, _ cursor: inout Cursor, _ count: Int, _ track: inout Track
  ) -> RecordedSteps {
    guard let opened = open(memory) else { return RecordedSteps() }
    var stepper = RecordingStepper(opened.stepper, after: cursor.step, rate: opened.rate)
    cursor.advance(count, recording: &stepper, &track)
    memory = opened.close(stepper.attachments)
    return stepper.records
  }

  /// What the next step computes.
  func explain(_ memory: any Sendable, _ cursor: Cursor) -> Recorder {
    open(memory).map { cursor.explain($0.stepper) } ?? Recorder()
  }

  /// The memory with which this method goes on where another choice has made the steps so far.
  ///
  /// The same optimizer keeps its own memory, and what is attached as `Attachments` says.
  func takingOver(
    _ former: any Sendable, of other: OptimizerChoice, by choice: OptimizerChoice,
    _ conditions: RunConditions,
    at position: Point<Double>, after steps: Int
  ) -> any Sendable {
    let fresh = start(position)
    let formerParts = former as? any HasAttachments
    let isSame = choice.entry.card.id == other.entry.card.id
    guard let parts = fresh as? any HasAttachments else {
      return isSame ? formerParts?.ownState ?? former : fresh
    }
    let attachments = Attachments(
      choice, conditions, at: position, after: steps, of: other, formerParts?.attachments)
    let own = isSame ? formerParts?.ownState ?? former : parts.ownState
    return parts.replacing(own: own, attachments) ?? fresh
  }

  /// The method of an optimizer alone.
  @inlinable init<O: Optimizer>(bare optimizer: O) where O.V == Point<Double> {
    self.init(
      start: { optimizer.start(at: $0) },
      open: { memory in
        guard let state = memory as? O.State else { return nil }
        let cell = OptimizerCell(state) { _ in optimizer }
        return Opened(
          AttachedStepper(Attachments(), cell.step, cell.restart, cell.companion),
          rate: { optimizer.rate(cell.state) }, close: { _ in cell.state })
      },
      bare: { memory, cursor, count, track in
        guard let state = memory as? O.State else { return }
        var stepper = BareStepper(optimizer, state)
        cursor.advance(count, &stepper, &track)
        memory = stepper.state
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
      open: { memory in
        guard let state = memory as? AttachedState<O.State> else { return nil }
        let cell = OptimizerCell(state.own, scheduled)
        return Opened(AttachedStepper(state.attachments, cell.step, cell.restart, cell.companion)) {
          AttachedState(cell.state, $0)
        }
      },
      companionAndRate: { memory in
        guard let state = memory as? AttachedState<O.State> else { return (nil, nil) }
        return (state.attachments.companion ?? unscheduled.companion(state.own), state.attachments.rate)
      })
  }
}

/// A memory in two parts, which are taken over one by one.
protocol HasAttachments {
  /// The optimizer's own state.
  var ownState: any Sendable { get }
  /// What is attached to it.
  var attachments: Attachments { get }
  /// The same with other parts; `nil` where the state is another optimizer's.
  func replacing(own: any Sendable, _ attachments: Attachments) -> (any Sendable)?
}

extension AttachedState: HasAttachments {
  var ownState: any Sendable { own }

  func replacing(own: any Sendable, _ attachments: Attachments) -> (any Sendable)? {
    (own as? Own).map { AttachedState($0, attachments) }
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
