import Experiments
import Optimization

/// What is remembered of races that were there before, so that a wish can be taken back or gone on with.
struct RaceMemory: Sendable {
  /// A run that was taken off.
  struct Absent: Sendable {
    let choice: OptimizerChoice
    /// Its look, which it gets again where no other run has it by then.
    let look: Int
    /// Its place among the runs.
    let place: Int
  }

  /// The race's length and speed before it was compared at equal examples.
  struct FormerPace: Sendable {
    let steps: Int
    let speed: Double
    /// The length that the race was given instead.
    var length: Int
  }

  /// Runs that were taken off, by optimizer, for when they come back.
  var setAside: [String: [Absent]] = [:]
  /// How many random starts were asked for.
  var randomStarts: UInt64 = 0
  /// What to go back to from a race at equal examples; `nil` where it was not made here.
  var equalExamples: FormerPace?
  /// Whether the view is to be fitted once the race is computed.
  var fitsWhenComputed = false
}
