/// One optimizer on one surface: a value, so that going back is taking an earlier one and forking is copying.
public struct Run: Sendable {
  /// The optimizer.
  public let optimizer: OptimizerEntry
  /// Its settings.
  public let settings: SettingValues
  private let method: Method<Point<Double>, Cursor>
  private var memory: any Sendable
  private var cursor: Cursor

  /// A run that has made no step yet.
  public init(
    _ optimizer: OptimizerEntry, _ settings: SettingValues, on objective: any Objective,
    from start: Point<Double>, limits: Limits
  ) {
    self.optimizer = optimizer
    self.settings = settings
    method = optimizer.method(settings)
    memory = method.start(start)
    cursor = Cursor(objective, at: start, limits)
  }

  /// Where it is.
  public var position: Point<Double> { cursor.position }
  /// The loss there.
  public var loss: Double { cursor.oracle.value }
  /// The gradient there.
  public var gradient: Point<Double> { cursor.oracle.gradient }
  /// How many steps were made.
  public var step: Int { cursor.step }
  /// How many evaluations the optimizer asked for.
  public var evaluations: Int { cursor.oracle.evaluations }
  /// The first step at which it had converged.
  public var convergedAt: Int? { cursor.convergedAt }
  /// The first step at which it was beyond the bound or not a number.
  public var divergedAt: Int? { cursor.divergedAt }
  /// When it counts as converged or as diverged.
  public var limits: Limits { cursor.limits }
  /// Whether no further step can be made, since the position is no longer a number.
  public var isStuck: Bool { cursor.isStuck }

  /// Makes up to `count` steps, fewer only where the position stops being a number, and adds each point to `track`.
  public mutating func advance(_ count: Int, into track: inout Track) {
    method.advance(&memory, &cursor, count, &track)
  }

  /// Adds the present point to a track, as its beginning.
  public func record(into track: inout Track) {
    track.append(position, loss: loss, gradientNorm: gradient.length)
  }

  /// What the next step will compute, name by name; the run itself stays as it is.
  public func explainNextStep() -> Recorder { method.explain(memory, cursor) }
}

/// Eight runs of one optimizer side by side, each with its own start and settings.
///
/// Lane `i` holds the same bits as a run alone with the same start and settings. Nothing is recorded on the way and
/// nothing stops early: this is the engine of sweeps and basins, where only the end counts.
public struct RunPack: Sendable {
  private let method: Method<Point<Lanes>, PackCursor>
  private var memory: any Sendable
  private var cursor: PackCursor

  /// Eight runs that have made no step yet; `settings` holds eight sets of values.
  public init(
    _ optimizer: OptimizerEntry, _ settings: [SettingValues], on objective: any Objective,
    from start: Point<Lanes>
  ) {
    method = optimizer.packedMethod(settings)
    memory = method.start(start)
    cursor = PackCursor(objective, at: start)
  }

  /// Where the runs are.
  public var position: Point<Lanes> { cursor.position }

  /// Makes `count` steps in every lane.
  public mutating func advance(_ count: Int) {
    var track = Track()
    method.advance(&memory, &cursor, count, &track)
  }
}
