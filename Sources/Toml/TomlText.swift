/// Values as TOML writes them, so that reading gives them back.
public enum TomlText {
  /// A number with the fewest digits that read back as the same bits.
  public static func number(_ value: Double) -> String {
    if value.isNaN { return "nan" }
    if value.isInfinite { return value < 0 ? "-inf" : "inf" }
    // A whole number is written as one, except the zero that has a sign.
    if value == 0 { return value.sign == .minus ? "-0.0" : "0" }
    let text = value.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// A text in quotes.
  public static func text(_ text: String) -> String {
    var written = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": written += "\\\(scalar)"
      case "\n": written += "\\n"
      case "\t": written += "\\t"
      case "\r": written += "\\r"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        written += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: written.unicodeScalars.append(scalar)
      }
    }
    return written + "\""
  }

  /// A key: bare where that is possible.
  public static func key(_ key: String) -> String {
    let isBare = key.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }
    return isBare && !key.isEmpty ? key : text(key)
  }

  /// A list on one line, of values that are written already.
  public static func list(_ values: [String]) -> String { "[" + values.joined(separator: ", ") + "]" }

  /// A table on one line, of values that are written already.
  public static func table(_ pairs: [(key: String, value: String)]) -> String {
    pairs.isEmpty
      ? "{}" : "{ " + pairs.map { "\(key($0.key)) = \($0.value)" }.joined(separator: ", ") + " }"
  }
}
