import Exports
import Optimization

/// A line of an update rule with symbols, and when it takes part.
struct FormulaLine {
  let text: String
  /// In words; `nil` where it always does.
  let condition: String?

  /// The lines of a rule.
  static func lines(of formula: Formula, _ settings: [Setting]) -> [FormulaLine] {
    formula.lines.map { FormulaLine($0, of: settings) }
  }

  /// The lines for programs.
  static func json(_ lines: [FormulaLine]) -> JSONValue {
    .list(lines.map { ["text": .text($0.text), "condition": $0.condition.map(JSONValue.text) ?? .null] })
  }

  /// The lines with their conditions beside them, or below them where there is no room.
  static func layout(_ lines: [FormulaLine]) -> [String] {
    let width = lines.map(\.text.count).max() ?? 0
    return lines.flatMap { line in
      guard let condition = line.condition else { return [line.text] }
      guard width + 2 + condition.count <= TextLayout.width - 2 else {
        return [line.text, "    " + condition]
      }
      return [TextLayout.padded(line.text, to: width + 2) + condition]
    }
  }

  init(_ line: Formula.Line, of settings: [Setting]) {
    text = line.pieces.map { piece in
      switch piece {
      case .text(let text): text
      case .name(let name): Formula.symbol(name, settings)
      }
    }.joined()
    let conditions = line.conditions.map { condition in
      if let word = condition.word { return "if \(condition.key) \(condition.isNegated ? "≠" : "=") \(word)" }
      let isFlag = settings.contains { $0.key == condition.key && $0.kind == .flag }
      return isFlag
        ? "\(condition.isNegated ? "unless" : "if") \(condition.key)"
        : "if \(condition.key) \(condition.isNegated ? "=" : "≠") 0"
    }
    condition = conditions.isEmpty ? nil : "(\(conditions.joined(separator: ", ")))"
  }
}
