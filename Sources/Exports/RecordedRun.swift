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
  private let race: Race
  private let steps: Int
  /// The choices that make its steps.
  let legs: [RunLeg]

  init(_ number: Int, of recording: Recording, in race: Race) {
    (self.number, self.recording, self.race) = (number, recording, race)
    // At equal examples, runs differ in the number of their steps.
    steps = race.step(of: number, at: recording.experiment.steps)
    legs = race.legs(of: number)
    choice = recording.experiment.optimizers[number]
  }

  /// What the run is called in its race.
  public var label: String { recording.experiment.optimizers.labels[number] }
  /// Where it leaves another run, by that run's number and label; `nil` for a run of its own.
  public var fork: (parent: Int, label: String, step: Int)? {
    choice.fork.map { ($0.parent, recording.experiment.optimizers.labels[$0.parent], $0.step) }
  }

  /// How many examples it has seen after some steps; `nil` where there are none.
  func examples(after step: Int) -> Int? {
    legs.count == 1
      ? RunConditions.batches(of: choice, on: race.objective)?.examples(after: step)
      : race.examples(of: number, after: step)
  }

  /// The epoch of the batch that a step sees; `nil` where there are no examples.
  func epoch(at step: Int) -> Int? {
    legs.count == 1
      ? RunConditions.batches(of: choice, on: race.objective)?.epoch(of: step)
      : race.epoch(of: number, at: step)
  }

  /// How many points are made before they are passed on: enough to make the call cheap, few enough for the cache.
  private static let chunk = 1024
  /// The same for traced steps: those that the loop makes in one go, since each go begins by copying the
  /// records so far.
  private static let tracedChunk = 128

  /// The run before its first step.
  private var start: Run { race.start(of: number) }

  /// The columns that its traces need.
  var traceColumns: [TraceColumn] {
    let conditions = RunConditions(limits: race.conditions.limits, steps: steps, seed: race.conditions.seed)
    return legs.flatMap { leg in
      let run = Run(leg.choice, on: race.objective, from: race.start, conditions)
      return TraceColumn.columns(of: run.explainNextStep(), leg.choice)
    }
  }

  /// Makes the run to its end and passes on the points that are kept, in order, some thousand at a time.
  ///
  /// - Parameter traces: the quantities of the step that led there which each point has; any takes much longer than none.
  /// - Returns: the outcome.
  @discardableResult
  public func follow(traces columns: [TraceColumn], _ take: (Samples) throws -> Void) rethrows -> RunResult {
    let every = recording.every
    var run = start
    var track = Track()
    var samples = Samples()
    var reader = TraceReader(columns, of: run.presentChoice)
    var rate = run.presentChoice.rate
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
        let isNext = first + index == run.step
        samples.append(
          step: first + index, track, index, learningRate: isNext ? run.presentChoice.rate : rate)
        if traces { samples.append(trace: records.count > index ? records[index] : nil, &reader) }
      }
      if isLast && run.step % every != 0 {
        let index = track.count - 1
        samples.append(step: run.step, track, index, learningRate: run.presentChoice.rate)
        if traces { samples.append(trace: records.count > index ? records[index] : nil, &reader) }
      }
      if samples.count > 0 { try take(samples) }
      if isLast { return RunResult(run) }
      first = run.step + 1
      // Up to the next leg all steps are made by one choice.
      if legs.count > 1 {
        (reader, rate) = (TraceReader(columns, of: run.presentChoice), run.presentChoice.rate)
      }
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
    let count = min(count, steps - run.step, run.stepsToFork ?? count)
    if traces { return run.advanceRecording(count, into: &track) }
    run.advance(count, into: &track)
    return RecordedSteps()
  }
}
