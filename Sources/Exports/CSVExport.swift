import Experiments
import Optimization

/// Comma-separated values: one line a point, one table for all runs, written as the points come.
///
/// `run` counts from 0, as the `runs` of the JSON format do. Numbers that are not finite are `nan`, `inf` and `-inf`,
/// which R, pandas and gnuplot read as such.
public struct CSVExport: Export {
  public static let card = ExportCard(
    id: "csv", name: "CSV",
    summary: "One line a point, in constant memory: run, optimizer, step, x, y, loss, gradient_norm, lr.")

  /// `0,adam,`: how each line of the present run begins.
  private var lead: [UInt8] = []
  private var traces: [TraceColumn] = []
  private var choice: OptimizerChoice?
  private var objective: (any Objective)?
  /// How the run's examples are dealt out; `nil` where there are none.
  private var batches: Batches?

  public init() {}

  public mutating func begin(_ experiment: Experiment, traces: [TraceColumn], into sink: inout ByteSink)
    throws
  {
    self.traces = traces
    objective = experiment.objective
    sink.append("run,optimizer,step,x,y,loss,gradient_norm,lr")
    if objective?.batches != nil { sink.append(",epoch,examples,batch_loss") }
    for column in traces {
      sink.append(column.isVector ? ",\(column.name).x,\(column.name).y" : ",\(column.name)")
    }
    sink.append("\n")
  }

  public mutating func beginRun(_ number: Int, _ optimizer: OptimizerChoice, into sink: inout ByteSink) throws
  {
    lead = Array("\(number),\(optimizer.entry.card.id),".utf8)
    choice = optimizer
    batches = objective.flatMap { RunConditions.batches(of: optimizer, on: $0) }
  }

  public mutating func add(_ samples: Samples, into sink: inout ByteSink) throws {
    let comma = UInt8(ascii: ",")
    // The learning rate is the same in most lines, so its digits are found once.
    var rate = Double.nan
    var ending: [UInt8] = []
    for index in 0..<samples.count {
      sink.append(bytes: lead)
      sink.append(samples.steps[index])
      sink.append(byte: comma)
      sink.append(samples.positions[index].x)
      sink.append(byte: comma)
      sink.append(samples.positions[index].y)
      sink.append(byte: comma)
      sink.append(samples.losses[index])
      sink.append(byte: comma)
      sink.append(samples.gradientNorms[index])
      if samples.learningRates[index] != rate {
        rate = samples.learningRates[index]
        ending = Array(",\(rate)".utf8)
      }
      sink.append(bytes: ending)
      if let batches { add(batches, samples, index, into: &sink) }
      if !traces.isEmpty { add(samples.traces[index], into: &sink) }
      sink.append(byte: UInt8(ascii: "\n"))
      try sink.drainIfFull()
    }
  }

  /// How far the run is in the data; the batch's loss is that of the whole where every step sees it.
  private func add(_ batches: Batches, _ samples: Samples, _ index: Int, into sink: inout ByteSink) {
    let comma = UInt8(ascii: ",")
    let losses = samples.batchLosses.isEmpty ? samples.losses : samples.batchLosses
    sink.append(byte: comma)
    sink.append(batches.epoch(of: samples.steps[index]))
    sink.append(byte: comma)
    sink.append(batches.examples(after: samples.steps[index]))
    sink.append(byte: comma)
    sink.append(losses[index])
  }

  /// The named quantities of a step; a cell is empty where a run has no such quantity.
  private func add(_ trace: Recorder?, into sink: inout ByteSink) {
    let comma = UInt8(ascii: ",")
    for column in traces {
      let value = choice.flatMap { choice in trace.flatMap { column.value(in: $0, choice) } }
      sink.append(byte: comma)
      switch value {
      case .scalar(let number): sink.append(number)
      case .vector(let point):
        sink.append(point.x)
        sink.append(byte: comma)
        sink.append(point.y)
      case nil: if column.isVector { sink.append(byte: comma) }
      }
    }
  }

  public mutating func endRun(_ result: RunResult, into sink: inout ByteSink) throws {}

  public mutating func end(into sink: inout ByteSink) throws {}
}
