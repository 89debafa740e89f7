import Experiments
import Exports
import Optimization

extension Listing {
  /// The surfaces.
  static var surfaces: Listing {
    Listing(id: "surfaces", kind: "surface", notes: "formula, settings", items: SurfaceCatalog.all.map(item))
  }

  private static func item(_ entry: SurfaceEntry) -> ListingItem { item(entry, id: entry.card.id) }

  /// A typed formula.
  static func item(_ formula: SurfaceChoice) -> ListingItem {
    let surface = formula.entry.surface(formula.settings)
    var item = item(formula.entry, id: formula.expressionText ?? formula.entry.card.id)
    if let missing = surface.missingValues(at: surface.start, in: [surface.domain]) {
      item.sections.append(.init("Missing", missing.sentence(start: surface.start, domain: surface.domain)))
    }
    return item
  }

  private static func item(_ entry: SurfaceEntry, id: String) -> ListingItem {
    let card = entry.card
    let surface = entry.surface(entry.defaults)
    return ListingItem(
      id: id, name: id == card.id ? card.name : nil, summary: card.summary,
      notes: [["f = \(surface.formula)"], SettingListing.notes(card.settings)],
      sections: [
        .init("Formula", "f(x, y) = \(surface.formula)"),
        .init("Domain", lines: [surface.domain.text]),
        .init("Start", lines: [surface.start.text]),
        .init("Minima", lines: minima(of: surface)),
        SettingListing.section(card.settings),
        .init("Source", card.source),
      ],
      members: [
        ("formula", .text(surface.formula)),
        ("domain", JSONValue(surface.domain)),
        ("start", JSONValue(surface.start)),
        (
          "minima",
          .list(
            surface.minima.map {
              ["point": JSONValue($0.point), "value": .number($0.value), "global": .flag($0.isGlobal)]
            })
        ),
        ("settings", SettingListing.json(card.settings)),
        ("source", .text(card.source)),
      ])
  }

  private static func minima(of surface: any Objective) -> [String] {
    guard !surface.minima.isEmpty else { return ["none: unbounded below"] }
    return TextLayout.columns(
      surface.minima.map {
        [$0.point.text, "f = \($0.value.shortText)", $0.isGlobal ? "" : "(local)"]
      })
  }
}

extension Point<Double> {
  /// The point as the command line writes it.
  fileprivate var text: String { "\(x.shortText),\(y.shortText)" }
}

extension Domain {
  /// The rectangle in words.
  fileprivate var text: String {
    "x from \(x.lowerBound.shortText) to \(x.upperBound.shortText), "
      + "y from \(y.lowerBound.shortText) to \(y.upperBound.shortText)"
  }
}
