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
    noteDivergence()
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
    for _ in 0..<count {
      if isStuck { return }
      let before = position
      optimizer.step(&position, &state, &oracle, &trace)
      step += 1
      oracle.observe(position)
      let norm = oracle.gradient.length
      track.append(position, loss: oracle.value, gradientNorm: norm)
      if divergedAt == nil { noteDivergence() }
      if convergedAt == nil && norm < limits.gradientTolerance { noteConvergence(from: before) }
    }
  }

  private mutating func noteDivergence() {
    // Written so that a coordinate that is not a number counts as outside.
    let isInside = limits.bound.x.contains(position.x) && limits.bound.y.contains(position.y)
    if !isInside { divergedAt = step }
  }

  private mutating func noteConvergence(from before: Point<Double>) {
    guard (position - before).length < limits.stepTolerance,
      !oracle.objective.hessian(at: position).hasDescent
    else { return }
    convergedAt = step
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
