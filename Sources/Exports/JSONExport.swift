import Experiments
import Optimization

/// One JSON object: the surface, the start, and every run with its settings, its outcome and its points as columns.
///
/// The outcome precedes the columns and the columns follow one another. At most `mostKept` bytes of columns wait for their
/// turn; for those that do not fit the run is made again, so that a run of any length takes no more memory. Numbers that are not finite, which JSON does not have, are the strings "nan", "inf" and "-inf".
public struct JSONExport: Export {
  public let card = ExportCard(
    id: "json", name: "JSON",
    summary: "One object: the surface, and each run with its settings, its outcome and its points as columns."
  )

  /// The version of the layout; it grows when a reader of the former one would fail.
  public static let version = 1

  /// The most bytes of columns that wait for their turn: 64 MB.
  public static let mostKept = 64 << 20

  private var traces: [TraceColumn] = []
  private var objective: (any Objective)?
  private let mostKept: Int

  /// The format.
  public init() { self.init(mostKept: JSONExport.mostKept) }

  /// The format with another bound on the columns that wait, in bytes.
  public init(mostKept: Int) { self.mostKept = mostKept }

  public mutating func begin(_ experiment: Experiment, traces: [TraceColumn], into sink: inout ByteSink)
    throws
  {
    self.traces = traces
    let surface = experiment.surface
    let objective = experiment.objective
    self.objective = objective
    var members: [(key: String, value: JSONValue)] = [
      ("id", .text(surface.entry.card.id)),
      ("settings", JSONValue(surface.settings)),
      ("formula", .text(objective.formula)),
      ("domain", JSONValue(experiment.domain)),
    ]
    if let data = surface.dataChoice { members.append(("data", JSONValue(data))) }
    let description = JSONValue.object(members)
    sink.append("{\"version\": \(JSONExport.version),\n \"surface\": ")
    description.write(into: &sink)
    sink.append(",\n \"start\": ")
    JSONValue(experiment.start).write(into: &sink)
    sink.append(", \"steps\": \(experiment.steps), \"seed\": \(experiment.seed),\n \"runs\": [")
  }

  public mutating func write(_ run: RecordedRun, into sink: inout ByteSink) throws {
    let optimizer = run.choice
    sink.append(run.number == 0 ? "\n" : ",\n")
    sink.append("  {\"optimizer\": ")
    JSONValue.text(optimizer.entry.card.id).write(into: &sink)
    if optimizer.label != nil || optimizer.fork != nil {
      sink.append(", \"label\": ")
      JSONValue.text(run.label).write(into: &sink)
    }
    if let fork = run.fork {
      sink.append(", \"fork\": {\"run\": \(fork.parent), \"label\": ")
      JSONValue.text(fork.label).write(into: &sink)
      sink.append(", \"step\": \(fork.step)}")
    }
    sink.append(", \"settings\": ")
    JSONValue(optimizer.settings).write(into: &sink)
    sink.append(",\n   \"wrappers\": ")
    JSONValue.list(optimizer.wrappers.map { JSONValue($0.entry.card.id, $0.settings) }).write(into: &sink)
    sink.append(", \"schedule\": ")
    (optimizer.schedule.map { JSONValue($0.entry.card.id, $0.settings) } ?? .null).write(into: &sink)
    let batches = objective.flatMap { RunConditions.batches(of: optimizer, on: $0) }
    if let batches { sink.append(", \"batch_size\": \(batches.size)") }
    write(optimizer.notes, into: &sink)
    var columns = JSONColumn.all(
      companion: optimizer.companion, of: run, hasExamples: batches != nil, traces: traces)

    // The first time that the run is made tells the outcome and which columns there are.
    var group = fitting(columns, run)
    var kept = group.map { KeptCells(columns[$0], count: run.mostPoints) }
    var isTold = columns.map { _ in false }
    var count = 0
    let result = run.follow(traces: traces) { samples in
      count += samples.count
      for (number, column) in columns.enumerated() {
        isTold[number] = isTold[number] || column.isTelling(samples)
        if number < group.count { kept[number].append(column, of: samples) }
      }
    }
    // Of a run without steps nothing is traced, and all names are written.
    for number in columns.indices where columns[number].isTrace && count == 1 { isTold[number] = true }
    write(result, into: &sink)
    var form = Form(hasTraces: run.hasTraces)
    for number in group where isTold[number] { try form.write(columns[number], kept[number], into: &sink) }
    columns = columns.indices.filter { $0 >= group.count && isTold[$0] }.map { columns[$0] }
    kept = []

    // Of what is left, one column is written while the run is made, and as many as fit wait.
    while let first = columns.first {
      columns.removeFirst()
      group = fitting(columns, run)
      kept = group.map { KeptCells(columns[$0], count: run.mostPoints) }
      form.open(first, into: &sink)
      var isFirst = true
      let needsTraces = first.isTrace || group.contains { columns[$0].isTrace }
      try run.follow(traces: needsTraces ? traces : []) { samples in
        for index in 0..<samples.count {
          if !isFirst { sink.append(byte: UInt8(ascii: ",")) }
          isFirst = false
          sink.append(first.cell(samples, index))
          try sink.drainIfFull()
        }
        for number in group { kept[number].append(columns[number], of: samples) }
      }
      sink.append("]")
      for number in group { try form.write(columns[number], kept[number], into: &sink) }
      columns.removeFirst(group.count)
      kept = []
    }
    form.close(into: &sink)
    sink.append("}")
  }

