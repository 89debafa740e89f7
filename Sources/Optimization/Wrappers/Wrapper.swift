/// A modification of any optimizer: it changes the gradients that the optimizer receives, or the step
/// that it has made.
///
/// A wrapper is a value with its settings and its memory, so that a run stays a value. Wrappers act in the order in
/// which they are written: each receives the gradients of the one before it and finishes the step of the one before it.
/// A change that fits only one optimizer belongs in that optimizer; a wrapper composes with any.
///
/// To add a wrapper: one file with one type, and one line in `WrapperCatalog`.
///
/// ```swift
/// struct HalfStep<V: Vector>: Wrapper where V.Element == Double {
///   static var card: WrapperCard { WrapperCard(id: "half_step", name: "Half step") }
///
///   init(_ settings: SettingValues, at start: V, seed: UInt64) {}
///
///   mutating func finish<T: Trace<V>>(_ position: inout V, _ step: FinishedStep<V>, _ trace: inout T) {
///     position = step.start + 0.5 * (position - step.start)
///   }
/// }
/// ```
public protocol Wrapper<V>: Sendable {
  /// The parameters' type.
  associatedtype V: Vector where V.Element == Double

  /// What is known of the wrapper.
  static var card: WrapperCard { get }
  /// The wrapper around a run that begins at a position, with its settings; `seed` is the experiment's.
  init(_ settings: SettingValues, at start: V, seed: UInt64)

  /// The loss and the gradient that the optimizer receives at a position; `step` counts from 0.
  func valueAndGradient<O: Oracle<V>>(at position: V, step: Int, from oracle: inout O)
    -> (value: Double, gradient: V)
  /// Whether `finish` needs the gradients; if no wrapper does, they are not computed again.
  var usesGradient: Bool { get }
  /// Finishes a step that was made from `step.start`, and records in the trace what it computed.
  mutating func finish<T: Trace<V>>(_ position: inout V, _ step: FinishedStep<V>, _ trace: inout T)
  /// A second point that it keeps, such as the average of the path.
  var companion: V? { get }
  /// Whether the optimizer's state is reset after the step that was just finished.
  var restartsOptimizer: Bool { get }
}

/// A step that an optimizer has made, as its wrappers see it.
public struct FinishedStep<V: Vector>: Sendable where V.Element == Double {
  /// Where it began.
  public let start: V
  /// The gradient there that this wrapper received; present for a trace that keeps and for wrappers that use it.
  public let given: V
  /// The gradient there that this wrapper passed on; present in the same cases.
  public let told: V
  /// The optimizer's rate in this step.
  public let lr: Double

  /// A step that was made.
  public init(start: V, given: V, told: V, lr: Double) {
    self.start = start
    self.given = given
    self.told = told
    self.lr = lr
  }
}

extension Wrapper {
  public func valueAndGradient<O: Oracle<V>>(at position: V, step: Int, from oracle: inout O)
    -> (value: Double, gradient: V)
  {
    oracle.valueAndGradient(at: position)
  }
  public func finish<T: Trace<V>>(_ position: inout V, _ step: FinishedStep<V>, _ trace: inout T) {}
  public var usesGradient: Bool { false }
  public var companion: V? { nil }
  public var restartsOptimizer: Bool { false }
}

/// What is known of a wrapper: its names, its formula, its settings, its sources.
public struct WrapperCard: Hashable, Sendable {
  /// The word that stands for it in text and in files.
  public let id: String
  /// The name that people read.
  public let name: String
  /// One sentence: what it does and why.
  public let summary: String
  /// Where it was published.
  public let paper: String
  /// Its lines next to the optimizer's: `g` is the gradient that it receives, `ĝ` the one that it passes on.
  public let formula: Formula
  /// What can be adjusted.
  public let settings: [Setting]
  /// The implementations whose trajectories it reproduces.
  public let checkedAgainst: [String]
  /// The kind of its second point: `average` or `slow`; `nil` for none.
  public let companion: String?
  /// How many evaluations it makes in place of each one that it is asked for.
  public let evaluations: Int

  /// A card; what is left out stays empty.
  public init(
    id: String, name: String, summary: String = "", paper: String = "", formula: Formula = Formula(),
    settings: [Setting] = [], checkedAgainst: [String] = [], companion: String? = nil, evaluations: Int = 1
  ) {
    self.id = id
    self.name = name
    self.summary = summary
    self.paper = paper
    self.formula = formula
    self.settings = settings
    self.checkedAgainst = checkedAgainst
    self.companion = companion
    self.evaluations = evaluations
  }
}
