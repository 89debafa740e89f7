/// A schedule that is a function or a sequence, made where a library's call is read: lambdas, and schedules joined to one.
///
/// It is not part of the catalog; the call itself is the word that stands for it.
public struct ComputedSchedule: Schedule {
  public static var card: ScheduleCard { ScheduleCard(id: "computed", name: "Computed") }

  /// The rate of update `step`, counted from 0, for an optimizer's own rate, and the momentum if it moves one.
  public typealias Rule = @Sendable (_ step: Int, _ base: Double) -> (rate: Double, momentum: Double?)

  private let rule: Rule

  public init(_ settings: SettingValues, steps: Int) { rule = { _, base in (base, nil) } }

  init(_ rule: @escaping Rule) { self.rule = rule }

  public func rate(_ step: Int, base: Double) -> Double { rule(step, base).rate }
  public func momentum(_ step: Int) -> Double? { rule(step, 1).momentum }
}

extension ScheduleEntry {
  /// The entry of a schedule that a rule makes; `id` is the call that stands for it.
  public convenience init(
    id: String, name: String, summary: String, isAbsolute: Bool, _ rule: @escaping ComputedSchedule.Rule
  ) {
    self.init(
      ScheduleCard(
        id: id, name: name, summary: summary, formula: Formula("{αₜ} = \(name) of {t}")),
      typeName: "ComputedSchedule", isAbsolute: isAbsolute
    ) { _, _ in ComputedSchedule(rule) }
  }
}
