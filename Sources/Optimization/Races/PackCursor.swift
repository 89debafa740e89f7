/// Where the packs of runs are that move side by side.
@usableFromInline
struct PackCursor: Sendable {
  /// The positions, eight runs each.
  @usableFromInline var positions: [Point<Lanes>]
  @usableFromInline var step = 0
  @usableFromInline let whole: Landscape
  @usableFromInline let seed: UInt64
  /// Whether each step descends a batch of its own.
  @usableFromInline let isDealtOut: Bool
  /// What is noted on the way; `nil` for nothing.
  @usableFromInline var watch: PackWatch?

  init(_ objective: any Objective, at start: [Point<Lanes>], seed: UInt64, watch: PackWatch? = nil) {
    positions = start
    self.watch = watch
    whole = Landscape(objective)
    isDealtOut = objective.isDealtOut
    self.seed = seed
  }

  /// Packs that move together: as many as hide the waiting times of one another and stay in the nearest cache.
  @inlinable static var group: Int { 8 }

  /// Makes `count` steps in every pack.
  @inlinable @inline(__always)
  mutating func advance<O: Optimizer>(_ count: Int, _ optimizers: [O], _ states: inout [O.State])
  where O.V == Point<Lanes> {
    var rest = count
    while rest > 0 {
      // One call for both, so that the loop is compiled once.
      let made = isDealtOut ? 1 : rest
      let objective = isDealtOut ? whole.objective.batch(ofStep: step, seed: seed) : whole.objective
      advance(made, optimizers, &states, on: objective)
      rest -= made
    }
  }

  /// The same on an objective of its own type, so that an existential is opened once.
  @inlinable @inline(__always)
  mutating func advance<O: Optimizer, Surface: Objective>(
    _ count: Int, _ optimizers: [O], _ states: inout [O.State], on objective: Surface
  ) where O.V == Point<Lanes> {
    let asked = isDealtOut ? Landscape(objective) : whole
    let (packs, whole, former) = (positions.count, whole, step)
    // Taken out while it changes.
    var watch = watch
    self.watch = nil
    positions.withUnsafeMutableBufferPointer { positions in
      states.withUnsafeMutableBufferPointer { states in
        optimizers.withUnsafeBufferPointer { optimizers in
          withUnsafeTemporaryAllocation(of: Point<Lanes>.self, capacity: PackCursor.group) { gradients in
            guard let points = positions.baseAddress, let slopes = gradients.baseAddress else { return }
            var trace = NoTrace<Point<Lanes>>()
            for first in stride(from: 0, to: packs, by: PackCursor.group) {
              let size = min(PackCursor.group, packs - first)
              for made in 1...max(1, count) {
                objective.fillGradients(points + first, slopes, count: size)
                for pack in first..<first + size {
                  var oracle = PackOracle(at: points[pack], slopes[pack - first], on: asked, of: whole)
                  // In place: a state may be a kilobyte, and copying it takes as long as a step.
                  optimizers[pack].step(&points[pack], &states[pack], &oracle, &trace)
                }
                watch?.look(at: points, first..<first + size, step: former + made, on: whole.objective)
              }
            }
          }
        }
      }
    }
    withExtendedLifetime(asked) {}
    self.watch = watch
    step += count
  }
}

/// An optimizer over packs of eight runs, its type erased: the way to the loop that is specialised for the type.
@usableFromInline
struct PackedMethod: Sendable {
  let start: @Sendable ([Point<Lanes>]) -> any Sendable
  let advance: @Sendable (inout any Sendable, inout PackCursor, Int) -> Void

  @usableFromInline init(
    start: @escaping @Sendable ([Point<Lanes>]) -> any Sendable,
    advance: @escaping @Sendable (inout any Sendable, inout PackCursor, Int) -> Void
  ) {
    self.start = start
    self.advance = advance
  }

  /// The method of optimizers of one type, one for each pack.
  @inlinable init<O: Optimizer>(_ optimizers: [O]) where O.V == Point<Lanes> {
    self.init(
      start: { positions in positions.indices.map { optimizers[$0].start(at: positions[$0]) } },
      advance: { memory, cursor, count in
        guard var states = memory as? [O.State] else { return }
        memory = 0
        cursor.advance(count, optimizers, &states)
        memory = states
      })
  }
}
