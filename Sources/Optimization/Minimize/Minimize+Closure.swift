/// Minimizing a function that is written where it is used.

/// Descends a closure with an optimizer at its default settings.
///
/// ```swift
/// let found = minimize(
///   { x, y in (1 - x).squared() + 100 * (y - x.squared()).squared() },
///   from: Point(-1.5, 2), using: Adam.self, steps: 1000)
/// ```
///
/// Gradients and second derivatives are exact; `ClosureObjective` says how, and what it costs. The run counts as diverged a
/// thousand widths of `ClosureObjective.domain(around:)` away from the start, unless `limits` say otherwise.
///
/// The parameters are those of the variant that takes an objective and a choice.
@inlinable
public func minimize<One: Optimizer>(
  _ function: @escaping ClosureObjective.Function, from start: Point<Double>, using type: One.Type,
  steps: Int, limits: Limits? = nil, seed: UInt64 = 0, keepsTrack: Bool = false
) -> Minimization where One.V == Point<Double> {
  minimize(
    function, from: start, using: OptimizerChoice(type), steps: steps, limits: limits, seed: seed,
    keepsTrack: keepsTrack)
}

/// Descends a closure with an optimizer whose settings differ from their defaults.
///
/// ```swift
/// let found = try minimize(
///   { x, y in x.squared() + 20 * y.squared() },
///   from: Point(-4, 1.5), using: Momentum.self, with: ["lr": 0.05, "beta": 0.8], steps: 500)
/// ```
///
/// `settings` are those that differ, by their keys. The other parameters are those of the variant that
/// takes an objective and a choice.
/// - Throws: a `SettingError` where the optimizer has no such setting, or a value is out of its bounds.
@inlinable
public func minimize<One: Optimizer>(
  _ function: @escaping ClosureObjective.Function, from start: Point<Double>, using type: One.Type,
  with settings: KeyValuePairs<String, Double>, steps: Int, limits: Limits? = nil, seed: UInt64 = 0,
  keepsTrack: Bool = false
) throws(SettingError) -> Minimization where One.V == Point<Double> {
  minimize(
    function, from: start, using: try OptimizerChoice(type, settings), steps: steps, limits: limits,
    seed: seed, keepsTrack: keepsTrack)
}

/// Descends a closure with an optimizer, its wrappers and its schedule.
///
/// The parameters are those of the variant that takes an objective and a choice.
public func minimize(
  _ function: @escaping ClosureObjective.Function, from start: Point<Double>,
  using choice: OptimizerChoice, steps: Int, limits: Limits? = nil, seed: UInt64 = 0,
  keepsTrack: Bool = false
) -> Minimization {
  minimize(
    ClosureObjective(domain: ClosureObjective.domain(around: start), start: start, function),
    from: start, using: choice, steps: steps, limits: limits, seed: seed, keepsTrack: keepsTrack)
}