  /// What a library's call left open, and what is done otherwise than there; nothing where there is none.
  private func write(_ notes: ChoiceNotes, into sink: inout ByteSink) {
    if !notes.assumed.isEmpty {
      sink.append(",\n   \"assumed\": ")
      JSONValue.list(
        notes.assumed.map {
          ["name": .text($0.name), "parameter": .text($0.parameter), "value": .text($0.value)]
        }
      ).write(into: &sink)
    }
    if !notes.remarks.isEmpty {
      sink.append(",\n   \"remarks\": ")
      JSONValue.list(notes.remarks.map(JSONValue.text)).write(into: &sink)
    }
  }

  /// How many of the first columns may wait together.
  private func fitting(_ columns: [JSONColumn], _ run: RecordedRun) -> Range<Int> {
    var (count, bytes) = (0, 0)
    while count < columns.count {
      bytes += KeptCells.bytes(columns[count], count: run.mostPoints)
      if bytes > mostKept { break }
      count += 1
    }
    return 0..<count
  }

  private func write(_ result: RunResult, into sink: inout ByteSink) {
    let null = "null"
    sink.append(
      ",\n   \"converged_at\": \(result.convergedAt?.description ?? null), "
        + "\"diverged_at\": \(result.divergedAt?.description ?? null), "
        + "\"stopped_at\": \(result.stoppedAt?.description ?? null), "
        + "\"evaluations\": \(result.evaluations)")
  }

  /// How columns follow one another: those of traces are in an object of their own, after the others.
  private struct Form {
    let hasTraces: Bool
    private var isInTraces = false
    private var lead = ",\n   "

    init(hasTraces: Bool) { self.hasTraces = hasTraces }

    /// Begins a column.
    mutating func open(_ column: JSONColumn, into sink: inout ByteSink) {
      if column.isTrace { openTraces(into: &sink) }
      sink.append(lead)
      JSONValue.text(column.name).write(into: &sink)
      sink.append(": [")
      if column.isTrace { lead = ",\n    " }
    }

    private mutating func openTraces(into sink: inout ByteSink) {
      guard !isInTraces else { return }
      sink.append(",\n   \"trace\": {")
      (isInTraces, lead) = (true, "\n    ")
    }

    /// Writes a column that has waited.
    mutating func write(_ column: JSONColumn, _ cells: KeptCells, into sink: inout ByteSink) throws {
      open(column, into: &sink)
      for index in 0..<cells.count {
        if index > 0 { sink.append(byte: UInt8(ascii: ",")) }
        sink.append(cells[index])
        try sink.drainIfFull()
      }
      sink.append("]")
    }

    /// Ends the last column's object.
    mutating func close(into sink: inout ByteSink) {
      guard hasTraces else { return }
      openTraces(into: &sink)
      sink.append("}")
    }
  }

  public mutating func end(into sink: inout ByteSink) throws { sink.append("\n ]}\n") }
}
