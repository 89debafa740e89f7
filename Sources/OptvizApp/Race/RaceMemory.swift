import Experiments
import Optimization

/// What is remembered of earlier races, so that a change can be undone.
struct RaceMemory: Sendable {
  /// A run that was removed.
  struct Absent: Sendable {
    let choice: OptimizerChoice
    /// Its look, which it gets again unless another run has it by then.
    let look: Int
    /// Its place among the runs.
    let place: Int
  }

  /// The race's length and speed before it was compared at equal examples.
  struct FormerPace: Sendable {
    let steps: Int
    let speed: Double
    /// The length that replaced it.
    var length: Int
  }

  /// Removed runs, by optimizer, for when they are added again: those that were removed together, the last ones at the end.
  var setAside: [String: [[Absent]]] = [:]
  /// How many random starts were requested.
  var randomStarts: UInt64 = 0
  /// What to return to from a race at equal examples; `nil` if that choice was not made here.
  var equalExamples: FormerPace?
  /// Whether the view is to be fitted once the race is computed.
  var fitsWhenComputed = false
}
