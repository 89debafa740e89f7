import Exports
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

  /// The markers that shapes are drawn with.
  static var markers: Listing {
    Listing(
      id: "markers", kind: "marker", notes: "resolution, sample",
      items: Marker.all.map { marker in
        ListingItem(
          id: marker.id,
          summary: marker.summary,
          notes: [["\(marker.columns) × \(marker.rows) dots in a cell", marker.sample(width: 18)]],
          members: [("columns", .integer(marker.columns)), ("rows", .integer(marker.rows))])
      })
  }
}
