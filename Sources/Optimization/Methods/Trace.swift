/// Receives the named intermediates of a step as the step computes them.
///
/// A step is generic over its trace. Under `NoTrace` the calls compile to nothing; under `Recorder` the same code
/// keeps them. So the numbers shown cannot drift from the numbers used.
///
/// Names are the symbols of the optimizer's formula: `g`, `V`, `Ŝ`. A name with `_old` is the value before the step, `t`
/// the step's number, and `α_eff` the rate that each parameter has for itself, where a method gives it one.
///
/// ```swift
/// func descend<O: Oracle<V>, T: Trace<V>, V: Vector>(
///   _ position: inout V, lr: V.Element, _ oracle: inout O, _ trace: inout T
/// ) {
///   let g = trace("g", oracle.gradient(at: position))
///   trace.update("W", &position, to: position - lr * g)
/// }
/// ```
public protocol Trace<V> {
  /// The parameters' type.
  associatedtype V: Vector
  /// Records a quantity with one value a parameter.
  mutating func record(_ name: String, _ value: V)
  /// Records a quantity that all parameters share.
  mutating func record(_ name: String, scalar: V.Element)
  /// Records a quantity before and after it changes, as `name_old` and `name`.
  mutating func record(_ name: String, from old: V, to new: V)
  /// Records a quantity that all parameters share before and after it changes, as `name_old` and `name`.
  mutating func record(_ name: String, from old: V.Element, toScalar new: V.Element)
  /// Says whose quantities follow: 0 is the optimizer, then come its wrappers from 1 on.
  mutating func begin(part: Int)
  /// Whether anything is kept; what is computed for the trace alone can be left out where not.
  var keeps: Bool { get }
}

/// How a step names its quantities where it computes them.
extension Trace {
  /// A quantity with one value a parameter, recorded under its name.
  @inlinable @inline(__always)
  public mutating func callAsFunction(_ name: String, _ value: V) -> V {
    record(name, value)
    return value
  }

  /// A quantity that all parameters share, recorded under its name.
  @inlinable @inline(__always)
  public mutating func callAsFunction(_ name: String, scalar: V.Element) -> V.Element {
    record(name, scalar: scalar)
    return scalar
  }

  /// Gives a part of the state, or the position, its next value, and records both.
  @inlinable @inline(__always)
  public mutating func update(_ name: String, _ quantity: inout V, to next: V) {
    record(name, from: quantity, to: next)
    quantity = next
  }

  /// Gives a part of the state that all parameters share its next value, and records both.
  @inlinable @inline(__always)
  public mutating func update(_ name: String, scalar quantity: inout V.Element, to next: V.Element) {
    record(name, from: quantity, toScalar: next)
    quantity = next
  }
}

/// A trace that records nothing and costs nothing.
public struct NoTrace<V: Vector>: Trace {
  /// A trace that records nothing.
  @inlinable public init() {}
  @inlinable @inline(__always) public mutating func record(_ name: String, _ value: V) {}
  @inlinable @inline(__always) public mutating func record(_ name: String, scalar: V.Element) {}
  @inlinable @inline(__always) public mutating func record(_ name: String, from old: V, to new: V) {}
  @inlinable @inline(__always)
  public mutating func record(_ name: String, from old: V.Element, toScalar new: V.Element) {}
  @inlinable @inline(__always) public mutating func begin(part: Int) {}
  @inlinable @inline(__always) public var keeps: Bool { false }
}

/// A trace that keeps everything, in the order in which it was computed; or nothing, where it is not recording.
public struct Recorder: Trace, Hashable, Sendable {
  public typealias V = Point<Double>

  /// A recorded value.
  public enum Value: Hashable, Sendable {
    /// One value a parameter.
    case vector(Point<Double>)
    /// One value for all parameters.
    case scalar(Double)
  }

  /// A recorded value under its name.
  public struct Entry: Hashable, Sendable {
    /// The symbol in the optimizer's formula.
    public let name: String
    /// What was computed.
    public let value: Value
    /// Whose it is: 0 for the optimizer, then its wrappers from 1 on.
    public let part: Int
  }

  /// What was recorded, in order.
  public private(set) var entries: [Entry] = []
  public let keeps: Bool
  private var part = 0

  /// A trace with nothing in it yet.
  public init(isRecording: Bool = true) { keeps = isRecording }

  // A step whose wrappers and schedule are looked up at run time takes this trace whether it is explained or not: the
  // same code then serves both, and pays a branch where nothing is recorded.
  @inlinable @inline(__always) public mutating func record(_ name: String, _ value: Point<Double>) {
    if keeps { keep(name, value) }
  }
  @inlinable @inline(__always) public mutating func record(_ name: String, scalar: Double) {
    if keeps { keep(name, scalar: scalar) }
  }
  @inlinable @inline(__always)
  public mutating func record(_ name: String, from old: Point<Double>, to new: Point<Double>) {
    if keeps { keep(name, from: old, to: new) }
  }
  @inlinable @inline(__always)
  public mutating func record(_ name: String, from old: Double, toScalar new: Double) {
    if keeps { keep(name, from: old, toScalar: new) }
  }

  @usableFromInline mutating func keep(_ name: String, _ value: Point<Double>) {
    entries.append(Entry(name: name, value: .vector(value), part: part))
  }
  @usableFromInline mutating func keep(_ name: String, scalar: Double) {
    entries.append(Entry(name: name, value: .scalar(scalar), part: part))
  }
  @usableFromInline mutating func keep(_ name: String, from old: Point<Double>, to new: Point<Double>) {
    keep(name + "_old", old)
    keep(name, new)
  }
  @usableFromInline mutating func keep(_ name: String, from old: Double, toScalar new: Double) {
    keep(name + "_old", scalar: old)
    keep(name, scalar: new)
  }

  public mutating func begin(part: Int) { self.part = part }

  /// Whose number a schedule records under.
  public static let schedulePart = -1

  /// What one of the parts recorded, as if it were the only one; the step's number belongs to all.
  public func own(of part: Int) -> Recorder {
    var own = Recorder()
    for entry in entries where entry.part == part || (entry.name == "t" && entry.part == 0 && part > 0) {
      switch entry.value {
      case .vector(let point): own.record(entry.name, point)
      case .scalar(let scalar): own.record(entry.name, scalar: scalar)
      }
    }
    return own
  }

  /// What was recorded under a name, by the optimizer or by one of its wrappers.
  public subscript(name: String, part part: Int = 0) -> Value? {
    entries.last { $0.name == name && $0.part == part }?.value
  }
}
