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

  /// The column's value in a step; `nil` if the step has no such quantity.
  func value(in recorder: Recorder, _ choice: OptimizerChoice) -> Recorder.Value? {
    recorder.entries.last { TraceColumn.name(of: $0, choice) == name }?.value
  }

  private static func name(of entry: Recorder.Entry, _ choice: OptimizerChoice) -> String {
    if entry.part == Recorder.schedulePart, let schedule = choice.schedule {
      return "\(schedule.entry.card.shortName).\(entry.name)"
    }
    guard entry.part > 0, choice.wrappers.indices.contains(entry.part - 1) else { return entry.name }
    return "\(choice.wrappers[entry.part - 1].entry.card.id).\(entry.name)"
  }
}
