import Exports
import Optimization

/// A line of an update rule with symbols, and when it applies.
struct FormulaLine {
  let text: String
  /// The condition in words; `nil` if it always applies.
  let condition: String?

  /// The lines of a rule.
  static func lines(of formula: Formula, _ settings: [Setting]) -> [FormulaLine] {
    formula.lines.map { FormulaLine($0, in: formula, settings) }
  }

  /// The lines for programs.
  static func json(_ lines: [FormulaLine]) -> JSONValue {
    .list(lines.map { ["text": .text($0.text), "condition": $0.condition.map(JSONValue.text) ?? .null] })
  }

  /// The lines with their conditions to the right, or below if there is no room.
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

  init(_ line: Formula.Line, in formula: Formula, _ settings: [Setting]) {
    text = formula.text(of: line, settings)
    condition = FormulaLine.words(for: line.conditions, settings)
  }

  /// Conditions in words: `(unless amsgrad)`, `(if amsgrad, convention = optax)`.
  private static func words(for conditions: [Formula.Condition], _ settings: [Setting]) -> String? {
    guard let first = conditions.first?.tests.first else { return nil }
    let isFlag = settings.contains { $0.key == first.key && $0.kind == .flag }
    if isFlag, first.isNegated, conditions.count == 1, conditions[0].tests.count == 1 {
      return "(unless \(first.key))"
    }
    let parts = conditions.map { $0.tests.map { words(for: $0, settings) }.joined(separator: " or ") }
    return "(if \(parts.joined(separator: ", ")))"
  }

  private static func words(for test: Formula.Test, _ settings: [Setting]) -> String {
    if let word = test.word { return "\(test.key) \(test.isNegated ? "≠" : "=") \(word)" }
    let isFlag = settings.contains { $0.key == test.key && $0.kind == .flag }
    return isFlag ? (test.isNegated ? "not " : "") + test.key : "\(test.key) \(test.isNegated ? "=" : "≠") 0"
  }
}
