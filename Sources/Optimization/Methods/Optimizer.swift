/// An optimization method: a pure step from (parameters, state) to (parameters, state).
///
/// A conforming type is generic over the parameters, `Method<V: Vector>`, and reads like the paper: its settings as
/// properties, a `State` with named fields, and `step`. It holds no state of its own, so a run can be copied,
/// rewound and forked by value.
///
/// Over eight runs side by side (`Point<Lanes>`) only numbers differ from lane to lane: flags and choices are plain
/// `Bool`s and enumerations, and branching on them or on the step number is an `if`. What depends on a *value* goes through
/// `select`. A method that must branch on values, such as one with a line search, names no `Packed` type, and its runs are
/// made one after the other.
///
/// To add an optimizer: one file with one type, and one line in the catalog beside it.
///
/// ```swift
/// struct Normalized<V: Vector>: Optimizer {
///   typealias Packed = Normalized<Point<Lanes>>
///
///   static var card: OptimizerCard {
///     OptimizerCard(id: "normalized", name: "Normalized", formula: Formula("{W} ← {W_old} − {lr}{g}/|{*g}|"))
///   }
///
///   var lr: V.Element
///
///   init(_ settings: Settings<V.Element>) {
///     lr = settings.number(.learningRate(0.1, "Every step is this long."))
///   }
///
///   struct State: Sendable {}
///
///   func start(at position: V) -> State { State() }
///
///   @inline(__always)
///   func step<O: Oracle<V>, T: Trace<V>>(
///     _ position: inout V, _ state: inout State, _ oracle: inout O, _ trace: inout T
///   ) {
///     let g = trace("g", oracle.gradient(at: position))
///     trace.update("W", &position, to: position - (lr / (g.norm() + 1e-12)) * g)
///   }
/// }
/// ```
public protocol Optimizer<V>: Sendable {
  /// The parameters' type.
  associatedtype V: Vector
  /// What the method remembers between steps.
  associatedtype State: Sendable
  /// The same method over eight runs side by side; `NotPacked` for a method that branches on values.
  associatedtype Packed: Optimizer = NotPacked where Packed.V == Point<Lanes>

  /// What is known of the method beside its settings: names, formula, sources.
  static var card: OptimizerCard { get }
  /// The bounds on rate times curvature, for methods that have them.
  static func stability(_ settings: SettingValues) -> Stability?
  /// The most evaluations that a step asks for, or takes the time of.
  static func mostEvaluations(_ settings: SettingValues) -> Int
  /// The learning rate, which a schedule gives anew before every step; a method without the setting `lr` ignores it.
  var lr: V.Element { get set }
  /// The method with its settings, each of which is declared where it is read.
  init(_ settings: Settings<V.Element>)
  /// The state before the first step from a position.
  func start(at position: V) -> State
  /// Makes one step: asks the oracle, moves the position, updates the state, and tells the trace what it computes.
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
  /// What a step without a search asks for at most; a simplex needs the most.
  @inlinable public static func mostEvaluations(_ settings: SettingValues) -> Int { 5 }
  @inlinable public func companion(_ state: State) -> V? { nil }
  @inlinable public func rate(_ state: State) -> V.Element? { nil }

  /// What can be adjusted, in the order in which the initialiser reads it.
  public static var settings: [Setting] {
    let reader = Settings<V.Element>()
    _ = Self(reader)
    return reader.declared
  }
}

/// Stands for the packed form of a method that has none, and cannot be made.
public enum NotPacked: Optimizer {
  public typealias Packed = NotPacked

  public static var card: OptimizerCard {
    OptimizerCard(
      id: "", name: "", summary: "", paper: "", formula: Formula(""), checkedAgainst: [])
  }
  public static func stability(_ settings: SettingValues) -> Stability? { nil }
  public var lr: Lanes {
    get { Lanes(.nan) }
    set {}
  }
  public init(_ settings: Settings<Lanes>) { preconditionFailure("this method has no packed form") }
  public struct State: Sendable {}
  public func start(at position: Point<Lanes>) -> State { State() }
  public func step<O: Oracle<Point<Lanes>>, T: Trace<Point<Lanes>>>(
    _ position: inout Point<Lanes>, _ state: inout State, _ oracle: inout O, _ trace: inout T
  ) {}
}
