import Experiments
import Optimization

/// Makes the runs of an experiment, one after the other, and hands their points to an export as they come.
///
/// Only a few thousand points exist at any time, so a run may be as long as anyone likes.
public struct Recording: Sendable {
  /// When a run is over.
  public enum Ending: String, CaseIterable, Sendable {
    /// After all steps, also past convergence.
    case steps
    /// At convergence, or after all steps.
    case converged
  }

  /// How many points are made before they are handed on: enough to make the call cheap, little enough for the cache.
  private static let chunk = 1024

  /// What is run.
  public let experiment: Experiment
  /// Every how many steps a point is kept, from the start on; the last one always is.
  public let every: Int
  /// When a run is over, unless its position stops being a number before.
  public let ending: Ending

  /// A recording of every `every`th point, at least 1.
  public init(_ experiment: Experiment, every: Int = 1, until ending: Ending = .steps) {
    precondition(every >= 1)
    self.experiment = experiment
    self.every = every
    self.ending = ending
  }

  /// Runs everything and writes it in a format; all bytes have left the sink at the end.
  public func write(as format: ExportEntry, into sink: inout ByteSink) throws {
    let objective = experiment.objective
    let limits = experiment.limits
    var export = format.make()
    try export.begin(experiment, into: &sink)
    for (number, choice) in experiment.optimizers.enumerated() {
      try export.beginRun(number, choice, into: &sink)
      var run = Run(
        choice.entry, choice.settings, on: objective, from: experiment.start, limits: limits)
      try follow(&run) { samples in
        try export.add(samples, into: &sink)
        try sink.drainIfFull()
      }
      try export.endRun(RunResult(run), into: &sink)
    }
    try export.end(into: &sink)
    try sink.flush()
  }

  /// Runs to the end, giving the points that are kept to `take`.
  private func follow(_ run: inout Run, _ take: (Samples) throws -> Void) rethrows {
    // A direct search has no rate.
    let rate = run.settings.index(of: "lr").map { run.settings.values[$0] } ?? .nan
    var track = Track()
    var samples = Samples()
    run.record(into: &track)
    var first = 0
    while true {
      samples.removeAll()
      // The first point of the track whose step is a multiple of `every`, and every `every`th from there.
      let skipped = (every - first % every) % every
      for index in stride(from: skipped, to: track.count, by: every) {
        samples.append(
          step: first + index, track.points[index].position, loss: track.points[index].loss,
          gradientNorm: track.points[index].gradientNorm, learningRate: rate)
      }
      if samples.count > 0 { try take(samples) }
      if isOver(run) { break }
      first = run.step + 1
      advance(&run, into: &track)
    }
    guard run.step % every != 0 else { return }
    samples.removeAll()
    samples.append(
      step: run.step, run.position, loss: run.loss, gradientNorm: run.gradient.length, learningRate: rate)
    try take(samples)
  }

  private func isOver(_ run: Run) -> Bool {
    run.step >= experiment.steps || run.isStuck || (ending == .converged && run.convergedAt != nil)
  }

  /// Makes the next steps; the track holds their points alone.
  private func advance(_ run: inout Run, into track: inout Track) {
    let before = run
    track.removeAll()
    run.advance(min(Recording.chunk, experiment.steps - run.step), into: &track)
    guard ending == .converged, let convergedAt = run.convergedAt else { return }
    // It has converged somewhere in these steps and went on; a run is a value, so they are made again up to there.
    run = before
    track.removeAll()
    run.advance(convergedAt - before.step, into: &track)
  }
}
