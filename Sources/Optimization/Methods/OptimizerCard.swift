/// What is known of a method: its names, its formula, its sources.
public struct OptimizerCard: Hashable, Sendable {
  /// The word that stands for it in text and in files.
  public let id: String
  /// The name that people read.
  public let name: String
  /// The family it is listed under.
  public let family: OptimizerFamily
  /// One sentence: what the method does and why.
  public let summary: String
  /// Where it was published.
  public let paper: String
  /// The update rule.
  public let formula: Formula
  /// What can be adjusted; the catalog fills it in from the method's initialiser.
  public internal(set) var settings: [Setting] = []
  /// The implementations whose trajectories it reproduces, and under which settings.
  public let checkedAgainst: [String]
  /// Whether it stays where it is as long as the gradient is zero.
  ///
  /// Almost every method does; not so one whose averages start from something else than zero.
  public let restsWithoutGradient: Bool
  /// What the second point is that the method keeps: `average` or `slow`; `nil` where it keeps none.
  public let companion: String?

  /// A card; what is left out stays empty.
  public init(
    id: String, name: String, family: OptimizerFamily = .other, summary: String = "", paper: String = "",
    formula: Formula = Formula(), checkedAgainst: [String] = [], restsWithoutGradient: Bool = true,
    companion: String? = nil
  ) {
    self.id = id
    self.name = name
    self.family = family
    self.summary = summary
    self.paper = paper
    self.formula = formula
    self.checkedAgainst = checkedAgainst
    self.restsWithoutGradient = restsWithoutGradient
    self.companion = companion
  }
}

/// The families that optimizers are listed under, in this order, by what their members do.
public enum OptimizerFamily: String, CaseIterable, Hashable, Sendable {
  case descent = "Descent and momentum"
  case adaptive = "A rate for each parameter"
  case adam = "Adam's family"
  case sign = "Signs"
  case parameterFree = "No rate to choose"
  case scheduleFree = "No schedule to choose"
  case secondOrder = "Second order, and without gradients"
  case other = "Others"

  /// The family's title in lists.
  public var title: String { rawValue }
}
