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
    case oneByOne([Run])
  }
  private var engine: Engine
  /// How many runs there are.
  public let count: Int

  /// Runs of one optimizer that have made no step yet; `choices` and `starts` hold one for each.
  public init(
    _ choices: [OptimizerChoice], on objective: any Objective, from starts: [Point<Double>],
    _ conditions: RunConditions
  ) {
    precondition(choices.count == starts.count)
    count = choices.count
    guard let first = choices.first, let packed = first.entry.packedMethod,
      choices.allSatisfy({ $0.isBare && $0.differsInNumbersOnly(from: first) })
    else {
      engine = .oneByOne(zip(choices, starts).map { Run($0, on: objective, from: $1, conditions) })
      return
    }
    // What is missing from the last pack repeats the last run.
    let packs = (choices.count + Lanes.count - 1) / Lanes.count
    func run(_ pack: Int, _ lane: Int) -> Int { min(pack * Lanes.count + lane, choices.count - 1) }
    let settings = (0..<packs).map { pack in (0..<Lanes.count).map { choices[run(pack, $0)].settings } }
    let positions = (0..<packs).map { pack in Point(lanes: { starts[run(pack, $0)] }) }
    let method = packed(settings)
    let dealtOut = first.batchSize.map { objective.taking(batchSize: $0) } ?? objective
    engine = .sideBySide(
      method, memory: method.start(positions), PackCursor(dealtOut, at: positions, seed: conditions.seed))
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
    case .oneByOne(let runs): runs.map(\.position)
    }
  }

  /// Makes `count` steps in every run.
  public mutating func advance(_ count: Int) {
    switch engine {
    case .sideBySide(let method, var memory, var cursor):
      engine = .oneByOne([])
      method.advance(&memory, &cursor, count)
      engine = .sideBySide(method, memory: memory, cursor)
    case .oneByOne(var runs):
      engine = .oneByOne([])
      var track = Track()
      for run in runs.indices {
        runs[run].advance(count, into: &track)
        track.removeAll()
      }
      engine = .oneByOne(runs)
    }
  }
}

extension OptimizerChoice {
  /// Whether two choices may share a pack: of the same optimizer, with the same flags, choices and batches.
  fileprivate func differsInNumbersOnly(from other: OptimizerChoice) -> Bool {
    entry == other.entry && batchSize == other.batchSize
      && settings.differsInNumbersOnly(from: other.settings)
  }
}
