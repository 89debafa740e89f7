import Experiments
import Optimization

/// What all histories of a race depend on, apart from the runs: equal conditions and choice mean an equal history.
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

/// What the chosen run's steps computed, as far as the inspector shows it: kept, since explaining a step replays
/// others, which takes time over many examples.
struct Inspection: Sendable {
  private let choice: OptimizerChoice
  private let conditions: RaceConditions
  /// The step that starts at the point on display.
  private(set) var step: InspectedStep
  /// The first steps, which show how the moving averages begin; each update adds some.
  private(set) var firstSteps: [Recorder] = []

  /// The chosen run's; `nil` without a run.
  init?(_ model: Model) {
    guard let choice = model.chosen, let step = InspectedStep(model) else { return nil }
    self.choice = choice
    conditions = RaceConditions(model.document.experiment)
    self.step = step
  }

  /// Follows a model that may have changed; `false` if this is no longer its chosen run.
  fileprivate mutating func follow(_ model: Model) -> Bool {
    guard choice == model.chosen, conditions == RaceConditions(model.document.experiment) else {
      return false
    }
    if step.step != model.step(of: model.document.chosenRun) {
      guard let new = InspectedStep(model) else { return false }
      step = new
    }
    return true
  }

  /// Explains more of the first steps, up to a count.
  fileprivate mutating func explain(_ count: Int, of timeline: Timeline, atOnce: Int) {
    guard firstSteps.count < min(count, timeline.last) else { return }
    let missing = min(count - firstSteps.count, atOnce)
    firstSteps += timeline.explanations(from: firstSteps.count, count: missing)
  }
}

extension Model {
  /// Updates what the inspector shows; when it opens it begins at its top.
  mutating func refreshInspection() {
    guard document.arrangement.opened.contains(.inspector),
      derived.race.timelines.indices.contains(document.chosenRun)
    else {
      (derived.inspection, inspector.scroll) = (nil, 0)
      return
    }
    // Taken out of the model while it grows: shared with the model, it would be copied.
    var kept = derived.inspection
    derived.inspection = nil
    if kept?.follow(self) != true { kept = Inspection(self) }
    kept?.explain(
      averagedSteps, of: derived.race.timelines[document.chosenRun], atOnce: max(1, stepsAtOnce / 20))
    derived.inspection = kept
  }

  /// Whether more of the first steps are to be explained.
  var isExplaining: Bool {
    guard let inspection = derived.inspection else { return false }
    return inspection.firstSteps.count < min(averagedSteps, derived.race.timelines[document.chosenRun].last)
  }

  /// How many of the chosen run's first steps the moving averages show: those of the longest window.
  private var averagedSteps: Int {
    guard let part = chosen?.ownPart else { return 0 }
    let budget = derived.race.timelines[document.chosenRun].budget
    return MovingAverage.all(in: part.formula, part.settings)
      .map { MovingAverage.window(part.settings[declared: $0.key], budget: budget) }.max() ?? 0
  }
}

extension MovingAverage {
  /// How many steps of the cold start are shown: until the correction has faded, within the race.
  static func window(_ beta: Double, budget: Int) -> Int {
    min(max(1, budget), max(12, min(300, Int((4 * reach(beta)).rounded()))))
  }
}
