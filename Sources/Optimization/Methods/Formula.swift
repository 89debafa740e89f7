/// An update rule, line by line, written over the names that a step records and the keys of its settings.
///
/// A line is a template: `"{S} ← {beta2}{S_old} + (1 − {beta2}){g}²"`. A name in braces is a recorded quantity or a
/// setting; shown as symbols, a setting becomes its symbol and `_old` is dropped, since the arrow already says which
/// side is new. The same template shows a step's numbers, because the names are the recorder's: once for each
/// parameter, or once for all where the left side is one number. `{*g}` is the whole vector rather than a parameter's
/// part of it, as in a norm `|{*g}|` or an inner product `{*g}·{*W_old}`; `{#H}` is the parameter's row of a symmetric
/// matrix whose columns are recorded as `H₁` and `H₂`, as in a product `{#H}·{*g}`; `{t}` counts steps from 1.
///
/// ```swift
/// let formula = Formula("{V} ← {beta}{V_old} + (1 − {beta}){g}", "{W} ← {W_old} − {lr}{V}")
/// let settings = [Setting.decay("beta", "β", 0.9, "The past's share."), .learningRate(0.1, "As far.")]
/// let lines = formula.text(with: SettingValues(defaultsOf: settings))
/// // ["V ← βV + (1 − β)g", "W ← W − αV"]
/// ```
public struct Formula: Hashable, Sendable {
  /// A piece of a line.
  public enum Piece: Hashable, Sendable {
    /// Text that stays as it is.
    case text(String)
    /// The name of a recorded quantity or the key of a setting.
    case name(String)
    /// The name of a recorded quantity, of which all parameters' parts are meant.
    case vector(String)
    /// The name of a symmetric matrix, of which the parameter's row is meant.
    case row(String)

    /// The name; `nil` for text.
    public var name: String? {
      switch self {
      case .text: nil
      case .name(let name), .vector(let name), .row(let name): name
      }
    }

    /// The names under which it is recorded: of a matrix those of its columns, `H₁_old` and `H₂_old` for `H_old`.
    public var recordedNames: [String] {
      guard case .row(let name) = self else { return name.map { [$0] } ?? [] }
      let isOld = name.hasSuffix("_old")
      let base = isOld ? name.dropLast(4) : name[...]
      return ["₁", "₂"].map { "\(base)\($0)\(isOld ? "_old" : "")" }
    }
  }

  /// A line of the rule.
  public struct Line: Hashable, Sendable {
    /// Text and names, in order.
    public let pieces: [Piece]
    /// When the line takes part: all of these hold.
    public let conditions: [Condition]

    /// Whether the line takes part under the settings.
    public func holds(in settings: SettingValues) -> Bool {
      conditions.allSatisfy { $0.holds(in: settings) }
    }
  }

  /// A condition on settings: at least one of these tests is passed.
  public struct Condition: Hashable, Sendable {
    /// The tests.
    public let tests: [Test]

    /// Whether the condition holds under the settings.
    public func holds(in settings: SettingValues) -> Bool { tests.contains { $0.isPassed(by: settings) } }
  }

  /// A test of one setting.
  public struct Test: Hashable, Sendable {
    /// The setting's key.
    public let key: String
    /// The word that the setting must be; `nil` where it must be anything but zero.
    public let word: String?
    /// Whether the contrary is meant.
    public let isNegated: Bool

    /// Whether the settings pass it; a setting that is not there counts as 0.
    public func isPassed(by settings: SettingValues) -> Bool {
      let isMet = word.map { settings.word(key) == $0 } ?? (settings[key] ?? 0 != 0)
      return isMet != isNegated
    }
  }

  /// The lines, in the order in which they are computed.
  public let lines: [Line]
  /// How quantities are written where that is not their name, as in `g` written dW.
  public let symbols: [String: String]

  /// A rule from its templates.
  ///
  /// A template that starts with `?key:` takes part only where that setting is not 0, one that starts with
  /// `?key=word:` only where that choice is the word; with `!` before the key, only where it is not so. `&` joins
  /// conditions of which all must hold, `|` within one those of which one must.
  public init(_ templates: String..., symbols: [String: String] = [:]) {
    self.init(templates, symbols: symbols)
  }

  /// A rule from a list of templates.
  init(_ templates: [String], symbols: [String: String] = [:]) {
    lines = templates.map(Formula.line)
    self.symbols = symbols
  }

  /// The article's way of writing gradients and their averages.
  public static let articleSymbols = [
    "g": "dW", "V": "V_dW", "S": "S_dW", "V̂": "V_dW^corr", "Ŝ": "S_dW^corr", "Smax": "S_dW^max",
  ]

  /// The names recorded for all lines, each once, in order.
  public var names: [String] { Formula.names(in: lines) }

  /// The lines that take part under the settings.
  public func lines(with settings: SettingValues) -> [Line] { lines.filter { $0.holds(in: settings) } }

  /// The names recorded for some lines, each once, in order.
  public static func names(in lines: [Line]) -> [String] {
    var names: [String] = []
    for name in lines.flatMap(\.pieces).flatMap(\.recordedNames) where !names.contains(name) {
      names.append(name)
    }
    return names
  }

  /// The lines that take part under the settings, written with symbols.
  public func text(with settings: SettingValues) -> [String] {
    lines(with: settings).map { text(of: $0, settings.settings) }
  }

  /// A line written with symbols.
  public func text(of line: Line, _ settings: [Setting]) -> String {
    segments(of: line, settings).map(\.text).joined()
  }

  /// The symbol that stands for a name: a setting's own, else the quantity's without `_old`.
  public func symbol(_ name: String, _ settings: [Setting]) -> String {
    if let setting = settings.first(where: { $0.key == name }) { return setting.symbol }
    let base = name.hasSuffix("_old") ? String(name.dropLast(4)) : name
    return symbols[base] ?? base
  }

  private static func line(_ template: String) -> Line {
    var rest = Substring(template)
    var conditions: [Condition] = []
    if rest.first == "?", let colon = rest.firstIndex(of: ":") {
      conditions = rest[..<colon].dropFirst().split(separator: "&").map { condition in
        Condition(tests: condition.split(separator: "|").map(test))
      }
      rest = rest[rest.index(after: colon)...].drop { $0 == " " }
    }
    var pieces: [Piece] = []
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
      let name = rest[rest.index(after: open)..<close]
      pieces.append(piece(name))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
    return Line(pieces: pieces, conditions: conditions)
  }

  private static func piece(_ name: Substring) -> Piece {
    switch name.first {
    case "*": .vector(String(name.dropFirst()))
    case "#": .row(String(name.dropFirst()))
    default: .name(String(name))
    }
  }

  private static func test(_ text: Substring) -> Test {
    let parts = text.drop { $0 == "!" }.split(separator: "=").map { String($0) }
    return Test(key: parts[0], word: parts.count > 1 ? parts[1] : nil, isNegated: text.first == "!")
  }
}
