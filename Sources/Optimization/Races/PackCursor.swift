/// Where eight runs side by side are.
@usableFromInline
struct PackCursor: Sendable {
  @usableFromInline var position: Point<Lanes>
  @usableFromInline var oracle: PackOracle
  @usableFromInline var step = 0
  @usableFromInline let seed: UInt64
  @usableFromInline let isDealtOut: Bool

  init(_ objective: any Objective, at start: Point<Lanes>, seed: UInt64) {
    position = start
    oracle = PackOracle(objective)
    self.seed = seed
    isDealtOut = objective.isDealtOut
  }

  @usableFromInline mutating func takeNextBatch() {
    oracle.descend(oracle.objective.batch(ofStep: step, seed: seed))
  }

  @inlinable @inline(__always)
  mutating func advance<O: Optimizer>(_ count: Int, _ optimizer: O, _ state: inout O.State)
  where O.V == Point<Lanes> {
    var trace = NoTrace<Point<Lanes>>()
    var (position, own) = (position, state)
    for _ in 0..<count {
      if isDealtOut { takeNextBatch() }
      optimizer.step(&position, &own, &oracle, &trace)
      step += 1
    }
    (self.position, state) = (position, own)
  }
}

/// An optimizer over eight runs, its type erased: the way from a pack to the loop that is specialised for the type.
@usableFromInline
struct PackedMethod: Sendable {
  let start: @Sendable (Point<Lanes>) -> any Sendable
  let advance: @Sendable (inout any Sendable, inout PackCursor, Int) -> Void

  @usableFromInline init(
    start: @escaping @Sendable (Point<Lanes>) -> any Sendable,
    advance: @escaping @Sendable (inout any Sendable, inout PackCursor, Int) -> Void
  ) {
    self.start = start
    self.advance = advance
  }

  @inlinable init<O: Optimizer>(_ optimizer: O) where O.V == Point<Lanes> {
    self.init(
      start: { optimizer.start(at: $0) },
      advance: { memory, cursor, count in
        guard var state = memory as? O.State else { return }
        cursor.advance(count, optimizer, &state)
        memory = state
      })
  }
}
