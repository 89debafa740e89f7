import Exports
import Optimization

extension Listing {
  /// The optimizers.
  static var optimizers: Listing {
    Listing(id: "optimizers", kind: "optimizer", items: OptimizerCatalog.all.map(item))
  }

  private static func item(_ entry: OptimizerEntry) -> ListingItem {
    let card = entry.card
    let formula = card.formula.lines.map { FormulaLine($0, of: card) }
    return ListingItem(
      id: card.id, name: card.name, summary: card.summary, notes: [SettingListing.notes(card.settings)],
      sections: [
        .init("Formula", lines: FormulaLine.layout(formula)),
        SettingListing.section(card.settings),
        .init("Paper", card.paper),
        .init("Checked against", lines: card.checkedAgainst),
      ],
      members: [
        ("formula", .list(card.formula.text(with: entry.defaults).map(JSONValue.text))),
        (
          "formula_lines",
          .list(
            formula.map { ["text": .text($0.text), "condition": $0.condition.map(JSONValue.text) ?? .null] })
        ),
        ("settings", SettingListing.json(card.settings)),
        ("paper", .text(card.paper)),
        ("checked_against", .list(card.checkedAgainst.map(JSONValue.text))),
      ])
  }
}

/// A line of an update rule with symbols, and when it takes part.
private struct FormulaLine {
  let text: String
  /// In words; `nil` where it always does.
  let condition: String?

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

  init(_ line: Formula.Line, of card: OptimizerCard) {
    text = card.formula.text(of: line, card.settings)
    condition = FormulaLine.words(for: line.conditions, card.settings)
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
