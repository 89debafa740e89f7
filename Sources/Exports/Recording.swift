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

  /// How many points are made before they are passed on: enough to make the call cheap, few enough for the cache.
  private static let chunk = 1024

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

  /// The run of an optimizer of the experiment, at its start.
  private func run(_ choice: OptimizerChoice, steps: Int) -> Run {
    let conditions = RunConditions(limits: experiment.limits, steps: steps, seed: experiment.seed)
    return Run(choice, on: experiment.objective, from: experiment.start, conditions)
  }

  /// The columns that the traces of all runs need.
  private var columns: [TraceColumn] {
    guard traces else { return [] }
    var columns: [TraceColumn] = []
    for choice in experiment.optimizers {
      let recorder = run(choice, steps: experiment.steps).explainNextStep()
      for column in TraceColumn.columns(of: recorder, choice) where !columns.contains(column) {
        columns.append(column)
      }
    }
    return columns
  }

  /// Runs everything and writes it in a format; at the end all bytes have left the sink.
  public func write(as format: any Export, into sink: inout ByteSink) throws {
    var export = format
    // At equal examples, runs differ in the number of their steps.
    let race = experiment.race()
    try export.begin(experiment, traces: columns, into: &sink)
    for (number, choice) in experiment.optimizers.enumerated() {
      try export.beginRun(number, choice, into: &sink)
      let steps = race.step(of: number, at: experiment.steps)
      var run = run(choice, steps: steps)
      try follow(&run, for: steps) { samples in
        try export.add(samples, into: &sink)
        try sink.drainIfFull()
      }
      try export.endRun(RunResult(run), into: &sink)
    }
    try export.end(into: &sink)
    try sink.flush()
  }

  /// Runs to the end, passing the kept points to `take`.
  private func follow(_ run: inout Run, for steps: Int, _ take: (Samples) throws -> Void) rethrows {
    let rate = run.choice.rate
    var track = Track()
    var samples = Samples()
    var trace: Recorder?
    run.record(into: &track)
    var first = 0
    while true {
      samples.removeAll()
      let isLast = isOver(run, steps)
      // The first point of the track whose step is a multiple of `every`, and every `every`th from there.
      let skipped = (every - first % every) % every
      for index in stride(from: skipped, to: track.count, by: every) {
        samples.append(step: first + index, track, index, learningRate: rate)
        if traces { samples.append(trace: trace) }
      }
      if isLast && run.step % every != 0 {
        samples.append(step: run.step, track, track.count - 1, learningRate: rate)
        if traces { samples.append(trace: trace) }
      }
      if samples.count > 0 { try take(samples) }
      if isLast { return }
      first = run.step + 1
      trace = traces ? run.explainNextStep() : nil
      advance(&run, to: steps, into: &track)
    }
  }

  private func isOver(_ run: Run, _ steps: Int) -> Bool {
    run.step >= steps || run.isStuck || (ending == .converged && run.convergedAt != nil)
  }

  /// Makes the next steps; the track holds their points alone.
  private func advance(_ run: inout Run, to steps: Int, into track: inout Track) {
    let before = run
    track.removeAll()
    // What a step computes must be known before it is made, so traced steps are made one by one.
    run.advance(min(traces ? 1 : Recording.chunk, steps - run.step), into: &track)
    guard ending == .converged, let convergedAt = run.convergedAt else { return }
    // It has converged within these steps and went on; a run is a value, so they are made again up to that point.
    run = before
    track.removeAll()
    run.advance(convergedAt - before.step, into: &track)
  }
}
