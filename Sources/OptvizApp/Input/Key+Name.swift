import Wording

/// Names of keys, as the configuration writes them and the screen shows them.
extension Key {
  /// The key as it is shown: `space`, `←`, `⇧←`, `ctrl+p`.
  public var label: String {
    let held = (modifiers.contains(.control) ? "ctrl+" : "") + (modifiers.contains(.alt) ? "alt+" : "")
    switch code {
    case .backTab: return held + "⇧tab"
    case .character(" "): return held + "space"
    case .function(let number): return held + (modifiers.contains(.shift) ? "⇧" : "") + "F\(number)"
    default:
      let name = Key.symbols[code] ?? baseName
      return held + (modifiers.contains(.shift) ? "⇧" : "") + name
    }
  }

  /// The key as the configuration writes it: `space`, `left`, `shift+left`, `ctrl+p`; reading it gives the same key.
  public var name: String {
    if code == .backTab { return "shift+tab" }
    let held =
      (modifiers.contains(.control) ? "ctrl+" : "") + (modifiers.contains(.alt) ? "alt+" : "")
      + (modifiers.contains(.shift) ? "shift+" : "")
    return held + baseName
  }

  private var baseName: String {
    switch code {
    case .character(" "): "space"
    case .character(let character): String(character)
    case .function(let number): "f\(number)"
    default: Key.names.first { $0.code == code }?.name ?? ""
    }
  }

  private static let symbols: [Code: String] = [
    .up: "↑", .down: "↓", .left: "←", .right: "→", .pageUp: "pgup", .pageDown: "pgdn", .escape: "esc",
  ]

  /// Names of keys that type nothing; the first name of a code is the one that is written.
  private static let names: [(name: String, code: Code)] = [
    ("space", .character(" ")), ("enter", .enter), ("return", .enter), ("escape", .escape), ("esc", .escape),
    ("tab", .tab), ("backspace", .backspace), ("delete", .delete), ("del", .delete), ("insert", .insert),
    ("up", .up), ("down", .down), ("left", .left), ("right", .right), ("home", .home), ("end", .end),
    ("pageup", .pageUp), ("pgup", .pageUp), ("pagedown", .pageDown), ("pgdn", .pageDown),
  ]

  /// The accepted names, for messages.
  static let accepted =
    "a character such as z or Z, space, enter, tab, backspace, delete, insert, up, down, left, right, home, end, "
    + "pageup, pagedown, f1 to f12, with shift+ before a name or ctrl+ before a letter"

  /// Reads a key's name.
  public init(named text: String) throws(InputError) {
    var rest = text[...]
    var modifiers: Modifiers = []
    // A plus sign at the end is the key itself.
    while let plus = rest.dropLast().firstIndex(of: "+") {
      switch rest[..<plus].lowercased() {
      case "shift": modifiers.insert(.shift)
      case "ctrl", "control": modifiers.insert(.control)
      case "alt", "meta", "option":
        throw InputError(
          "'\(text)': alt is not taken, since over a slow line it arrives as escape and a letter")
      default: throw Key.unreadable(text)
      }
      rest = rest[rest.index(after: plus)...]
    }
    if rest.count == 1, let character = rest.first, character != " ", !character.isNewline {
      self = try Key.typed(character, modifiers, in: text)
      return
    }
    let word = rest.lowercased()
    if word.first == "f", let number = Int(word.dropFirst()), (1...12).contains(number) {
      self.init(.function(number), modifiers)
      return
    }
    guard let named = Key.names.first(where: { $0.name == word }) else { throw Key.unreadable(text) }
    if modifiers.contains(.control), [.tab, .enter, .escape, .backspace].contains(named.code) {
      throw InputError("'\(text)': terminals do not tell it from \(word)")
    }
    if named.code == .character(" "), !modifiers.isEmpty {
      throw InputError("'\(text)': terminals do not tell it from space")
    }
    if named.code == .tab, modifiers == .shift {
      self.init(.backTab)
    } else {
      self.init(named.code, modifiers)
    }
  }

  /// A key that types a character, with its modifiers.
  private static func typed(_ character: Character, _ modifiers: Modifiers, in text: String)
    throws(InputError)
    -> Key
  {
    if modifiers.contains(.control) {
      guard character.isASCII, character.isLetter else {
        throw InputError("'\(text)': ctrl goes with the letters a to z")
      }
      let letter = Character(character.lowercased())
      if let reason = taken[letter] { throw InputError("'\(text)': ctrl+\(letter) \(reason)") }
      return Key(.character(letter), .control)
    }
    guard modifiers.contains(.shift) else { return Key(.character(character)) }
    // What shift does to other keys depends on the keyboard.
    guard character.isLetter, let capital = character.uppercased().first else {
      throw InputError("'\(text)': write the character that is typed with shift held")
    }
    return Key(.character(capital))
  }

  /// Control letters that terminals and their line discipline use themselves.
  private static let taken: [Character: String] = [
    "c": "ends programs", "d": "is the end of input", "h": "is backspace", "i": "is tab", "j": "is enter",
    "m": "is enter",
    "q": "lets output go on", "s": "stops output", "v": "quotes the next key", "z": "suspends programs",
  ]

  private static func unreadable(_ text: String) -> InputError {
    let words = names.map(\.name) + (1...12).map { "f\($0)" }
    let key = text.split(separator: "+").last.map(String.init) ?? text
    return InputError(
      "unknown key '\(text)'; \(NearestMatch.suggestion(for: key, among: words))accepted: \(accepted)")
  }
}
