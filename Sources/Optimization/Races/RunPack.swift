/// Eight runs of one optimizer, each with its own start and numbers.
///
/// Lane `i` holds the same bits as a run alone with the same start and settings. Nothing is recorded on the way and
/// nothing stops early: this is the engine of sweeps and basins, where only the end counts.
///
/// The runs move side by side in vector lanes where they can. They are made one after the other where the optimizer
/// branches on values, where something is attached to it, and where flags or choices differ.
public struct RunPack: Sendable {
  private enum Engine: Sendable {
    case sideBySide(PackedMethod, memory: any Sendable, PackCursor)
    case oneByOne([Run])
  }
  private var engine: Engine

  /// Eight runs of one optimizer that have made no step yet; `choices` holds one for each lane.
  public init(
    _ choices: [OptimizerChoice], on objective: any Objective, from start: Point<Lanes>,
    _ conditions: RunConditions
  ) {
    precondition(choices.count == Lanes.count)
    let first = choices[0]
    let isUniform = choices.allSatisfy {
      $0.isBare && $0.batchSize == first.batchSize && $0.entry == first.entry
        && $0.settings.differsInNumbersOnly(from: first.settings)
    }
    if isUniform, let packed = first.entry.packedMethod {
      let method = packed(choices.map(\.settings))
      let dealtOut = first.batchSize.map { objective.taking(batchSize: $0) } ?? objective
      engine = .sideBySide(
        method, memory: method.start(start), PackCursor(dealtOut, at: start, seed: conditions.seed))
    } else {
      engine = .oneByOne(
        choices.indices.map { Run(choices[$0], on: objective, from: start.lane($0), conditions) })
    }
  }

  /// Whether the runs move in vector lanes.
  public var isSideBySide: Bool {
    if case .sideBySide = engine { true } else { false }
  }

  /// Where the runs are; a lane whose position is no longer a number stays without one.
  public var position: Point<Lanes> {
    switch engine {
    case .sideBySide(_, _, let cursor): cursor.position
    case .oneByOne(let runs): Point(lanes: { runs[$0].position })
    }
  }

  /// Makes `count` steps in every lane.
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
