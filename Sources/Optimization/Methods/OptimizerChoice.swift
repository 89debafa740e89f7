/// What races: an optimizer of the catalog with its settings, the wrappers around it, and the schedule of its rate.
///
/// ```swift
/// let clip = try WrapperChoice(ClipNorm.self, ["max": 0.5])
/// let cosine = ScheduleCatalog.entry("cosine").map { ScheduleChoice($0) }
/// let choice = try OptimizerChoice(Adam.self, ["lr": 0.05], wrappers: [clip], schedule: cosine)
/// ```
public struct OptimizerChoice: Hashable, Sendable {
  /// The optimizer.
  public let entry: OptimizerEntry
  /// Its settings.
  public var settings: SettingValues
  /// What is put around it, in the order in which it acts.
  public var wrappers: [WrapperChoice]
  /// How its rate changes; `nil` where it stays.
  public var schedule: ScheduleChoice?
  /// How many examples each step sees, 0 being all; `nil` where that is left to the data.
  public var batchSize: Int?
  /// The run's name in its race; `nil` where that is left to the race.
  public var label: String?
  /// Where it leaves another run of its race; `nil` for a run of its own.
  public var fork: Fork?
  /// What was noted when it was read; no part of what it is.
  public var notes = ChoiceNotes()

  /// A run that another one was up to a step.
  public struct Fork: Hashable, Sendable {
    /// The place of the other run among those of the race, which is before its own.
    public var parent: Int
    /// The step up to which it is the other run; 0 makes it a run of its own from the start.
    public var step: Int

    /// A fork of a run at a step.
    public init(of parent: Int, at step: Int) { (self.parent, self.step) = (parent, step) }
  }

  /// An optimizer with settings, its defaults where none are given.
  public init(
    _ entry: OptimizerEntry, _ settings: SettingValues? = nil, wrappers: [WrapperChoice] = [],
    schedule: ScheduleChoice? = nil, batchSize: Int? = nil
  ) {
    self.entry = entry
    self.settings = settings ?? entry.defaults
    self.wrappers = wrappers
    self.schedule = schedule
    self.batchSize = batchSize
  }

  /// An optimizer by its type, with the settings that differ from their defaults.
  ///
  /// - Throws: a `SettingError` if a key is unknown, or a value is out of its bounds.
  @inlinable public init<One: Optimizer>(
    _ type: One.Type, _ settings: KeyValuePairs<String, Double>, wrappers: [WrapperChoice] = [],
    schedule: ScheduleChoice? = nil
  ) throws(SettingError) where One.V == Point<Double> {
    let entry = OptimizerEntry(type)
    self.init(entry, try entry.defaults.setting(settings), wrappers: wrappers, schedule: schedule)
  }

  /// An optimizer by its type, at its default settings.
  @inlinable public init<One: Optimizer>(
    _ type: One.Type, wrappers: [WrapperChoice] = [], schedule: ScheduleChoice? = nil
  ) where One.V == Point<Double> {
    self.init(OptimizerEntry(type), wrappers: wrappers, schedule: schedule)
  }

  /// Whether nothing is put around the optimizer and its rate stays.
  public var isBare: Bool { wrappers.isEmpty && schedule == nil }
  /// The most evaluations that wrappers may make in place of each one of the optimizer's, and the most wrappers.
  ///
  /// Each wrapper multiplies what those before it cost.
  public static let mostEvaluations = 64
  /// How many evaluations the wrappers make in place of each one of the optimizer's; a great number where it overflows.
  public var evaluationsThroughWrappers: Int {
    wrappers.reduce(1) { product, wrapper in
      let (next, overflows) = product.multipliedReportingOverflow(by: wrapper.entry.card.evaluations)
      return overflows ? .max : next
    }
  }
  /// The most evaluations that a step makes, wrappers included; a great number where it overflows.
  public var mostEvaluationsAStep: Int {
    // A wrapper that uses the gradients asks for them again when it finishes the step.
    let (all, overflows) = evaluationsThroughWrappers.multipliedReportingOverflow(
      by: entry.mostEvaluations(settings) + 2)
    return overflows ? .max : all
  }

  /// Whether there is a learning rate that a schedule could change.
  public var hasRate: Bool { settings.index(of: "lr") != nil }
  /// The learning rate as it is set; 0 for a method without one.
  public var rate: Double { hasRate ? settings[declared: "lr"] : 0 }
  /// The setting that a one-cycle schedule moves: `momentum`, else β₁ in Adam's family, else β in the article's momentum;
  /// `nil` for methods without any.
  public var momentumKey: String? {
    ["beta1", "momentum", "beta"].first { settings.index(of: $0) != nil }
  }
  /// What the second point is that the run keeps: `average` or `slow`; `nil` where it keeps none.
  public var companion: String? {
    wrappers.last { $0.entry.card.companion != nil }?.entry.card.companion ?? entry.card.companion
  }
}

/// What a person should know of how a choice was read from a library's call.
///
/// Two choices that differ in it only are equal.
public struct ChoiceNotes: Hashable, Sendable {
  /// The variables without a value, with the keyword that each is given to and the default that stands for it.
  public var assumed: [(name: String, parameter: String, value: String)] = []
  /// Sentences about what is done otherwise than the library does it.
  public var remarks: [String] = []
  /// Sentences about where the library rounds to single precision, and how much that is.
  public var roundings: [String] = []

  /// No notes.
  public init() {}

  public static func == (a: ChoiceNotes, b: ChoiceNotes) -> Bool { true }
  public func hash(into hasher: inout Hasher) {}
}
