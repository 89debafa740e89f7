/// Every format there is, in the order they are listed.
public enum ExportCatalog {
  /// The format where none is asked for.
  public static var standard: ExportEntry { all[0] }

  /// One line a format.
  public static let all: [ExportEntry] = [
    ExportEntry(JSONExport.self),
    ExportEntry(CSVExport.self),
  ]

  /// The format of that identifier; `nil` where there is none.
  public static func entry(_ id: String) -> ExportEntry? { all.first { $0.card.id == id } }
}

/// A format in the catalog: its card, and a way to begin an export.
public struct ExportEntry: Sendable {
  /// What is known of it.
  public let card: ExportCard
  /// The Swift type's name, which is also its file's.
  public let typeName: String
  /// Makes an export that has written nothing yet.
  public let make: @Sendable () -> any Export

  /// The entry of an export type.
  public init<E: Export>(_ type: E.Type) {
    card = type.card
    typeName = "\(type)"
    make = { E() }
  }
}
