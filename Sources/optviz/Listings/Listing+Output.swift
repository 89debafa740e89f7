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
      id: "scripts", kind: "optimizer", notes: ScriptStyleCatalog.cards.map(\.name).joined(separator: ", "),
      items: Catalogs.experiments.optimizers.entries.map { entry in
        let wordings = ScriptStyleCatalog.cards.map { style in
          ScriptStyleCatalog.wording(
            of: OptimizerChoice(entry), in: style, Catalogs.experiments.specification)
        }
        var calls: [String] = []
        var reasons: [String] = []
        for wording in wordings {
          switch wording {
          case .call(let text): calls.append(text)
          case .none(let reason): reasons.append(reason)
          }
        }
        return ListingItem(
          id: entry.card.id, name: entry.card.name,
          summary: calls.isEmpty ? "No script: \(reasons.joined(separator: "; "))." : "",
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
