import Exports
import Optimization

extension Listing {
  /// The wrappers.
  static var wrappers: Listing {
    Listing(
      id: "wrappers", kind: "wrapper", notes: "settings",
      items: WrapperCatalog.all.map { entry in
        let card = entry.card
        let formula = FormulaLine.lines(of: card.formula, card.settings)
        return ListingItem(
          id: card.id, name: card.name, summary: card.summary, notes: [SettingListing.notes(card.settings)],
          sections: [
            .init("Use", lines: ["--optimizer adam:lr=0.01+\(card.id)"]),
            .init(
              "Formula: g is the incoming gradient, ĝ the outgoing one",
              lines: FormulaLine.layout(formula)),
            SettingListing.section(card.settings),
            .init("Paper", card.paper),
            .init("Checked against", lines: card.checkedAgainst),
          ],
          members: [
            ("formula_lines", FormulaLine.json(formula)), ("settings", SettingListing.json(card.settings)),
            ("paper", .text(card.paper)),
            ("checked_against", .list(card.checkedAgainst.map(JSONValue.text))),
          ])
      })
  }

  /// The schedules.
  static var schedules: Listing {
    Listing(
      id: "schedules", kind: "schedule", notes: "settings",
      items: ScheduleCatalog.all.map { entry in
        let card = entry.card
        let formula = FormulaLine.lines(of: card.formula, card.settings)
        return ListingItem(
          id: card.id, name: card.name, summary: card.summary, notes: [SettingListing.notes(card.settings)],
          sections: [
            .init("Use", lines: ["--optimizer adam:lr=0.01@\(card.id)"]),
            .init("Formula: t counts from 0", lines: FormulaLine.layout(formula)),
            SettingListing.section(card.settings),
            .init("Source", card.source),
            .init("Checked against", lines: card.checkedAgainst),
          ],
          members: [
            ("formula_lines", FormulaLine.json(formula)), ("settings", SettingListing.json(card.settings)),
            ("source", .text(card.source)),
            ("checked_against", .list(card.checkedAgainst.map(JSONValue.text))),
          ])
      })
  }
}
