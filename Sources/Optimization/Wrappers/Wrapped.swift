/// An optimizer with wrappers around it and a schedule for its rate: an optimizer again.
///
/// It is made by `OptimizerEntry` where the inner type is concrete, so that the inner step is still specialised; a step
/// without wrappers and schedule does not pass through here at all.
struct Wrapped<Inner: Optimizer>: Optimizer where Inner.V.Element == Double {
  typealias V = Inner.V

  static var card: OptimizerCard { Inner.card }

  private var inner: Inner
  private let settings: Settings<Double>
  private let makeWrappers: @Sendable (V) -> [any Wrapper<V>]
  private let schedule: ScheduledRate?

  init(
    _ settings: Settings<Double>, schedule: ScheduledRate?,
    wrappers: @escaping @Sendable (V) -> [any Wrapper<V>]
  ) {
    inner = Inner(settings)
    self.settings = settings
    self.schedule = schedule
    makeWrappers = wrappers
  }

  init(_ settings: Settings<Double>) { self.init(settings, schedule: nil, wrappers: { _ in [] }) }

  var lr: Double {
    get { inner.lr }
    set { inner.lr = newValue }
  }

  /// The optimizer's own state, the wrappers with their memories, and the schedule with what it saw.
  struct State: Sendable {
    var inner: Inner.State
    var wrappers: [any Wrapper<V>]
    var schedule: ScheduledRate?
    var step = 0
  }

  /// The optimizer as the schedule has it at a step.
  @inline(__always)
  private func scheduled(_ schedule: ScheduledRate?, _ step: Int) -> Inner {
    guard let schedule else { return inner }
    var scheduled = inner
    if let key = schedule.momentumKey {
      scheduled = Inner(settings.replacing(key, with: schedule.momentum(step)))
    }
    scheduled.lr = schedule.rate(step)
    return scheduled
  }

  func start(at position: V) -> State {
    State(
      inner: scheduled(schedule, 0).start(at: position), wrappers: makeWrappers(position),
      schedule: schedule)
  }

  @inline(__always)
  func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {
    let optimizer = scheduled(state.schedule, state.step)
    if let schedule = state.schedule {
      trace.begin(part: Recorder.schedulePart)
      trace.record("t", scalar: Double(state.step))
      trace.record("α", scalar: schedule.base)
      if T.keeps {
        for (name, value) in schedule.quantities(state.step) { trace.record(name, scalar: value) }
      }
      trace.record("αₜ", scalar: optimizer.lr)
      trace.begin(part: 0)
      trace.record("lr", scalar: optimizer.lr)
      if let key = schedule.momentumKey { trace.record(key, scalar: schedule.momentum(state.step)) }
    }
    let start = position
    if state.wrappers.isEmpty {
      optimizer.step(&position, &state.inner, &oracle, &trace)
    } else {
      var wrapped = WrappedOracle(oracle, state.wrappers, step: state.step)
      optimizer.step(&position, &state.inner, &wrapped, &trace)
      oracle = wrapped.base
      // What is asked again here is not counted: the run's own oracle has been given back already.
      let isNeeded = T.keeps || state.wrappers.contains { $0.usesGradient }
      let gradients = isNeeded ? wrapped.gradients(at: start) : []
      finish(&position, &state, from: start, gradients, optimizer, &trace)
    }
    if state.schedule?.watchesLoss == true {
      let loss = oracle.observedLoss(at: start)
      state.schedule?.observe(loss)
    }
    state.step += 1
  }

  private func finish<T: Trace<V>>(
    _ position: inout V, _ state: inout State, from start: V, _ gradients: [V], _ optimizer: Inner,
    _ trace: inout T
  ) {
    for i in state.wrappers.indices {
      trace.begin(part: i + 1)
      let step = FinishedStep(
        start: start, given: gradients.isEmpty ? start : gradients[i],
        told: gradients.isEmpty ? start : gradients[i + 1], lr: optimizer.lr)
      state.wrappers[i].finish(&position, step, &trace)
      if state.wrappers[i].restartsOptimizer { state.inner = optimizer.start(at: position) }
    }
    trace.begin(part: 0)
  }

  func companion(_ state: State) -> V? {
    state.wrappers.last { $0.companion != nil }?.companion ?? inner.companion(state.inner)
  }

  func rate(_ state: State) -> Double? { state.schedule?.rate(state.step) }
}
