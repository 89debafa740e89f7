/// The shortest use of an optimizer: one call, from a start to the end of a run.

/// Steps that are made before a run is looked at.
private let stepsAtOnce = 256

/// Descends an objective until the run has converged, has diverged, or has made all its steps.
///
/// ```swift
/// let cosine = ScheduleCatalog.entry("cosine").map { ScheduleChoice($0) }
/// let adam = try OptimizerChoice(Adam.self, ["lr": 0.05], schedule: cosine)
/// let found = minimize(Rosenbrock(), from: Point(-1.5, 2), using: adam, steps: 1000)
/// ```
///
/// The steps are those of a `Run`, bit for bit. `Run` and `Race` go on after convergence; this does not.
///
/// - Parameters:
///   - objective: What is descended: a `Surface`, a `ClosureObjective`, a typed formula, a regression.
///   - start: Where the run begins.
///   - choice: The optimizer with its settings, its wrappers and its schedule.
///   - steps: The most steps that are made. A schedule that spans the run takes it for the run's length.
///   - limits: When the run counts as converged or diverged; `nil` stands for those of the objective's domain. At a
///     tolerance of 0 no run converges, and all steps are made.
///   - seed: What everything random is derived from, such as batches and noise.
///   - keepsTrack: Whether every point is kept.
/// - Complexity: linear in `steps`; constant memory unless `keepsTrack`.
public func minimize(
  _ objective: any Objective, from start: Point<Double>, using choice: OptimizerChoice, steps: Int,
  limits: Limits? = nil, seed: UInt64 = 0, keepsTrack: Bool = false
) -> Minimization {
  let limits = limits ?? Limits(for: objective.domain, including: start)
  var run = Run(
    choice, on: objective, from: start, RunConditions(limits: limits, steps: steps, seed: seed))
  var track = Track()
  run.record(into: &track)
  while run.step < steps && run.convergedAt == nil && run.divergedAt == nil {
    if !keepsTrack { track.removeAll() }
    run.advance(min(stepsAtOnce, steps - run.step), into: &track)
  }
  // The last steps at once may have gone on after the end.
  let end = min(run.convergedAt ?? run.step, run.divergedAt ?? run.step)
  track.removeLast(run.step - end)
  let last = track.points[track.count - 1]
  let outcome: Outcome =
    if run.divergedAt == end {
      .diverged(at: end)
    } else if run.convergedAt == end {
      .converged(at: end)
    } else if let stopped = run.stoppedAt {
      .stopped(at: stopped)
    } else {
      .budgetSpent
    }
  return Minimization(
    position: last.position, companion: track.companions.last, loss: last.loss,
    gradientNorm: last.gradientNorm, steps: end, evaluations: last.evaluations, outcome: outcome,
    track: keepsTrack ? track : nil)
}

/// Descends an objective with an optimizer at its default settings.
///
/// ```swift
/// let found = minimize(Rosenbrock(), from: Point(-1.5, 2), using: Adam.self, steps: 1000)
/// ```
///
/// The parameters are those of the variant that takes an objective and a choice.
@inlinable
public func minimize<One: Optimizer>(
  _ objective: any Objective, from start: Point<Double>, using type: One.Type, steps: Int,
  limits: Limits? = nil, seed: UInt64 = 0, keepsTrack: Bool = false
) -> Minimization where One.V == Point<Double> {
  minimize(
    objective, from: start, using: OptimizerChoice(type), steps: steps, limits: limits, seed: seed,
    keepsTrack: keepsTrack)
}

/// Descends an objective with an optimizer whose settings differ from their defaults.
///
/// ```swift
/// let found = try minimize(
///   Rosenbrock(), from: Point(-1.5, 2), using: Adam.self, with: ["lr": 0.05], steps: 1000)
/// ```
///
/// `settings` are those that differ, by their keys. The other parameters are those of the variant that
/// takes an objective and a choice.
/// - Throws: a `SettingError` where the optimizer has no such setting, or a value is out of its bounds.
@inlinable
public func minimize<One: Optimizer>(
  _ objective: any Objective, from start: Point<Double>, using type: One.Type,
  with settings: KeyValuePairs<String, Double>, steps: Int, limits: Limits? = nil, seed: UInt64 = 0,
  keepsTrack: Bool = false
) throws(SettingError) -> Minimization where One.V == Point<Double> {
  minimize(
    objective, from: start, using: try OptimizerChoice(type, settings), steps: steps, limits: limits,
    seed: seed, keepsTrack: keepsTrack)
}
