import Experiments
import Exports
import Optimization

extension Listing {
  /// The bundled data sets.
  static var dataSets: Listing {
    Listing(
      id: "datasets", kind: "data set", notes: "rows, columns and licence",
      items: DataSetCatalog.all.map(item))
  }

  private static func item(_ entry: DataSetEntry) -> ListingItem {
    let data = entry.examples
    let choice = SurfaceChoice(DataChoice(entry))
    let columns = "x: \(data.xName), y: \(data.yName)"
    return ListingItem(
      id: entry.id, name: entry.name, summary: entry.summary,
      notes: [["\(data.count) rows", columns, "model: \(entry.model.rawValue)"], [entry.licence]],
      sections: [
        .init("Rows", lines: ["\(data.count)"]),
        .init("Columns", lines: [columns]),
        .init(
          "Model",
          lines: [
            "\(entry.model.rawValue), with the objectives \(entry.model.losses.joined(separator: ", "))",
            choice.conditioningNote,
          ].compactMap { $0 }),
        .init("As a command", lines: ["optviz --data \(entry.id)"]),
        .init("Source", entry.source),
        .init("Licence", entry.licence),
      ],
      members: [
        ("rows", .integer(data.count)), ("x", .text(data.xName)), ("y", .text(data.yName)),
        ("model", .text(entry.model.rawValue)), ("source", .text(entry.source)),
        ("licence", .text(entry.licence)),
      ])
  }
}
