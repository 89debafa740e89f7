import Optimization
import Wording

/// Numbers and texts as Python writes them.
enum PythonText {
  /// A number, in the fewest digits that read back as the same bits.
  static func number(_ value: Double) -> String {
    switch value {
    case Double.pi: "math.pi"
    case 2 * Double.pi: "math.tau"
    case 0x1.5bf0a8b145769p1: "math.e"
    case .infinity: "math.inf"
    case -.infinity: "-math.inf"
    case _ where value.isNaN: "math.nan"
    // Beyond that an integer would have all its digits, and no sign of zero.
    case _ where value.magnitude < 1e15 && !(value == 0 && value.sign == .minus): value.shortText
    default: value.description
    }
  }

  /// A number with a point, for lists that hold numbers of one kind.
  static func float(_ value: Double) -> String {
    value.isFinite ? value.description : number(value)
  }

  /// A text in quotes, with everything in it escaped.
  static func string(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case "\n": quoted += "\\n"
      case _
      where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
        || [.format, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory):
        let digits = String(scalar.value, radix: 16)
        quoted += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// A text on a line of its own behind a number sign.
  static func comment(_ text: String) -> String { "# " + line(text) }

  /// A text of documentation in three quotes: it neither ends them nor escapes anything.
  static func documentation(_ text: String) -> String {
    "\"\"\"" + documented(text) + "\"\"\""
  }

  /// A text as it stands inside three quotes.
  static func documented(_ text: String) -> String {
    line(text).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
  }

  /// One line without characters that act.
  static func line(_ text: String) -> String { text.printableLine }

  /// Members of a list as lines of at most 100 characters.
  static func list(_ members: [String], indent: String) -> [String] {
    var lines: [String] = []
    var line = indent
    for member in members {
      if line.count + member.count + 2 > 100, line != indent {
        lines.append(line)
        line = indent
      }
      line += (line == indent ? "" : " ") + member + ","
    }
    if line != indent { lines.append(line) }
    return lines
  }
}
