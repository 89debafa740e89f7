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
  /// Says whose quantities follow: 0 is the optimizer, then come its wrappers from 1 on.
  mutating func begin(part: Int)
  /// Whether anything is kept; what is computed for the trace alone can be left out where not.
  static var keeps: Bool { get }
}

/// A trace that records nothing and costs nothing.
public struct NoTrace<V: Vector>: Trace {
  /// A trace that records nothing.
  public init() {}
  @inline(__always) public mutating func record(_ name: String, _ value: V) {}
  @inline(__always) public mutating func record(_ name: String, scalar: V.Element) {}
  @inline(__always) public mutating func begin(part: Int) {}
  public static var keeps: Bool { false }
}

/// A trace that keeps everything, in the order in which it was computed.
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
  private var part = 0

  /// A trace with nothing in it.
  public init() {}
  public mutating func record(_ name: String, _ value: Point<Double>) {
    entries.append(Entry(name: name, value: .vector(value), part: part))
  }
  public mutating func record(_ name: String, scalar: Double) {
    entries.append(Entry(name: name, value: .scalar(scalar), part: part))
  }

  public mutating func begin(part: Int) { self.part = part }
  public static var keeps: Bool { true }

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
