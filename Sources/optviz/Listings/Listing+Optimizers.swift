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
        .init("Formula", lines: TextLayout.columns(formula.map { [$0.text, $0.condition ?? ""] })),
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

  init(_ line: Formula.Line, of settings: [Setting]) {
    text = line.pieces.map { piece in
      switch piece {
      case .text(let text): text
      case .name(let name): Formula.symbol(name, settings)
      }
    }.joined()
    condition = line.condition.map { condition in
      let isFlag = settings.contains { $0.key == condition.key && $0.kind == .flag }
      return isFlag
        ? "(\(condition.isZero ? "unless" : "if") \(condition.key))"
        : "(if \(condition.key) \(condition.isZero ? "=" : "≠") 0)"
    }
  }
}
