/// A rule by which the learning rate changes from step to step.
///
/// A schedule is a value with its settings; one that watches the loss also remembers what it saw. Rates are those of
/// PyTorch's scheduler of that name, stepped once after every update.
///
/// To add a schedule: one file with one type, and one line in `ScheduleCatalog`.
///
/// ```swift
/// struct Halving: Schedule {
///   static var card: ScheduleCard {
///     ScheduleCard(id: "halving", name: "Halving", settings: [.total("In how many steps half is lost.")])
///   }
///
///   let total: Double
///
///   init(_ settings: SettingValues, steps: Int) { total = settings.total(orRunOf: steps) }
///
///   func rate(_ step: Int, base: Double) -> Double { base * (1 - 0.5 * min(1, Double(step) / total)) }
/// }
/// ```
public protocol Schedule: Sendable {
  /// What is known of the schedule.
  static var card: ScheduleCard { get }
  /// The schedule for a run of `steps` steps, with its settings.
  init(_ settings: SettingValues, steps: Int)
  /// The rate of update `step`, counted from 0, for an optimizer whose own rate is `base`.
  func rate(_ step: Int, base: Double) -> Double
  /// The momentum of update `step`; `nil` if the optimizer keeps its own.
  func momentum(_ step: Int) -> Double?
  /// The quantities besides t and α from which the rate of update `step` follows, under the names of the formula.
  func quantities(_ step: Int, base: Double) -> KeyValuePairs<String, Double>
  /// Whether it needs the losses.
  var watchesLoss: Bool { get }
  /// Whether that is the loss where the update has arrived, rather than where it began.
  var seesLossAfterStep: Bool { get }
  /// Records the loss at the point where the last update began, or has arrived.
  mutating func observe(_ loss: Double)
}

extension Schedule {
  public func momentum(_ step: Int) -> Double? { nil }
  public func quantities(_ step: Int, base: Double) -> KeyValuePairs<String, Double> { [:] }
  public var watchesLoss: Bool { false }
  public var seesLossAfterStep: Bool { false }
  public mutating func observe(_ loss: Double) {}
}

/// What is known of a schedule: its names, its formula, its settings, its sources.
public struct ScheduleCard: Hashable, Sendable {
  /// The word that stands for it in text and in files.
  public let id: String
  /// The name that people read.
  public let name: String
  /// One sentence: what it does and why.
  public let summary: String
  /// The rate αₜ of update t, counted from 0, from the optimizer's own rate α.
  public let formula: Formula
  /// What can be adjusted.
  public let settings: [Setting]
  /// Where it was published, and whose scheduler it reproduces.
  public let source: String
  /// The implementations whose rates it reproduces.
  public let checkedAgainst: [String]

  /// A card; what is left out stays empty.
  public init(
    id: String, name: String, summary: String = "", formula: Formula = Formula(), settings: [Setting] = [],
    source: String = "", checkedAgainst: [String] = []
  ) {
    self.id = id
    self.name = name
    self.summary = summary
    self.formula = formula
    self.settings = settings
    self.source = source
    self.checkedAgainst = checkedAgainst
  }
}

extension ScheduleCard {
  /// The word that stands for it where there is little room: its name, if the word is a whole call.
  public var shortName: String { id.contains("(") || id.contains(" ") ? name : id }
}
