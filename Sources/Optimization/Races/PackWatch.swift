/// What is noted of runs that nothing records: when each left the bound, when it last moved, when it reached a loss.
public struct RunWatch: Hashable, Sendable {
  /// A step that moves the parameters by at most this, |Δx| + |Δy|, counts as rest.
  public var stillness: Double
  /// The loss that a run is to reach; `nil` for none.
  public var target: Double?

  /// A watch.
  public init(stillness: Double, target: Double? = nil) {
    (self.stillness, self.target) = (stillness, target)
  }
}

/// What was noted of a run.
public struct WatchedRun: Hashable, Sendable {
  /// Where it is.
  public var position: Point<Double>
  /// The first step at which it was outside the bound or not a number; `nil` if it never was.
  public var divergedAt: Int?
  /// The last step that moved it by more than what counts as rest; 0 if none did.
  public var movedUntil: Int
  /// The first step at which its loss was at most the target; `nil` if it never was.
  public var reachedAt: Int?

  /// What was noted of a run.
  public init(position: Point<Double>, divergedAt: Int?, movedUntil: Int, reachedAt: Int?) {
    (self.position, self.divergedAt) = (position, divergedAt)
    (self.movedUntil, self.reachedAt) = (movedUntil, reachedAt)
  }
}

/// Watches runs that move side by side.
///
/// It looks once a step at a group of packs, and is compiled once for all optimizers.
@usableFromInline
struct PackWatch: Sendable {
  private let lower, upper: Point<Lanes>
  private let stillness: Lanes
  private let target: Lanes?
  /// Where the runs were at the last look.
  private var before: [Point<Lanes>]
  /// Steps as numbers, so that they fit into lanes; infinity for never.
  private var left, reached: [Lanes]
  private var moved: [Lanes]

  init(_ watch: RunWatch, _ limits: Limits, at start: [Point<Lanes>], on objective: any Objective) {
    let bound = limits.finiteBound
    lower = Point(Lanes(bound.x.lowerBound), Lanes(bound.y.lowerBound))
    upper = Point(Lanes(bound.x.upperBound), Lanes(bound.y.upperBound))
    stillness = Lanes(watch.stillness)
    target = watch.target.map { Lanes($0) }
    before = start
    let never = Lanes(.infinity)
    left = Array(repeating: never, count: start.count)
    reached = left
    moved = Array(repeating: Lanes(0), count: start.count)
    start.withUnsafeBufferPointer { points in
      guard let points = points.baseAddress else { return }
      look(at: points, 0..<start.count, step: 0, on: objective)
    }
  }

  /// Notes where packs are after a step; `points` holds all packs.
  @usableFromInline @inline(never)
  mutating func look(
    at points: UnsafePointer<Point<Lanes>>, _ packs: Range<Int>, step: Int, on objective: any Objective
  ) {
    let now = Lanes(Double(step))
    for pack in packs {
      let (place, last) = (points[pack], before[pack])
      let isInside =
        (lower.x .<= place.x) .& (place.x .<= upper.x) .& (lower.y .<= place.y) .& (place.y .<= upper.y)
      if !isInside.all {
        left[pack] = Lanes.select((.!isInside) .& (now .< left[pack]), now, left[pack])
      }
      let move = (place.x - last.x).magnitude + (place.y - last.y).magnitude
      // What is not a number has moved.
      moved[pack] = Lanes.select(move .<= stillness, moved[pack], now)
      before[pack] = place
    }
    guard let target else { return }
    for pack in packs {
      let loss = objective.valueAndGradient(at: points[pack]).value
      reached[pack] = Lanes.select((loss .<= target) .& (now .< reached[pack]), now, reached[pack])
    }
  }

  /// What was noted of a run that is at a position.
  func noted(_ run: Int, at position: Point<Double>) -> WatchedRun {
    let (pack, lane) = (run / Lanes.count, run % Lanes.count)
    func step(_ steps: [Lanes]) -> Int? {
      let step = steps[pack].lane(lane)
      return step.isFinite ? Int(step) : nil
    }
    return WatchedRun(
      position: position, divergedAt: step(left), movedUntil: step(moved) ?? 0, reachedAt: step(reached))
  }
}

/// Watches a run that moves alone, by the points that it records.
struct AloneWatch: Sendable {
  private let watch: RunWatch
  private var before: Point<Double>
  private var movedUntil = 0
  private var reachedAt: Int?
  private var step = 0

  init(_ watch: RunWatch, _ run: Run) {
    (self.watch, before) = (watch, run.position)
    note(run.loss)
  }

  private mutating func note(_ loss: Double) {
    if let target = watch.target, reachedAt == nil, loss <= target { reachedAt = step }
  }

  /// Notes the points of the steps that were made since.
  mutating func look(at points: [Track.Point]) {
    for point in points {
      step += 1
      let move = abs(point.position.x - before.x) + abs(point.position.y - before.y)
      if !(move <= watch.stillness) { movedUntil = step }
      before = point.position
      note(point.loss)
    }
  }

  func noted(_ run: Run, after steps: Int) -> WatchedRun {
    // A run whose position is no longer a number makes no more steps, but it has not come to rest.
    WatchedRun(
      position: run.position, divergedAt: run.divergedAt, movedUntil: run.isStuck ? steps : movedUntil,
      reachedAt: reachedAt)
  }
}
