import TerminalGraphics

/// The colours of a document, each with a name of its own.
struct TexColors {
  private(set) var definitions: [(name: String, color: Color)] = []
  private var names: [Color: String] = [:]

  /// A colour by a name.
  mutating func define(_ name: String, _ color: Color) {
    definitions.append((name, color))
    if names[color] == nil { names[color] = name }
  }

  /// The name of a colour.
  mutating func name(_ color: Color) -> String {
    if let name = names[color] { return name }
    let name = "c\(definitions.count)"
    define(name, color)
    return name
  }

  /// The definitions, a line each.
  var text: String {
    definitions.map { name, color in
      let digits = String(color.hex, radix: 16, uppercase: true)
      return "\\definecolor{\(name)}{HTML}{\(String(repeating: "0", count: 6 - digits.count))\(digits)}\n"
    }.joined()
  }
}
