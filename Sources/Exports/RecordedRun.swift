import Experiments
import Optimization

/// A run that is written out: it is made whenever it is followed, and its points pass by.
///
/// A run is a value and a step a function of it, so that following it again gives the same bits. Only a few thousand points
/// exist at any time.
public struct RecordedRun: Sendable {
  /// Its place among the runs, from 0.
  public let number: Int
  /// The optimizer.
  public let choice: OptimizerChoice
  /// The most points that are passed on.
  public var mostPoints: Int { steps / recording.every + 2 }
  /// Whether its steps can be traced.
  public var hasTraces: Bool { recording.traces }

  private let recording: Recording
  private let steps: Int
  private let objective: any Objective

  init(_ number: Int, of recording: Recording, on objective: any Objective, steps: Int) {
    (self.number, self.recording, self.objective, self.steps) = (number, recording, objective, steps)
    choice = recording.experiment.optimizers[number]
  }

  /// How many points are made before they are passed on: enough to make the call cheap, few enough for the cache.
  private static let chunk = 1024
  /// The same for traced steps: those that the loop makes in one go, since each go begins by copying the
  /// records so far.
  private static let tracedChunk = 128

  /// The run before its first step.
  var start: Run {
    let experiment = recording.experiment
    let conditions = RunConditions(limits: experiment.limits, steps: steps, seed: experiment.seed)
    return Run(choice, on: objective, from: experiment.start, conditions)
  }

  /// Makes the run to its end and passes on the points that are kept, in order, some thousand at a time.
  ///
  /// - Parameter traces: the quantities of the step that led there which each point has; any takes much longer than none.
  /// - Returns: the outcome.
  @discardableResult
  public func follow(traces columns: [TraceColumn], _ take: (Samples) throws -> Void) rethrows -> RunResult {
    let (every, rate) = (recording.every, choice.rate)
    var run = start
    var track = Track()
    var samples = Samples()
    var reader = TraceReader(columns, of: choice)
    let traces = !columns.isEmpty
    var records = RecordedSteps()
    run.record(into: &track)
    var first = 0
    while true {
      samples.removeAll()
      let isLast = isOver(run)
      // The first point of the track whose step is a multiple of `every`, and every `every`th from there.
      let skipped = (every - first % every) % every
      for index in stride(from: skipped, to: track.count, by: every) {
        samples.append(step: first + index, track, index, learningRate: rate)
        if traces { samples.append(trace: records.count > index ? records[index] : nil, &reader) }
      }
      if isLast && run.step % every != 0 {
        let index = track.count - 1
        samples.append(step: run.step, track, index, learningRate: rate)
        if traces { samples.append(trace: records.count > index ? records[index] : nil, &reader) }
      }
      if samples.count > 0 { try take(samples) }
      if isLast { return RunResult(run) }
      first = run.step + 1
      records = advance(&run, into: &track, traces: traces)
    }
  }

  private func isOver(_ run: Run) -> Bool {
    run.step >= steps || run.isStuck || (recording.ending == .converged && run.convergedAt != nil)
  }

  /// Makes the next steps and returns what they computed, if that is wanted; the track holds their points alone.
  private func advance(_ run: inout Run, into track: inout Track, traces: Bool) -> RecordedSteps {
    let before = recording.ending == .converged ? run : nil
    let records = advance(
      &run, traces ? RecordedRun.tracedChunk : RecordedRun.chunk, into: &track, traces: traces)
    guard let before, let convergedAt = run.convergedAt else { return records }
    // It has converged within these steps and went on; a run is a value, so they are made again up to that point.
    run = before
    return advance(&run, convergedAt - before.step, into: &track, traces: traces)
  }

  private func advance(_ run: inout Run, _ count: Int, into track: inout Track, traces: Bool) -> RecordedSteps
  {
    track.removeAll()
    let count = min(count, steps - run.step)
    if traces { return run.advanceRecording(count, into: &track) }
    run.advance(count, into: &track)
    return RecordedSteps()
  }
}
