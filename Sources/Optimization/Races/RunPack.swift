/// Many runs of one optimizer, each with its own start and numbers.
///
/// Each holds the same bits as a run alone with the same start and settings. Nothing is recorded on the way and nothing
/// stops early: this is the engine of sweeps and basins, where only the end counts.
///
/// The runs move side by side in vector lanes, eight to a pack, where they can. They are made one after the other where the
/// optimizer branches on values, where something is attached to it, and where flags or choices differ.
///
/// ```swift
/// let starts = (0..<16).map { Point(Double($0) / 4 - 2, 1.5) }
/// var pack = RunPack(
///   starts.map { _ in OptimizerChoice(Adam.self) }, on: Rosenbrock(), from: starts,
///   RunConditions(limits: Limits(for: Rosenbrock().domain)))
/// pack.advance(500)
/// let ends = pack.positions
/// ```
public struct RunPack: Sendable {
  private enum Engine: Sendable {
    case sideBySide(PackedMethod, memory: any Sendable, PackCursor)
    case oneByOne([Run], [AloneWatch])
  }
  private var engine: Engine
  /// How many runs there are.
  public let count: Int

  /// How many steps were made.
  public private(set) var step = 0

  /// Runs of one optimizer that have made no step yet; `choices` and `starts` hold one for each.
  ///
  /// - Parameter watch: what is noted on the way; `nil` for nothing.
  public init(
    _ choices: [OptimizerChoice], on objective: any Objective, from starts: [Point<Double>],
    _ conditions: RunConditions, watching watch: RunWatch? = nil
  ) {
    precondition(choices.count == starts.count)
    guard let first = choices.first,
      choices.allSatisfy({ $0.isBare && $0.entry == first.entry && $0.batchSize == first.batchSize }),
      first.entry.packedMethod != nil, let settings = PackedSettings(choices.map(\.settings))
    else {
      self.init(alone: choices, on: objective, from: starts, conditions, watch)
      return
    }
    self.init(first, settings, on: objective, from: starts, conditions, watching: watch)
  }

  /// Runs of one choice, some of whose numbers may differ from run to run: the way to build many of them fast.
  ///
  /// - Parameters:
  ///   - choice: the optimizer, with what is put around it; its own settings are not read.
  ///   - settings: the settings, of as many runs as there are starts.
  public init(
    _ choice: OptimizerChoice, _ settings: PackedSettings, on objective: any Objective,
    from starts: [Point<Double>], _ conditions: RunConditions, watching watch: RunWatch? = nil
  ) {
    precondition(settings.count == starts.count)
    guard choice.isBare, let packed = choice.entry.packedMethod, !starts.isEmpty else {
      let choices = starts.indices.map { run in
        var own = choice
        own.settings = settings.values(ofRun: run)
        return own
      }
      self.init(alone: choices, on: objective, from: starts, conditions, watch)
      return
    }
    // What is missing from the last pack repeats the last run.
    let positions = (0..<settings.packs).map { pack in
      Point(lanes: { starts[min(pack * Lanes.count + $0, starts.count - 1)] })
    }
    let method = packed(settings)
    let dealtOut = choice.batchSize.map { objective.taking(batchSize: $0) } ?? objective
    let cursor = PackCursor(
      dealtOut, at: positions, seed: conditions.seed,
      watch: watch.map { PackWatch($0, conditions.limits, at: positions, on: dealtOut) })
    self.init(.sideBySide(method, memory: method.start(positions), cursor), count: starts.count)
  }

  private init(_ engine: Engine, count: Int) { (self.engine, self.count) = (engine, count) }

  private init(
    alone choices: [OptimizerChoice], on objective: any Objective, from starts: [Point<Double>],
    _ conditions: RunConditions, _ watch: RunWatch?
  ) {
    let runs = zip(choices, starts).map { Run($0, on: objective, from: $1, conditions) }
    let watches = watch.map { watch in runs.map { AloneWatch(watch, $0) } } ?? []
    self.init(.oneByOne(runs, watches), count: runs.count)
  }

  /// Whether the runs move in vector lanes.
  public var isSideBySide: Bool {
    if case .sideBySide = engine { true } else { false }
  }

  /// Where the runs are; one whose position is no longer a number stays without one.
  public var positions: [Point<Double>] {
    switch engine {
    case .sideBySide(_, _, let cursor):
      (0..<count).map { cursor.positions[$0 / Lanes.count].lane($0 % Lanes.count) }
    case .oneByOne(let runs, _): runs.map(\.position)
    }
  }

  /// What was noted of the runs; empty without a watch.
  public var watched: [WatchedRun] {
    switch engine {
    case .sideBySide(_, _, let cursor):
      guard let watch = cursor.watch else { return [] }
      return positions.enumerated().map { watch.noted($0, at: $1) }
    case .oneByOne(let runs, let watches): return zip(runs, watches).map { $1.noted($0, after: step) }
    }
  }

  /// Makes `count` steps in every run.
  public mutating func advance(_ count: Int) {
    guard count > 0 else { return }
    step += count
    switch engine {
    case .sideBySide(let method, var memory, var cursor):
      engine = .oneByOne([], [])
      method.advance(&memory, &cursor, count)
      engine = .sideBySide(method, memory: memory, cursor)
    case .oneByOne(var runs, var watches):
      engine = .oneByOne([], [])
      var track = Track()
      for run in runs.indices {
        runs[run].advance(count, into: &track)
        if !watches.isEmpty { watches[run].look(at: track.points) }
        track.removeAll()
      }
      engine = .oneByOne(runs, watches)
    }
  }
}
