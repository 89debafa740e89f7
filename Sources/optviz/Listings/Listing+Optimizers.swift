import Exports
import Optimization

extension Listing {
  /// The optimizers.
  static var optimizers: Listing {
    Listing(id: "optimizers", kind: "optimizer", items: OptimizerCatalog.all.map(item))
  }

  private static func item(_ entry: OptimizerEntry) -> ListingItem {
    let card = entry.card
    let formula = card.formula.lines.map { FormulaLine($0, of: card.settings) }
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
