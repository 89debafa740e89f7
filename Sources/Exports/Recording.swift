import Experiments
import Optimization

/// Makes the runs of an experiment, one after the other, and passes their points to an export as they come.
///
/// Only a few thousand points exist at any time, so the length of a run has no limit.
public struct Recording: Sendable {
  /// When a run is over.
  public enum Ending: String, CaseIterable, Sendable {
    /// After all steps, even past convergence.
    case steps
    /// At convergence, or after all steps.
    case converged
  }

  /// The experiment that is run.
  public let experiment: Experiment
  /// The interval in steps at which points are kept, from the start on; the last one is always kept.
  public let every: Int
  /// When a run is over, unless its position stops being a number earlier.
  public let ending: Ending
  /// Whether the named quantities of every step are written too.
  public let traces: Bool

  /// A recording of every `every`th point, at least 1.
  public init(
    _ experiment: Experiment, every: Int = 1, until ending: Ending = .steps, traces: Bool = false
  ) {
    precondition(every >= 1)
    self.experiment = experiment
    self.every = every
    self.ending = ending
    self.traces = traces
  }

  /// The columns that the traces of all runs need.
  private func columns(of runs: [RecordedRun]) -> [TraceColumn] {
    guard traces else { return [] }
    var columns: [TraceColumn] = []
    for run in runs {
      for column in run.traceColumns where !columns.contains(column) {
        columns.append(column)
      }
    }
    return columns
  }

  /// Runs everything and writes it in a format; at the end all bytes have left the sink.
  public func write(as format: any Export, into sink: inout ByteSink) throws {
    var export = format
    let race = experiment.race()
    let runs = experiment.optimizers.indices.map { RecordedRun($0, of: self, in: race) }
    try export.begin(experiment, traces: columns(of: runs), into: &sink)
    for run in runs { try export.write(run, into: &sink) }
    try export.end(into: &sink)
    try sink.flush()
  }
}
