/// What makes the steps of a run: the cursor's loop knows nothing else.
@usableFromInline
protocol Stepper {
  /// Makes one step.
  mutating func step(_ position: inout Point<Double>, _ oracle: inout SurfaceOracle)
  /// A second point that the method keeps.
  var companion: Point<Double>? { get }
  /// The rate of the next step, where it changes.
  var rate: Double? { get }
}

/// An optimizer alone, its type known: the loop around it is specialised, and records nothing.
@usableFromInline
struct BareStepper<O: Optimizer>: Stepper where O.V == Point<Double> {
  @usableFromInline let optimizer: O
  @usableFromInline var state: O.State

  @inlinable init(_ optimizer: O, _ state: O.State) {
    self.optimizer = optimizer
    self.state = state
  }

  @inlinable @inline(__always)
  mutating func step(_ position: inout Point<Double>, _ oracle: inout SurfaceOracle) {
    var trace = NoTrace<Point<Double>>()
    optimizer.step(&position, &state, &oracle, &trace)
  }

  @inlinable @inline(__always) var companion: Point<Double>? { optimizer.companion(state) }
  @inlinable @inline(__always) var rate: Double? { optimizer.rate(state) }
}

/// An optimizer behind closures, with a schedule for its rate and wrappers around it, recorded where that is asked for.
@usableFromInline
struct AttachedStepper: Stepper {
  /// Makes the optimizer's own step with the numbers that a schedule gives, and returns its rate.
  @usableFromInline
  typealias Step = (ScheduledNumbers?, inout Point<Double>, inout AttachedOracle, inout Recorder) -> Double

  @usableFromInline private(set) var attachments: Attachments
  var recorder = Recorder(isRecording: false)
  private let own: Step
  private let restart: (ScheduledNumbers?, Point<Double>) -> Void
  private let ownCompanion: () -> Point<Double>?

  @usableFromInline init(
    _ attachments: Attachments, _ step: @escaping Step,
    _ restart: @escaping (ScheduledNumbers?, Point<Double>) -> Void,
    _ companion: @escaping () -> Point<Double>?
  ) {
    self.attachments = attachments
    own = step
    self.restart = restart
    ownCompanion = companion
  }

  @usableFromInline mutating func step(_ position: inout Point<Double>, _ oracle: inout SurfaceOracle) {
    let start = position
    let numbers = attachments.numbers
    attachments.recordSchedule(in: &recorder)
    if attachments.wrappers.isEmpty {
      var direct = AttachedOracle(oracle)
      _ = own(numbers, &position, &direct, &recorder)
      oracle = direct.base
    } else {
      var wrapped = AttachedOracle(oracle, attachments.wrappers, step: attachments.step)
      let lr = own(numbers, &position, &wrapped, &recorder)
      oracle = wrapped.base
      // What is asked again here is not counted: the run's own oracle has been given back already.
      let gradients = attachments.needsGradients(recorder) ? wrapped.gradients(at: start) : []
      let restart = restart
      attachments.finish(&position, from: start, gradients, lr: lr, &recorder) { restart(numbers, $0) }
    }
    attachments.endStep { isAfterStep in oracle.observedLoss(at: isAfterStep ? position : start) }
  }

  @usableFromInline var companion: Point<Double>? { attachments.companion ?? ownCompanion() }
  @usableFromInline var rate: Double? { attachments.rate }
}
