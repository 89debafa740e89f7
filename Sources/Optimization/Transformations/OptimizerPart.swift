/// An optimizer of the catalog as a part of something else, its type erased: it starts, and makes steps.
@usableFromInline
struct OptimizerPart: Sendable {
  /// The memory before the first step, with the numbers of the first step.
  @usableFromInline let start: @Sendable (ScheduledNumbers?, Point<Double>) -> any Sendable
  /// Makes one step.
  @usableFromInline
  let step:
    @Sendable (
      inout any Sendable, ScheduledNumbers?, inout Point<Double>, inout AttachedOracle, inout Recorder
    )
      -> Void

  @usableFromInline init(
    start: @escaping @Sendable (ScheduledNumbers?, Point<Double>) -> any Sendable,
    step:
      @escaping @Sendable (
        inout any Sendable, ScheduledNumbers?, inout Point<Double>, inout AttachedOracle, inout Recorder
      ) -> Void
  ) {
    self.start = start
    self.step = step
  }

  /// The part that is an optimizer with settings.
  @inlinable init<O: Optimizer>(_ type: O.Type, _ choice: OptimizerChoice) where O.V == Point<Double> {
    let scheduled = Method.scheduled(O.self, choice.settings)
    self.init(
      start: { numbers, position in scheduled(numbers).start(at: position) },
      step: { memory, numbers, position, oracle, recorder in
        guard let state = memory as? O.State else { return }
        let cell = OptimizerCell(state, scheduled)
        _ = cell.step(numbers, &position, &oracle, &recorder)
        memory = cell.state
      })
  }

  /// The part that is a chain.
  init(chain: Chain, _ choice: OptimizerChoice) {
    let rate = choice.rate
    self.init(
      start: { _, position in ChainMemory(chain.start(at: position)) },
      step: { memory, numbers, position, oracle, recorder in
        guard let own = memory as? ChainMemory else { return }
        var stages = own.stages
        chain.step(
          &stages, &position, &oracle, &recorder, rate: numbers?.rate ?? rate, ownRate: rate,
          momentum: numbers?.momentum?.value)
        memory = ChainMemory(stages)
      })
  }
}
