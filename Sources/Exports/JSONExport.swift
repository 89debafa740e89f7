import Experiments
import Optimization

/// One JSON object: the surface, the start, and every run with its settings, its outcome and its points as columns.
///
/// The outcome precedes the columns and the columns follow one another, so the points of one run are kept until
/// it is over. Numbers that are not finite, which JSON does not have, are the strings "nan", "inf" and "-inf".
public struct JSONExport: Export {
  public let card = ExportCard(
    id: "json", name: "JSON",
    summary: "One object: the surface, and each run with its settings, its outcome and its points as columns."
  )

  /// The version of the layout; it grows when a reader of the former one would fail.
  public static let version = 1

  private var samples = Samples()
  private var traces: [TraceColumn] = []
  private var choice: OptimizerChoice?
  private var objective: (any Objective)?
  /// How the run's examples are distributed over steps; `nil` without examples.
  private var batches: Batches?

  /// The format.
  public init() {}

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

  public mutating func beginRun(_ number: Int, _ optimizer: OptimizerChoice, into sink: inout ByteSink) throws
  {
    samples.removeAll()
    sink.append(number == 0 ? "\n" : ",\n")
    sink.append("  {\"optimizer\": \"\(optimizer.entry.card.id)\", \"settings\": ")
    JSONValue(optimizer.settings).write(into: &sink)
    choice = optimizer
    batches = objective.flatMap { RunConditions.batches(of: optimizer, on: $0) }
    sink.append(",\n   \"wrappers\": ")
    JSONValue.list(optimizer.wrappers.map { JSONValue($0.entry.card.id, $0.settings) }).write(into: &sink)
    sink.append(", \"schedule\": ")
    (optimizer.schedule.map { JSONValue($0.entry.card.id, $0.settings) } ?? .null).write(into: &sink)
    if let batches { sink.append(", \"batch_size\": \(batches.size)") }
  }

  public mutating func add(_ samples: Samples, into sink: inout ByteSink) throws {
    self.samples.append(samples)
  }

  public mutating func endRun(_ result: RunResult, into sink: inout ByteSink) throws {
    let null = "null"
    sink.append(
      ",\n   \"converged_at\": \(result.convergedAt?.description ?? null), "
        + "\"diverged_at\": \(result.divergedAt?.description ?? null), "
        + "\"evaluations\": \(result.evaluations)")
    try column("index", samples.steps, into: &sink) { $1.append($0) }
    if let batches {
      try column("epoch", samples.steps, into: &sink) { $1.append(batches.epoch(of: $0)) }
      try column("examples", samples.steps, into: &sink) { $1.append(batches.examples(after: $0)) }
    }
    try column("trajectory", samples.positions, into: &sink) { $1.append(json: $0) }
    if let name = choice?.companion, !samples.companions.isEmpty {
      try column(name, samples.companions, into: &sink) { $1.append(json: $0) }
    }
    try column("loss", samples.losses, into: &sink) { $1.append(json: $0) }
    if !samples.batchLosses.isEmpty {
      try column("batch_loss", samples.batchLosses, into: &sink) { $1.append(json: $0) }
    }
    try column("gradient_norm", samples.gradientNorms, into: &sink) { $1.append(json: $0) }
    try column("lr", samples.learningRates, into: &sink) { $1.append(json: $0) }
    // One evaluation for each step is the usual case and is left out.
    if samples.evaluations != samples.steps {
      try column("evaluations_by_step", samples.evaluations, into: &sink) { $1.append($0) }
    }
    try writeTraces(into: &sink)
    sink.append("}")
  }

  /// The named quantities of each step, each a column; the start, which no step precedes, has `null`.
  private func writeTraces(into sink: inout ByteSink) throws {
    guard let choice, !samples.traces.isEmpty else { return }
    sink.append(",\n   \"trace\": {")
    var lead = "\n    "
    for trace in traces {
      let values = samples.traces.map { $0.flatMap { trace.value(in: $0, choice) } }
      guard values.contains(where: { $0 != nil }) || samples.count == 1 else { continue }
      sink.append("\(lead)")
      JSONValue.text(trace.name).write(into: &sink)
      sink.append(": [")
      lead = ",\n    "
      for (index, value) in values.enumerated() {
        if index > 0 { sink.append(byte: UInt8(ascii: ",")) }
        switch value {
        case .scalar(let number): sink.append(json: number)
        case .vector(let point): sink.append(json: point)
        case nil: sink.append("null")
        }
        try sink.drainIfFull()
      }
      sink.append("]")
    }
    sink.append("}")
  }

  public mutating func end(into sink: inout ByteSink) throws { sink.append("\n ]}\n") }

  private func column<T>(
    _ name: String, _ values: [T], into sink: inout ByteSink, _ write: (T, inout ByteSink) -> Void
  ) throws {
    sink.append(",\n   \"\(name)\": [")
    for (index, value) in values.enumerated() {
      if index > 0 { sink.append(byte: UInt8(ascii: ",")) }
      write(value, &sink)
      try sink.drainIfFull()
    }
    sink.append("]")
  }
}

extension ByteSink {
  /// A point as `[x,y]`.
  fileprivate mutating func append(json point: Point<Double>) {
    append(byte: UInt8(ascii: "["))
    append(json: point.x)
    append(byte: UInt8(ascii: ","))
    append(json: point.y)
    append(byte: UInt8(ascii: "]"))
  }
}
