import Wording

/// A value of a TOML text, with the place where it was written.
public struct TomlNode: Hashable, Sendable {
  /// The value.
  public indirect enum Value: Hashable, Sendable {
    /// Keys and values in the order in which they were written.
    case table([Member])
    case array([TomlNode])
    case text(String)
    case integer(Int64)
    case number(Double)
    case flag(Bool)
    /// A date or a time.
    case other
  }

  /// A key of a table and its value.
  public struct Member: Hashable, Sendable {
    /// The key.
    public let key: String
    /// Where the key stands.
    public let place: TextPlace
    /// Its value.
    public let node: TomlNode
  }

  /// The value.
  public let value: Value
  /// Where it begins.
  public let place: TextPlace

  /// A table's members; `nil` for anything else.
  public var members: [Member]? {
    if case .table(let members) = value { members } else { nil }
  }
  /// An array's elements; `nil` for anything else.
  public var elements: [TomlNode]? {
    if case .array(let elements) = value { elements } else { nil }
  }
  /// A text; `nil` for anything else.
  public var text: String? {
    if case .text(let text) = value { text } else { nil }
  }
  /// A number, whole or not; `nil` for anything else.
  public var number: Double? {
    switch value {
    case .integer(let whole): Double(whole)
    case .number(let number): number
    default: nil
    }
  }
  /// A whole number; `nil` for anything else.
  public var integer: Int? {
    if case .integer(let whole) = value { Int(whole) } else { nil }
  }
  /// A flag; `nil` for anything else.
  public var flag: Bool? {
    if case .flag(let flag) = value { flag } else { nil }
  }

  /// Its type, in words for a person.
  public var kind: String {
    switch value {
    case .table: "a table"
    case .array: "a list"
    case .text: "a text"
    case .integer, .number: "a number"
    case .flag: "true or false"
    case .other: "a date"
    }
  }
}

/// A place in a text, counted from 1.
public struct TextPlace: Hashable, Sendable, Comparable {
  /// The line.
  public let line: Int
  /// The column, in characters of the line.
  public let column: Int

  /// A place.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  public static func < (a: TextPlace, b: TextPlace) -> Bool { (a.line, a.column) < (b.line, b.column) }
}

/// A problem at a place of a file, in a sentence for its author.
public struct TextProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// The place.
  public let place: TextPlace
  /// The problem, what is accepted, and the nearest match: one printable line.
  public let message: String

  /// A problem.
  public init(_ message: String, at place: TextPlace) {
    self.message = message.printableLine
    self.place = place
  }

  public var description: String { "line \(place.line), column \(place.column): \(message)" }
}
