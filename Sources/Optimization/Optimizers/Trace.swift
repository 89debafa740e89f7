/// Receives the named intermediates of a step as the step computes them.
///
/// A step is generic over its trace. Under `NoTrace` the calls compile to nothing; under `Recorder` the same code
/// fills the inspector. So the numbers shown cannot drift from the numbers used.
///
/// Names are the symbols of the optimizer's formula: `g`, `V`, `Ŝ`. A name with `_old` is the value before the step, `t`
/// the step's number, and `α_eff` the rate that each parameter has for itself, where a method gives it one.
public protocol Trace<V> {
  /// The parameters' type.
  associatedtype V: Vector
  /// Records a quantity with one value a parameter.
  mutating func record(_ name: String, _ value: V)
  /// Records a quantity that all parameters share.
  mutating func record(_ name: String, scalar: V.Element)
}

/// A trace that records nothing and costs nothing.
public struct NoTrace<V: Vector>: Trace {
  /// A trace that records nothing.
  public init() {}
  @inline(__always) public mutating func record(_ name: String, _ value: V) {}
  @inline(__always) public mutating func record(_ name: String, scalar: V.Element) {}
}

/// A trace that keeps everything, in the order in which it was computed.
public struct Recorder: Trace {
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
  }

  /// What was recorded, in order.
  public private(set) var entries: [Entry] = []

  /// A trace with nothing in it.
  public init() {}
  public mutating func record(_ name: String, _ value: Point<Double>) {
    entries.append(Entry(name: name, value: .vector(value)))
  }
  public mutating func record(_ name: String, scalar: Double) {
    entries.append(Entry(name: name, value: .scalar(scalar)))
  }

  /// What was recorded under a name.
  public subscript(name: String) -> Value? { entries.last { $0.name == name }?.value }
}
