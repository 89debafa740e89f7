import Experiments
import Optimization

/// Values with a separator between them: one line for each point, one table for all runs, written as the points come.
///
/// `run` counts from 0, as the `runs` of the JSON format do. Numbers that are not finite are `nan`, `inf` and `-inf`,
/// which R, pandas and gnuplot read as such. A text that contains the separator, a quote or a line break is quoted
/// as in RFC 4180, and as those programs and spreadsheets read it with any separator.
public struct SeparatedValuesExport: Export {
  public let card: ExportCard
  private let separator: UInt8

  /// `0,adam,`: how each line of the present run begins.
  private var lead: [UInt8] = []
  private var traces: [TraceColumn] = []
  private var objective: (any Objective)?
  /// Whether any run has a label, and whether any is a fork: then all lines say which, and from which run and step.
  private var hasLabels = false
  private var hasForks = false

  /// A format with a separator in ASCII that no number contains.
  public init(_ separator: Character, _ card: ExportCard) {
    guard let byte = separator.asciiValue, !"0123456789.+-einfa\"\r\n".contains(separator) else {
      preconditionFailure("'\(separator)' cannot separate numbers")
    }
    self.separator = byte
    self.card = card
  }

  public mutating func begin(_ experiment: Experiment, traces: [TraceColumn], into sink: inout ByteSink)
    throws
  {
    self.traces = traces
    objective = experiment.objective
    hasForks = experiment.optimizers.contains { $0.fork != nil }
    hasLabels = hasForks || experiment.optimizers.contains { $0.label != nil }
    var names = ["run", "optimizer"]
    if hasLabels { names.append("label") }
    if hasForks { names += ["parent", "fork_step"] }
    names += ["step", "x", "y", "loss", "gradient_norm", "lr"]
    if objective?.batches != nil { names += ["epoch", "examples", "batch_loss"] }
    for column in traces {
      names += column.isVector ? ["\(column.name).x", "\(column.name).y"] : [column.name]
    }
    sink.append(bytes: Array(names.map { field($0) }.joined(separator: [separator])))
    sink.append(byte: UInt8(ascii: "\n"))
  }

  public mutating func write(_ run: RecordedRun, into sink: inout ByteSink) throws {
    var cells = ["\(run.number)", run.choice.entry.card.id]
    if hasLabels { cells.append(run.label) }
    if hasForks { cells += run.fork.map { [$0.label, "\($0.step)"] } ?? ["", ""] }
    lead = cells.flatMap { field($0) + [separator] }
    try run.follow(traces: traces) { try add($0, of: run, into: &sink) }
  }

  private func add(_ samples: Samples, of run: RecordedRun, into sink: inout ByteSink) throws {
    // The learning rate is the same in most lines, so its digits are computed once.
    var rate = Double.nan
    var ending: [UInt8] = []
    for index in 0..<samples.count {
      sink.append(bytes: lead)
      sink.append(samples.steps[index])
      sink.append(byte: separator)
      sink.append(samples.positions[index].x)
      sink.append(byte: separator)
      sink.append(samples.positions[index].y)
      sink.append(byte: separator)
      sink.append(samples.losses[index])
      sink.append(byte: separator)
      sink.append(samples.gradientNorms[index])
      if samples.learningRates[index] != rate {
        rate = samples.learningRates[index]
        ending = [separator] + Array("\(rate)".utf8)
      }
      sink.append(bytes: ending)
      if objective?.batches != nil { addBatch(of: run, samples, index, into: &sink) }
      if !traces.isEmpty { addTraces(samples, index, into: &sink) }
      sink.append(byte: UInt8(ascii: "\n"))
      try sink.drainIfFull()
    }
  }

  /// How far the run is in the data; the batch's loss is that of the whole if every step sees it.
  private func addBatch(of run: RecordedRun, _ samples: Samples, _ index: Int, into sink: inout ByteSink) {
    let losses = samples.batchLosses.isEmpty ? samples.losses : samples.batchLosses
    sink.append(byte: separator)
    sink.append(run.epoch(at: samples.steps[index]) ?? 0)
    sink.append(byte: separator)
    sink.append(run.examples(after: samples.steps[index]) ?? 0)
    sink.append(byte: separator)
    sink.append(losses[index])
  }

  /// The named quantities of a step; a cell is empty if a run has no such quantity.
  private func addTraces(_ samples: Samples, _ index: Int, into sink: inout ByteSink) {
    for (number, column) in traces.enumerated() {
      let value = samples.trace(index, number)
      sink.append(byte: separator)
      switch value {
      case .scalar(let number): sink.append(number)
      case .vector(let point):
        sink.append(point.x)
        sink.append(byte: separator)
        sink.append(point.y)
      case nil: if column.isVector { sink.append(byte: separator) }
      }
    }
  }

  /// A text in the form for use between separators.
  private func field(_ text: String) -> [UInt8] {
    let quote = UInt8(ascii: "\"")
    let needsQuotes = text.utf8.contains {
      [separator, quote, UInt8(ascii: "\n"), UInt8(ascii: "\r")].contains($0)
    }
    guard needsQuotes else { return Array(text.utf8) }
    return [quote] + text.utf8.flatMap { $0 == quote ? [quote, quote] : [$0] } + [quote]
  }

  public mutating func end(into sink: inout ByteSink) throws {}
}
