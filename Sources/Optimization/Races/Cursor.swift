/// Where a run is: position, what the loss is there, how many steps were made, and what became of it.
struct Cursor: Sendable {
  private(set) var position: Point<Double>
  private(set) var oracle: SurfaceOracle
  private(set) var step = 0
  private(set) var convergedAt: Int?
  private(set) var divergedAt: Int?
  let limits: Limits
  let seed: UInt64
  /// Whether each step descends a batch of its own.
  private let isDealtOut: Bool

  init(_ objective: any Objective, at start: Point<Double>, _ limits: Limits, seed: UInt64) {
    position = start
    oracle = SurfaceOracle(objective, at: start)
    self.limits = limits
    self.seed = seed
    isDealtOut = objective.isDealtOut
    if isDealtOut { oracle.descend(objective.batch(ofStep: 0, seed: seed)) }
    if !limits.bound.contains(start) { divergedAt = 0 }
  }

  /// Whether no further step can be made, since the position is no longer a number.
  var isStuck: Bool { !position.isFinite }

  /// The loss of the batch that the next step descends; `nil` where it descends the whole.
  var batchLoss: Double? { isDealtOut ? oracle.value : nil }

  /// Points that are collected before the track takes them: a track's array is looked after once a block, which would
  /// be a tenth of a step's time once a step.
  private static let block = 128

  /// Makes up to `count` steps and adds each new point to the track; stops early where the position is lost.
  @inline(__always)
  mutating func advance<O: Optimizer>(
    _ count: Int, _ optimizer: O, _ state: inout O.State, _ track: inout Track
  ) where O.V == Point<Double> {
    let objective = oracle.objective
    withUnsafeTemporaryAllocation(of: Track.Point.self, capacity: Cursor.block) { block in
      var rest = count
      while rest > 0 && position.isFinite {
        // The loop knows nothing of batches, so that a step over everything pays nothing for them.
        let size = isDealtOut ? 1 : min(rest, Cursor.block)
        let made = advance(size, optimizer, &state, block, &track, on: objective)
        track.append(UnsafeBufferPointer(rebasing: block[..<made]))
        if isDealtOut {
          oracle.descend(objective.batch(ofStep: step, seed: seed))
          track.append(batchLoss: oracle.value)
        }
        rest -= made
      }
    }
  }

  /// Makes up to `count` steps and writes their points; returns how many.
  ///
  /// This is the program's hot loop. It is generic, and always called where the optimizer's type is known. What it
  /// touches are local copies, which live in registers; through `self` every step would go through memory. The
  /// objective is a parameter of its own type, so that an existential is opened once and not at every step.
  @inline(__always)
  private mutating func advance<O: Optimizer, S: Objective>(
    _ count: Int, _ optimizer: O, _ state: inout O.State, _ points: UnsafeMutableBufferPointer<Track.Point>,
    _ track: inout Track, on objective: S
  ) -> Int where O.V == Point<Double> {
    var trace = NoTrace<Point<Double>>()
    var (position, oracle, own) = (position, oracle, state)
    let (bound, tolerance) = (limits.bound, limits.gradientTolerance)
    var made = 0
    while made < count && position.isFinite {
      let before = position
      optimizer.step(&position, &own, &oracle, &trace)
      oracle.observe(position, on: objective)
      let norm = oracle.observed.gradient.length
      points.initializeElement(
        at: made,
        to: Track.Point(
          position: position, loss: oracle.observed.value, gradientNorm: norm, evaluations: oracle.evaluations
        ))
      if let companion = optimizer.companion(own) { track.append(companion: companion) }
      if let rate = optimizer.rate(own) { track.append(rate: rate) }
      made += 1
      if !bound.contains(position) && divergedAt == nil { divergedAt = step + made }
      if norm < tolerance && convergedAt == nil
        && limits.isArrival(from: before, to: position, on: objective)
      {
        convergedAt = step + made
      }
    }
    step += made
    (self.position, self.oracle, state) = (position, oracle, own)
    return made
  }
}

/// Where eight runs side by side are.
struct PackCursor: Sendable {
  private(set) var position: Point<Lanes>
  private(set) var oracle: PackOracle
  private var step = 0
  private let seed: UInt64
  private let isDealtOut: Bool

  init(_ objective: any Objective, at start: Point<Lanes>, seed: UInt64) {
    position = start
    oracle = PackOracle(objective)
    self.seed = seed
    isDealtOut = objective.isDealtOut
  }

  @inline(__always)
  mutating func advance<O: Optimizer>(_ count: Int, _ optimizer: O, _ state: inout O.State)
  where O.V == Point<Lanes> {
    var trace = NoTrace<Point<Lanes>>()
    for _ in 0..<count {
      if isDealtOut { oracle.descend(oracle.objective.batch(ofStep: step, seed: seed)) }
      optimizer.step(&position, &state, &oracle, &trace)
      step += 1
    }
  }
}
