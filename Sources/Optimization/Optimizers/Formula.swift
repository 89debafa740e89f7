/// An update rule, line by line, written over the names that a step records and the keys of its settings.
///
/// A line is a template: `"{S} ← {beta2}{S_old} + (1 − {beta2}){g}²"`. A name in braces is a recorded quantity or a
/// setting; shown as symbols, a setting becomes its symbol and `_old` is dropped, since the arrow already says which
/// side is new. The same template shows a step's numbers, because the names are the recorder's.
public struct Formula: Hashable, Sendable {
  /// A piece of a line.
  public enum Piece: Hashable, Sendable {
    /// Text that stays as it is.
    case text(String)
    /// The name of a recorded quantity or the key of a setting.
    case name(String)
  }

  /// A line of the rule.
  public struct Line: Hashable, Sendable {
    /// Text and names, in order.
    public let pieces: [Piece]
    /// When the line takes part: all of these hold.
    public let conditions: [Condition]
  }

  /// A condition on a setting.
  public struct Condition: Hashable, Sendable {
    /// The setting's key.
    public let key: String
    /// The word that the setting must be; `nil` where it must be anything but zero.
    public let word: String?
    /// Whether the contrary is meant.
    public let isNegated: Bool

    /// Whether the condition holds under the settings.
    public func holds(in settings: SettingValues) -> Bool {
      let value = settings[key]
      let isMet = word.map { settings.setting(key).text(value) == $0 } ?? (value != 0)
      return isMet != isNegated
    }
  }

  /// The lines, in the order in which they are computed.
  public let lines: [Line]

  /// A rule from its templates.
  ///
  /// A template that starts with `?key:` takes part only where that setting is not 0, one that starts with
  /// `?key=word:` only where that choice is the word; with `!` before the key, only where it is not so. `&` joins several of them.
  public init(_ templates: String...) { lines = templates.map(Formula.line) }

  /// The names in all lines, each once, in order.
  public var names: [String] {
    var names: [String] = []
    for line in lines {
      for case .name(let name) in line.pieces where !names.contains(name) { names.append(name) }
    }
    return names
  }

  /// The lines that take part under the settings, written with symbols.
  public func text(with settings: SettingValues) -> [String] {
    lines
      .filter { line in line.conditions.allSatisfy { $0.holds(in: settings) } }
      .map { line in
        line.pieces.map { piece in
          switch piece {
          case .text(let text): text
          case .name(let name): Formula.symbol(name, settings.settings)
          }
        }.joined()
      }
  }

  /// The symbol that stands for a name: a setting's own, else the name without `_old`.
  public static func symbol(_ name: String, _ settings: [Setting]) -> String {
    if let setting = settings.first(where: { $0.key == name }) { return setting.symbol }
    return name.hasSuffix("_old") ? String(name.dropLast(4)) : name
  }

  private static func line(_ template: String) -> Line {
    var rest = Substring(template)
    var conditions: [Condition] = []
    if rest.first == "?", let colon = rest.firstIndex(of: ":") {
      conditions = rest[..<colon].dropFirst().split(separator: "&").map { text in
        let parts = text.drop { $0 == "!" }.split(separator: "=").map { String($0) }
        return Condition(
          key: parts[0], word: parts.count > 1 ? parts[1] : nil, isNegated: text.first == "!")
      }
      rest = rest[rest.index(after: colon)...].drop { $0 == " " }
    }
    var pieces: [Piece] = []
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
      pieces.append(.name(String(rest[rest.index(after: open)..<close])))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
    return Line(pieces: pieces, conditions: conditions)
  }
}
