/// Where a run is: position, what the loss is there, how many steps were made, and what became of it.
@usableFromInline
struct Cursor: Sendable {
  @usableFromInline var position: Point<Double>
  @usableFromInline var oracle: SurfaceOracle
  @usableFromInline var step = 0
  /// Whether it has arrived.
  @usableFromInline var standing: Standing
  @usableFromInline var divergedAt: Int?
  let seed: UInt64
  /// Whether each step descends a batch of its own.
  @usableFromInline private(set) var isDealtOut: Bool

  init(_ objective: any Objective, at start: Point<Double>, _ limits: Limits, seed: UInt64) {
    position = start
    oracle = SurfaceOracle(objective, at: start)
    standing = Standing(startLoss: oracle.observed.value, limits)
    self.seed = seed
    isDealtOut = objective.isDealtOut
    if isDealtOut { oracle.descend(objective.batch(ofStep: 0, seed: seed)) }
    if !limits.bound.contains(start) { divergedAt = 0 }
  }

  /// Descends other batches of the same loss from the next step on.
  mutating func deal(_ objective: any Objective) {
    oracle.take(objective)
    isDealtOut = objective.isDealtOut
    if isDealtOut { oracle.descend(objective.batch(ofStep: step, seed: seed)) }
  }

  /// When it counts as converged or as diverged.
  var limits: Limits { standing.limits }

  /// Whether no further step can be made, since the position is no longer a number.
  var isStuck: Bool { !position.isFinite }

  /// The loss of the batch that the next step descends; `nil` where it descends the whole.
  var batchLoss: Double? { isDealtOut ? oracle.value : nil }

  /// Points that are collected before the track takes them: a track's array is looked after once a block, which would
  /// be a tenth of a step's time once a step.
  @inlinable static var block: Int { 128 }

  /// Makes up to `count` steps and adds each new point to the track; stops early where the position is lost.
  @inlinable @inline(__always)
  mutating func advance<S: Stepper>(_ count: Int, _ stepper: inout S, _ track: inout Track) {
    let objective = oracle.objective
    withUnsafeTemporaryAllocation(of: Track.Point.self, capacity: Cursor.block) { block in
      var rest = count
      while rest > 0 && position.isFinite {
        // The loop knows nothing of batches, so that a step over everything pays nothing for them.
        let size = isDealtOut ? 1 : min(rest, Cursor.block)
        let (before, lossBefore) = (position, oracle.observed.value)
        let (made, mayRest) = advance(size, &stepper, block, &track, on: objective)
        let points = UnsafeBufferPointer(rebasing: block[..<made])
        track.append(points)
        if mayRest { standing.judge(points, after: step - made, before, loss: lossBefore, on: objective) }
        if isDealtOut { takeNextBatch(&track) }
        rest -= made
      }
    }
  }

  /// The same for a stepper whose optimizer is behind closures: compiled once.
  @usableFromInline
  mutating func advance(_ count: Int, attached stepper: inout AttachedStepper, _ track: inout Track) {
    advance(count, &stepper, &track)
  }

  /// The same for a stepper that keeps what its steps compute.
  @usableFromInline
  mutating func advance(_ count: Int, recording stepper: inout RecordingStepper, _ track: inout Track) {
    advance(count, &stepper, &track)
  }

  /// What the next step computes.
  @usableFromInline func explain(_ stepper: AttachedStepper) -> Recorder {
    var stepper = stepper
    stepper.recorder = Recorder()
    stepper.recorder.record("t", scalar: Double(step + 1))
    var (position, oracle) = (position, oracle)
    stepper.step(&position, &oracle)
    return stepper.recorder
  }

  @usableFromInline mutating func takeNextBatch(_ track: inout Track) {
    oracle.descend(oracle.objective.batch(ofStep: step, seed: seed))
    track.append(batchLoss: oracle.value)
  }

  /// Makes up to `count` steps and writes their points; returns how many, and whether the run may rest at one of them.
  ///
  /// This is the program's hot loop. It is generic, and always called where the stepper's type is known. What it
  /// touches are local copies, which live in registers; through `self` every step would go through memory. The
  /// objective is a parameter of its own type, so that an existential is opened once and not at every step.
  @inlinable @inline(__always)
  mutating func advance<S: Stepper, Surface: Objective>(
    _ count: Int, _ stepper: inout S, _ points: UnsafeMutableBufferPointer<Track.Point>,
    _ track: inout Track, on objective: Surface
  ) -> (made: Int, mayRest: Bool) {
    var (position, oracle, own) = (position, oracle, stepper)
    // Equal already; said here, so that the compiler knows that the first question is asked where the run is.
    oracle.position = position
    let bound = standing.limits.finiteBound
    let (lower, upper) = (
      SIMD2(bound.x.lowerBound, bound.y.lowerBound), SIMD2(bound.x.upperBound, bound.y.upperBound)
    )
    var made = 0
    // A step waits for the one before; these few operations fit into the wait.
    let share = standing.quietShare
    var (lastLoss, quietest) = (oracle.observed.value, Double.infinity)
    while made < count {
      own.step(&position, &oracle)
      oracle.observe(position, on: objective)
      let norm = oracle.observed.gradient.length
      points.initializeElement(
        at: made,
        to: Track.Point(
          position: position, loss: oracle.observed.value, gradientNorm: norm, evaluations: oracle.evaluations
        ))
      let loss = oracle.observed.value
      let change = abs(lastLoss - loss) - share * abs(loss)
      if change < quietest { quietest = change }
      lastLoss = loss
      if let companion = own.companion { track.append(companion: companion) }
      if let rate = own.rate { track.append(rate: rate) }
      made &+= 1
      // Within the bound a position is a number.
      let place = SIMD2(position.x, position.y)
      if !all((place .>= lower) .& (place .<= upper)) {
        if divergedAt == nil { divergedAt = step + made }
        if !position.isFinite { break }
      }
    }
    step += made
    (self.position, self.oracle, stepper) = (position, oracle, own)
    return (made, quietest <= standing.quietChange)
  }
}
