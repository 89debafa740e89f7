import Exports
import Optimization

extension Listing {
  /// The optimizers.
  static var optimizers: Listing {
    Listing(id: "optimizers", kind: "optimizer", items: OptimizerCatalog.all.map(item))
  }

  private static func item(_ entry: OptimizerEntry) -> ListingItem {
    let card = entry.card
    let formula = FormulaLine.lines(of: card.formula, card.settings)
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
        ("formula_lines", FormulaLine.json(formula)),
        ("settings", SettingListing.json(card.settings)),
        ("paper", .text(card.paper)),
        ("checked_against", .list(card.checkedAgainst.map(JSONValue.text))),
      ])
  }
}
