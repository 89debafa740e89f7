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
public struct Inspection: Sendable {
  private let legs: [RunLeg]
  private let conditions: RaceConditions
  /// The step from which on the choice acts whose step is shown.
  private var start: Int
  /// The step that starts at the point on display.
  private(set) var step: InspectedStep
  /// The first steps, which show how the moving averages begin; each update adds some.
  private(set) var firstSteps: [Recorder] = []

  /// What a request asks for, without the first steps; `nil` where the run has no step.
  fileprivate init?(_ request: InspectionRequest) {
    guard let step = InspectedStep(request, shape: nil) else { return nil }
    (legs, conditions, start) = (request.legs, request.conditions, request.leg.start)
    self.step = step
  }

  /// Whether it is of the run that a request asks for.
  fileprivate func isOfRun(_ request: InspectionRequest) -> Bool {
    legs == request.legs && conditions == request.conditions
  }

  /// Whether it has all that a request asks for.
  fileprivate func satisfies(_ request: InspectionRequest) -> Bool {
    isOfRun(request) && step.step == request.step && firstSteps.count >= request.firstSteps
  }

  /// Follows the step on display; `false` if there is none.
  fileprivate mutating func follow(_ request: InspectionRequest) -> Bool {
    guard step.step != request.step else { return true }
    let isSameChoice = start == request.leg.start
    guard let new = InspectedStep(request, shape: isSameChoice ? step.shape : nil) else { return false }
    (step, start) = (new, request.leg.start)
    return true
  }

  /// Explains more of the first steps.
  fileprivate mutating func explain(_ request: InspectionRequest) {
    guard firstSteps.count < request.firstSteps else { return }
    let missing = min(request.firstSteps - firstSteps.count, request.atOnce)
    firstSteps += request.timeline.explanations(from: firstSteps.count, count: missing)
  }
}

/// What the inspector is to show.
public struct InspectionRequest: Sendable {
  /// The choices that make the run's steps.
  let legs: [RunLeg]
  let conditions: RaceConditions
  /// The step to explain: the one that starts at the point on display.
  let step: Int
  /// How many of the first steps are to be explained.
  let firstSteps: Int
  /// How many of them are explained at a time.
  let atOnce: Int
  let timeline: Timeline
  let objective: any Objective
  /// What is known already.
  private var known: Inspection?
  /// The choice that makes the step to explain.
  var leg: RunLeg { legs.last { $0.start <= step } ?? legs[0] }

  /// What the open inspector is to show of the chosen run; `nil` without a run.
  init?(_ model: Model) {
    let run = model.document.chosenRun
    guard model.chosen != nil, model.derived.race.timelines.indices.contains(run) else { return nil }
    timeline = model.derived.race.timelines[run]
    legs = model.derived.race.legs(of: run)
    conditions = RaceConditions(model.document.experiment)
    step = model.step(of: run)
    firstSteps = min(model.averagedSteps, timeline.last)
    atOnce = max(1, model.stepsAtOnce / 20)
    objective = model.derived.race.objective
  }

  /// The same request, with what is known already.
  fileprivate func knowing(_ inspection: Inspection?) -> InspectionRequest {
    var request = self
    request.known = inspection
    return request
  }

  /// What is known, with what it lacks and some more of the first steps; `nil` where the run has no step.
  func inspection() -> Inspection? { inspection(knowing: known) }

  /// The same from what is known, which is taken over, so that it grows in place.
  fileprivate func inspection(knowing known: consuming Inspection?) -> Inspection? {
    var inspection = known
    if let given = inspection, !given.isOfRun(self) { inspection = nil }
    if inspection?.follow(self) != true { inspection = Inspection(self) }
    inspection?.explain(self)
    return inspection
  }
}

extension InspectionRequest: Hashable {
  public static func == (a: InspectionRequest, b: InspectionRequest) -> Bool {
    a.step == b.step && a.firstSteps == b.firstSteps && a.known?.firstSteps.count == b.known?.firstSteps.count
      && a.legs == b.legs && a.conditions == b.conditions
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(conditions)
    hasher.combine(step)
  }
}

extension Model {
  /// Updates what the inspector shows; when it opens it begins at its top.
  ///
  /// Steps that may take long are explained beside the program; until then, what was explained last is shown.
  mutating func refreshInspection() {
    guard document.arrangement.opened.contains(.inspector), let wanted = InspectionRequest(self) else {
      (derived.inspection, inspector.scroll) = (nil, 0)
      abandonInspection()
      return
    }
    guard derived.race.isAbandonable else {
      abandonInspection()
      // Taken out of the model while it grows: shared with the model, it would be copied.
      let known = derived.inspection
      derived.inspection = nil
      derived.inspection = wanted.inspection(knowing: known)
      return
    }
    if derived.inspection?.isOfRun(wanted) == false { derived.inspection = nil }
    if derived.inspection?.satisfies(wanted) == true { return abandonInspection() }
    let request = wanted.knowing(derived.inspection)
    guard request != derived.inspectionRequest else { return }
    derived.inspectionRequest = request
    outbox.append(.inspect(request))
  }

  /// Abandons the explanation of a step that is no longer shown.
  private mutating func abandonInspection() {
    guard derived.inspectionRequest != nil else { return }
    derived.inspectionRequest = nil
    outbox.append(.abandonWork(.inspection))
  }

  /// Takes an explained step; one that is no longer needed is dropped.
  mutating func take(_ inspection: Inspection?, for request: InspectionRequest) {
    guard request == derived.inspectionRequest else { return }
    derived.inspectionRequest = nil
    derived.inspection = inspection
  }

  /// Whether more of the first steps are to be explained.
  var isExplaining: Bool {
    guard !derived.race.isAbandonable, let inspection = derived.inspection else { return false }
    return inspection.firstSteps.count < min(averagedSteps, derived.race.timelines[document.chosenRun].last)
  }

  /// How many of the chosen run's first steps the moving averages show: those of the longest window.
  fileprivate var averagedSteps: Int {
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
