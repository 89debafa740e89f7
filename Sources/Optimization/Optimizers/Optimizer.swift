/// An optimization method: a pure step from (parameters, state) to (parameters, state).
///
/// A conforming type is generic over the parameters, `Method<V: Vector>`, and reads like the paper: its settings as
/// properties, a `State` with named fields, and `step`. It holds no state of its own, so a run can be copied,
/// rewound and forked by value. A choice between formulas that depends on a setting goes through `V.select`, since
/// eight runs side by side may have different settings; a choice that depends on the step number may branch. A method
/// that must branch on values, such as one with a line search, is written for one run; `LaneByLane` makes eight of it.
///
/// To add an optimizer: one file with one type, and one line in `OptimizerCatalog`.
public protocol Optimizer<V>: Sendable {
  /// The parameters' type.
  associatedtype V: Vector
  /// What the method remembers between steps.
  associatedtype State: Sendable

  /// What is known of the method: names, formula, settings, sources.
  static var card: OptimizerCard { get }
  /// The bounds on rate times curvature, for methods that have them.
  static func stability(_ settings: SettingValues) -> Stability?
  /// The learning rate, which a schedule gives anew before every step; a method without the setting `lr` ignores it.
  var lr: V.Element { get set }
  /// The method with its settings.
  init(_ settings: Settings<V.Element>)
  /// The state before the first step from a position.
  func start(at position: V) -> State
  /// Makes one step: asks the oracle, moves the position, updates the state, and tells the trace what it computed.
  ///
  /// Mark it `@inline(__always)`: inlined into the loop that drives it, its state stays in registers.
  func step<O: Oracle<V>, T: Trace<V>>(
    _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T)
  /// A second point that the method keeps beside its position, such as the average of its path, under the name that
  /// its card gives it.
  func companion(_ state: State) -> V?
  /// The rate of the next step, where it is not the setting `lr`.
  func rate(_ state: State) -> V.Element?
}

extension Optimizer {
  public func companion(_ state: State) -> V? { nil }
  public func rate(_ state: State) -> V.Element? { nil }
}

/// What is known of a method: everything shown about it anywhere.
public struct OptimizerCard: Hashable, Sendable {
  /// The word on the command line.
  public let id: String
  /// The name on the screen.
  public let name: String
  /// One sentence: what the method does and why.
  public let summary: String
  /// Where it was published.
  public let paper: String
  /// The update rule.
  public let formula: Formula
  /// What can be adjusted.
  public let settings: [Setting]
  /// The implementations whose trajectories it reproduces, and under which settings.
  public let checkedAgainst: [String]
  /// Whether it stays where it is as long as the gradient is zero.
  ///
  /// Almost every method does; not so one whose averages start from something else than zero.
  public let restsWithoutGradient: Bool
  /// What the second point is that the method keeps: `average` or `slow`; `nil` where it keeps none.
  public let companion: String?

  /// A card.
  public init(
    id: String, name: String, summary: String, paper: String, formula: Formula, settings: [Setting],
    checkedAgainst: [String], restsWithoutGradient: Bool = true, companion: String? = nil
  ) {
    self.id = id
    self.name = name
    self.summary = summary
    self.paper = paper
    self.formula = formula
    self.settings = settings
    self.checkedAgainst = checkedAgainst
    self.restsWithoutGradient = restsWithoutGradient
    self.companion = companion
  }
}
