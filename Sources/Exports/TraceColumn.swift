import Optimization

/// A named quantity of a step, as a column of an export.
///
/// A quantity of the optimizer has its own name, `V`; one of a wrapper or a schedule is prefixed with the identifier,
/// as in `clip_norm.g`, `cosine.αₜ`.
public struct TraceColumn: Hashable, Sendable {
  /// The column's name.
  public let name: String
  /// Whether it has a number for each parameter, or one for both.
  public let isVector: Bool

  /// The columns of a step's record, in the order in which it was computed.
  static func columns(of recorder: Recorder, _ choice: OptimizerChoice) -> [TraceColumn] {
    recorder.entries.map { entry in
      let isVector = if case .vector = entry.value { true } else { false }
      return TraceColumn(name: name(of: entry, choice), isVector: isVector)
    }
  }

  fileprivate static func name(of entry: Recorder.Entry, _ choice: OptimizerChoice) -> String {
    if entry.part == Recorder.schedulePart, let schedule = choice.schedule {
      return "\(schedule.entry.card.shortName).\(entry.name)"
    }
    guard entry.part > 0, choice.wrappers.indices.contains(entry.part - 1) else { return entry.name }
    return "\(choice.wrappers[entry.part - 1].entry.card.id).\(entry.name)"
  }
}

/// What a step computed, for columns whose places in its record are known.
public struct TracedStep: Hashable, Sendable {
  fileprivate let recorder: Recorder
  /// The place of each column in the record, or -1.
  fileprivate let places: [Int]

  /// The value of a column, by its number; `nil` if the step has no such quantity.
  subscript(number: Int) -> Recorder.Value? {
    places[number] < 0 ? nil : recorder.entries[places[number]].value
  }
}

/// Finds columns in the records of a run's steps.
///
/// A run's steps record the same names in the same order, nearly always, so that names are looked for once.
struct TraceReader {
  private let columns: [TraceColumn]
  private let choice: OptimizerChoice
  private var names: [(name: String, part: Int)] = []
  private var places: [Int] = []

  /// A reader of some columns.
  init(_ columns: [TraceColumn], of choice: OptimizerChoice) {
    (self.columns, self.choice) = (columns, choice)
  }

  /// The record of a step, with the places of the columns in it.
  mutating func read(_ recorder: Recorder) -> TracedStep {
    if !isNamed(recorder) { look(at: recorder) }
    return TracedStep(recorder: recorder, places: places)
  }

  /// Whether a record has the names of the one before it.
  private func isNamed(_ recorder: Recorder) -> Bool {
    guard recorder.entries.count == names.count, !names.isEmpty else { return false }
    return names.indices.allSatisfy {
      recorder.entries[$0].part == names[$0].part && recorder.entries[$0].name == names[$0].name
    }
  }

  private mutating func look(at recorder: Recorder) {
    names = recorder.entries.map { ($0.name, $0.part) }
    let found = recorder.entries.map { TraceColumn.name(of: $0, choice) }
    places = columns.map { column in found.lastIndex(of: column.name) ?? -1 }
  }
}
