/// What several steps computed, one after the other.
///
/// All of it is in one array: a record of its own for each step would cost more than the step.
public struct RecordedSteps: Sendable {
  private var entries: [Recorder.Entry]
  /// Where the entries of each step end.
  private var ends: [Int]

  fileprivate init(_ entries: [Recorder.Entry], _ ends: [Int]) { (self.entries, self.ends) = (entries, ends) }

  /// The records of no step.
  public init() { self.init([], []) }

  /// How many steps there are.
  public var count: Int { ends.count }

  /// Adds the records of steps that follow.
  mutating func append(_ others: RecordedSteps) {
    if ends.isEmpty { return self = others }
    ends += others.ends.map { $0 + entries.count }
    entries += others.entries
  }

  /// What a step computed, in the order in which it was computed.
  public subscript(step: Int) -> ArraySlice<Recorder.Entry> {
    entries[(step == 0 ? 0 : ends[step - 1])..<ends[step]]
  }
}

/// An optimizer behind closures that makes steps as `AttachedStepper` does, and keeps what each of them computes.
@usableFromInline
struct RecordingStepper: Stepper {
  private var base: AttachedStepper
  /// How many steps the run has made.
  private var step: Int
  private var ends: [Int] = []
  private let ownRate: () -> Double?

  /// A stepper for a run that has made some steps.
  ///
  /// - Parameter ownRate: the rate of the next step, where the optimizer moves it by itself.
  @usableFromInline
  init(_ base: AttachedStepper, after step: Int, rate ownRate: @escaping () -> Double? = { nil }) {
    (self.base, self.step, self.ownRate) = (base, step, ownRate)
    self.base.recorder = Recorder()
  }

  /// What is attached to the optimizer.
  @usableFromInline var attachments: Attachments { base.attachments }
  /// What the steps so far computed.
  @usableFromInline var records: RecordedSteps { RecordedSteps(base.recorder.entries, ends) }

  @usableFromInline mutating func step(_ position: inout Point<Double>, _ oracle: inout SurfaceOracle) {
    step += 1
    base.recorder.record("t", scalar: Double(step))
    base.step(&position, &oracle)
    ends.append(base.recorder.entries.count)
  }

  @usableFromInline var companion: Point<Double>? { base.companion }
  @usableFromInline var rate: Double? { ownRate() ?? base.rate }
}
