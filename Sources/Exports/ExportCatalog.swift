/// Every format there is, in the order they are listed.
public enum ExportCatalog {
  /// The format where none is asked for.
  public static var standard: any Export { all[0] }

  /// One entry a format, which has written nothing yet.
  public static let all: [any Export] = [
    JSONExport(),
    SeparatedValuesExport(
      ",",
      ExportCard(
        id: "csv", name: "CSV",
        summary: "One line a point, in constant memory: run, optimizer, step, x, y, loss, gradient_norm, lr.")
    ),
    SeparatedValuesExport("\t", ExportCard(id: "tsv", name: "TSV", summary: "As CSV, with tabs for commas.")),
  ]

  /// The format of that identifier; `nil` where there is none.
  public static func entry(_ id: String) -> (any Export)? { all.first { $0.card.id == id } }
}
