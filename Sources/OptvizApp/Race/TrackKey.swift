import Experiments
import Optimization

/// What the points of a run's track depend on: another value means other points.
struct TrackKey: Hashable, Sendable {
  private let conditions: RaceConditions
  private let choice: OptimizerChoice
  /// What it followed before it became a run of its own.
  private let ancestors: [OptimizerChoice]
  /// Which of the run's points the track has.
  private let revision: Int
  private let run: Int

  /// The key of a run's track.
  init(_ run: Int, _ model: Model) {
    let choices = model.document.experiment.optimizers
    conditions = RaceConditions(model.document.experiment)
    choice = model.derived.race.timelines[run].choice
    ancestors = choices.ancestors(of: run).map { choices[$0] }
    revision = model.derived.race.timelines[run].track.revision
    self.run = run
  }

  /// Few tracks are compared, several times a frame: hashing the conditions would take longer than all else.
  func hash(into hasher: inout Hasher) { hasher.combine(run) }
}

extension [OptimizerChoice] {
  /// The runs that a run followed before it became one of its own, the nearest first.
  fileprivate func ancestors(of run: Int) -> [Int] {
    var (run, ancestors) = (run, [Int]())
    while let fork = self[run].fork, fork.parent < run {
      ancestors.append(fork.parent)
      run = fork.parent
    }
    return ancestors
  }
}
