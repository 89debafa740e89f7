/// Something that a word names: an entry of a catalog.
public protocol CatalogEntry {
  /// The word.
  var id: String { get }
}

/// A catalog: entries in the order in which they are listed.
extension Sequence where Element: CatalogEntry {
  /// The words of all entries.
  public var ids: [String] { map(\.id) }

  /// The entry of a word; `nil` where there is none.
  public func entry(_ id: String) -> Element? { first { $0.id == id } }

  /// The entry of a word that somebody wrote.
  ///
  /// Refuses a word that is not known, and says the nearest ones; `kind` is what an entry is called.
  public func entry(_ id: String, kind: String) throws(InputError) -> Element {
    guard let entry = entry(id) else { throw .unknown(kind, id, known: ids) }
    return entry
  }
}
