/// Every schedule, in the order in which they are listed.
public enum ScheduleCatalog {
  /// One line for each schedule.
  public static let all: [ScheduleEntry] = [
    ScheduleEntry(ConstantRate.self),
    ScheduleEntry(StepRate.self),
    ScheduleEntry(MultiStepRate.self),
    ScheduleEntry(ExponentialRate.self),
    ScheduleEntry(InverseTimeRate.self),
    ScheduleEntry(PolynomialRate.self),
    ScheduleEntry(LinearWarmup.self),
    ScheduleEntry(CosineRate.self),
    ScheduleEntry(CosineRestarts.self),
    ScheduleEntry(OneCycle.self),
    ScheduleEntry(CyclicRate.self),
    ScheduleEntry(WarmupCosine.self),
    ScheduleEntry(WarmupStableDecay.self),
    ScheduleEntry(ReduceOnPlateau.self),
  ]

  /// The schedule of that identifier; `nil` for none.
  public static func entry(_ id: String) -> ScheduleEntry? { all.entry(id) }
}

/// A schedule in the catalog: its card, and the way to make it.
public final class ScheduleEntry: CatalogEntry {
  /// What is known of it.
  public let card: ScheduleCard
  /// The Swift type's name, which is also its file's.
  public let typeName: String
  /// The schedule with settings, for a run of a number of steps.
  public let make: @Sendable (SettingValues, Int) -> any Schedule

  /// The entry of a schedule type.
  public convenience init<S: Schedule>(_ type: S.Type) {
    self.init(type.card, typeName: "\(type)") { S($0, steps: $1) }
  }

  /// Whether it takes the place of the optimizer's own rate.
  public let isAbsolute: Bool

  init(
    _ card: ScheduleCard, typeName: String, isAbsolute: Bool = false,
    _ make: @escaping @Sendable (SettingValues, Int) -> any Schedule
  ) {
    self.isAbsolute = isAbsolute
    self.card = card
    self.typeName = typeName
    self.make = make
  }

  public var id: String { card.id }
  /// Every setting at its default.
  public var defaults: SettingValues { SettingValues(defaultsOf: card.settings) }
}

/// A schedule of the catalog with settings.
public struct ScheduleChoice: Hashable, Sendable {
  /// The schedule.
  public let entry: ScheduleEntry
  /// Its settings.
  public var settings: SettingValues

  /// A schedule with settings.
  public init(_ entry: ScheduleEntry, _ settings: SettingValues? = nil) {
    self.entry = entry
    self.settings = settings ?? entry.defaults
  }

  /// A schedule by its type, with the settings that differ from their defaults.
  ///
  /// - Throws: a `SettingError` if a key is unknown, or a value is out of its bounds.
  public init<S: Schedule>(
    _ type: S.Type, _ settings: KeyValuePairs<String, Double> = [:]
  ) throws(SettingError) {
    let entry = ScheduleEntry(type)
    self.init(entry, try entry.defaults.setting(settings))
  }
}
