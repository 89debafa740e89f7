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

/// Finds columns in the records of a run's steps.
///
/// A run's steps record the same names in the same order, nearly always, so that names are looked for once.
struct TraceReader {
  private let columns: [TraceColumn]
  private let choice: OptimizerChoice
  private var names: [(name: String, part: Int)] = []
  /// The place of each column in the record, or -1.
  private var places: [Int] = []

  /// A reader of some columns.
  init(_ columns: [TraceColumn], of choice: OptimizerChoice) {
    (self.columns, self.choice) = (columns, choice)
  }

  /// Adds the value of each column in the record of a step; `nil` where the step has no such quantity.
  mutating func read(_ record: ArraySlice<Recorder.Entry>, into values: inout [Recorder.Value?]) {
    if !isNamed(record) { look(at: record) }
    for place in places { values.append(place < 0 ? nil : record[record.startIndex + place].value) }
  }

  /// Adds as many values for a point that no step led to.
  func readNothing(into values: inout [Recorder.Value?]) {
    values.append(contentsOf: repeatElement(nil, count: columns.count))
  }

  /// Whether a record has the names of the one before it.
  private func isNamed(_ record: ArraySlice<Recorder.Entry>) -> Bool {
    guard record.count == names.count, !names.isEmpty else { return false }
    return names.indices.allSatisfy {
      let entry = record[record.startIndex + $0]
      return entry.part == names[$0].part && entry.name == names[$0].name
    }
  }

  private mutating func look(at record: ArraySlice<Recorder.Entry>) {
    names = record.map { ($0.name, $0.part) }
    let found = record.map { TraceColumn.name(of: $0, choice) }
    places = columns.map { column in found.lastIndex(of: column.name) ?? -1 }
  }
}
