/// Where a run is: position, what the loss is there, how many steps were made, and what became of it.
struct Cursor: Sendable {
  private(set) var position: Point<Double>
  private(set) var oracle: SurfaceOracle
  private(set) var step = 0
  private(set) var convergedAt: Int?
  private(set) var divergedAt: Int?
  let limits: Limits

  init(_ objective: any Objective, at start: Point<Double>, _ limits: Limits) {
    position = start
    oracle = SurfaceOracle(objective, at: start)
    self.limits = limits
    if !limits.bound.contains(start) { divergedAt = 0 }
  }

  /// Whether no further step can be made, since the position is no longer a number.
  var isStuck: Bool { !position.isFinite }

  /// Makes up to `count` steps and adds each new point to the track; stops early where the position is lost.
  ///
  /// This is the program's hot loop. It is generic, and always called where the optimizer's type is known.
  @inline(__always)
  mutating func advance<O: Optimizer>(
    _ count: Int, _ optimizer: O, _ state: inout O.State, _ track: inout Track
  ) where O.V == Point<Double> {
    var trace = NoTrace<Point<Double>>()
    // Local copies live in registers; through `self` every step would go through memory.
    var (position, oracle) = (position, oracle)
    let objective = oracle.objective
    for _ in 0..<count {
      guard position.isFinite else { break }
      let before = position
      optimizer.step(&position, &state, &oracle, &trace)
      step += 1
      oracle.observe(position, on: objective)
      let norm = oracle.gradient.length
      track.append(
        position, loss: oracle.value, gradientNorm: norm, evaluations: oracle.evaluations,
        companion: optimizer.companion(state), rate: optimizer.rate(state))
      if divergedAt == nil && !limits.bound.contains(position) { divergedAt = step }
      if convergedAt == nil && norm < limits.gradientTolerance
        && limits.isArrival(from: before, to: position, on: objective)
      {
        convergedAt = step
      }
    }
    (self.position, self.oracle) = (position, oracle)
  }
}

/// Where eight runs side by side are.
struct PackCursor: Sendable {
  private(set) var position: Point<Lanes>
  private(set) var oracle: PackOracle

  init(_ objective: any Objective, at start: Point<Lanes>) {
    position = start
    oracle = PackOracle(objective)
  }

  @inline(__always)
  mutating func advance<O: Optimizer>(_ count: Int, _ optimizer: O, _ state: inout O.State)
  where O.V == Point<Lanes> {
    var trace = NoTrace<Point<Lanes>>()
    for _ in 0..<count { optimizer.step(&position, &state, &oracle, &trace) }
  }
}
