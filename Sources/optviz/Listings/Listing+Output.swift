import Experiments
import Exports
import Optimization
import Pictures
import TerminalGraphics

extension Listing {
  /// The formats that `run` writes.
  static var formats: Listing {
    Listing(
      id: "formats", kind: "format",
      items: ExportCatalog.all.map {
        ListingItem(id: $0.card.id, name: $0.card.name, summary: $0.card.summary)
      })
  }

  /// The formats of pictures that `render` writes.
  static var pictures: Listing {
    Listing(
      id: "pictures", kind: "picture",
      items: PictureCatalog.all.map {
        ListingItem(id: $0.card.id, name: $0.card.name, summary: $0.card.summary)
      })
  }

  /// Which library makes each optimizer in a script, and by which call.
  static var scripts: Listing {
    Listing(
      id: "scripts", kind: "optimizer", notes: "calls",
      items: Catalogs.experiments.optimizers.entries.map { entry in
        var (names, calls, reasons): ([String], [String], [String]) = ([], [], [])
        for style in ScriptStyleCatalog.cards {
          switch ScriptStyleCatalog.wording(
            of: OptimizerChoice(entry), in: style, Catalogs.experiments.specification)
          {
          case .call(let text):
            names.append(style.name)
            calls.append(text)
          case .none(let reason): reasons.append(reason)
          }
        }
        return ListingItem(
          id: entry.card.id,
          summary: names.isEmpty
            ? "No script: \(reasons.joined(separator: "; "))." : names.joined(separator: " and "),
          notes: calls.map { [$0] }, members: [("calls", .list(calls.map(JSONValue.text)))])
      })
  }

  /// The markers that shapes are drawn with.
  static var markers: Listing {
    Listing(
      id: "markers", kind: "marker", notes: "resolution, sample",
      items: MarkerSet.everywhere.map { set in
        let grid = { (marker: Marker) in "\(marker.columns) × \(marker.rows) dots in a cell" }
        return ListingItem(
          id: set.id, summary: set.summary,
          notes: [[grid(set.paths), set.paths.sample(width: 18)]],
          members: [("columns", .integer(set.paths.columns)), ("rows", .integer(set.paths.rows))])
      })
  }
}
