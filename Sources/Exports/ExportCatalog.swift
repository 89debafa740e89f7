/// Every format, in the order in which they are listed.
public enum ExportCatalog {
  /// The default format.
  public static var standard: any Export { all[0] }

  /// One entry for each format, which has written nothing yet.
  public static let all: [any Export] = [
    JSONExport(),
    SeparatedValuesExport(
      ",",
      ExportCard(
        id: "csv", name: "CSV",
        summary:
          "One line per point, in constant memory: run, optimizer, step, x, y, loss, gradient_norm, lr.")
    ),
    SeparatedValuesExport(
      "\t", ExportCard(id: "tsv", name: "TSV", summary: "Like CSV, with tabs instead of commas.")),
  ]

  /// The format of that identifier; `nil` for none.
  public static func entry(_ id: String) -> (any Export)? { all.first { $0.card.id == id } }
}
