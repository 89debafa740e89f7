import Wording

/// Takes the keys of a table one by one, and gathers its problems.
///
/// A wrong value is reported and left out; the rest is used.
public struct TableReader {
  private let members: [TomlNode.Member]
  private var taken: Set<String> = []
  /// What is wrong, in the order in which it was found.
  public private(set) var problems: [TextProblem] = []

  /// Begins with a table; anything else has no keys.
  public init(_ table: TomlNode) { members = table.members ?? [] }

  /// A key's value; `nil` if it is missing.
  ///
  /// The key counts as known from then on.
  public mutating func take(_ key: String) -> TomlNode? {
    taken.insert(key)
    return members.first { $0.key == key }?.node
  }

  /// A key's value, converted; if it has another type, that is reported.
  public mutating func take<Value>(
    _ key: String, accepted: String, _ read: (TomlNode) -> Value?
  ) -> Value? {
    guard let node = take(key) else { return nil }
    if let value = read(node) { return value }
    report("\(key) is \(TableReader.quoted(node)); accepted: \(accepted)", at: node.place)
    return nil
  }

  /// Notes a problem.
  public mutating func report(_ message: String, at place: TextPlace) {
    problems.append(TextProblem(message, at: place))
  }

  /// Notes the problems of a part.
  public mutating func report(_ others: [TextProblem]) { problems += others }

  /// Reports every key that was never taken, with the nearest of those that were.
  public mutating func reportUnknown(of owner: String) {
    let known = taken.sorted()
    for member in members where !taken.contains(member.key) {
      problems.append(
        TextProblem(InputError.unknown("\(owner) key", member.key, known: known).message, at: member.place))
    }
  }

  /// A value as a message shows it.
  public static func quoted(_ node: TomlNode) -> String {
    switch node.value {
    case .text(let text): "'\(text.count > 40 ? text.prefix(40) + "…" : text)'"
    case .integer(let whole): String(whole)
    case .number(let number): String(number)
    case .flag(let flag): String(flag)
    case .table, .array, .other: node.kind
    }
  }
}
