import Experiments
import Optimization

/// What all histories of a race depend on, their runs apart: equal conditions and an equal choice mean an equal history.
struct RaceConditions: Hashable, Sendable {
  let surface: SurfaceChoice
  let start: Point<Double>
  let seed: UInt64
  let steps: Int
  let pace: Race.Pace

  init(_ experiment: Experiment) {
    (surface, start, seed) = (experiment.surface, experiment.start, experiment.seed)
    (steps, pace) = (experiment.steps, experiment.pace)
  }
}

/// What the chosen run's steps computed, as far as the inspector shows it: kept, since explaining a step replays others,
/// and over many examples that takes time.
struct Inspection: Sendable {
  private let choice: OptimizerChoice
  private let conditions: RaceConditions
  /// The step that leaves the point on display.
  private(set) var step: InspectedStep
  /// The first steps, from which the moving averages show how they begin; more come with every update.
  private(set) var firstSteps: [Recorder] = []

  /// The chosen run's; `nil` where no run takes part.
  init?(_ model: Model) {
    guard let choice = model.chosen, let step = InspectedStep(model) else { return nil }
    self.choice = choice
    conditions = RaceConditions(model.experiment)
    self.step = step
  }

  /// Goes on with a model that may have changed; `false` where this is not its chosen run any more.
  fileprivate mutating func follow(_ model: Model) -> Bool {
    guard choice == model.chosen, conditions == RaceConditions(model.experiment) else { return false }
    if step.step != model.step(of: model.chosenRun) {
      guard let new = InspectedStep(model) else { return false }
      step = new
    }
    return true
  }

  /// Explains some more of the first steps, up to so many.
  fileprivate mutating func explain(_ count: Int, of timeline: Timeline, atOnce: Int) {
    guard firstSteps.count < min(count, timeline.last) else { return }
    let missing = min(count - firstSteps.count, atOnce)
    firstSteps += timeline.explanations(from: firstSteps.count, count: missing)
  }
}

extension Model {
  /// Brings what the inspector shows up to date.
  mutating func refreshInspection() {
    guard inspectorIsOpen, race.timelines.indices.contains(chosenRun) else { return inspection = nil }
    // Taken out while it grows: shared with the model, it would be copied.
    var kept = inspection
    inspection = nil
    if kept?.follow(self) != true { kept = Inspection(self) }
    kept?.explain(
      AveragesView.stepsShown(self), of: race.timelines[chosenRun], atOnce: max(1, stepsAtOnce / 20))
    inspection = kept
  }

  /// Whether more of the first steps is to be explained.
  var isExplaining: Bool {
    guard inspectorIsOpen, let inspection, race.timelines.indices.contains(chosenRun) else { return false }
    return inspection.firstSteps.count < min(AveragesView.stepsShown(self), race.timelines[chosenRun].last)
  }
}
