extension GlyphSet {
  /// A formula, or a sentence with one, in symbols of the set that keep its meaning: where a single symbol would not,
  /// as with the square of `x²` or the product of `0.95·x`, the replacement takes as many columns as it needs.
  public func formula(_ text: String) -> String { written(text, GlyphSet.formulas) }

  /// The label of a key in symbols of the set: an arrow by its name, since `<` and `v` are keys of their own.
  public func keys(_ label: String) -> String {
    guard self == .ascii else { return label }
    // Names next to each other need blanks between them.
    let words = label.map { GlyphSet.keyNames[$0].map { " \($0) " } ?? String($0) }.joined()
    return words.split(separator: " ").joined(separator: " ").replacing("shift+ ", with: "shift+")
  }

  private func written(_ text: String, _ table: [Character: String]) -> String {
    guard self == .ascii, text.contains(where: { table[$0] != nil }) else { return text }
    return text.map { table[$0] ?? String($0) }.joined()
  }

  private static let formulas: [Character: String] = [
    "²": "^2", "³": "^3", "⁴": "^4", "ᵗ": "^t", "ⁿ": "^n", "ᵏ": "^k", "·": "*", "⊙": "*", "←": "=", "→": "->",
    "√": "sqrt ", "π": "pi", "∞": "inf", "≤": "<=", "≥": ">=", "≠": "!=", "…": "..", "°": " deg",
  ]
  private static let keyNames: [Character: String] = [
    "←": "left", "→": "right", "↑": "up", "↓": "down", "⇧": "shift+",
  ]
}
