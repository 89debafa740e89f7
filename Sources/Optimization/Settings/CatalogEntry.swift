/// Something in a catalog, known by the word that stands for it in text and in files.
///
/// Two entries are equal where their words are: an entry also holds closures, which cannot be compared. An entry is a class,
/// though it never changes: it is held by all that says what is raced or shown, and is then one word there.
public protocol CatalogEntry: Hashable, Sendable {
  /// The word; no two entries of a catalog share it.
  var id: String { get }
}

extension CatalogEntry {
  public static func == (a: Self, b: Self) -> Bool { a.id == b.id }
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

extension Array where Element: CatalogEntry {
  /// The entry of a word; `nil` where there is none.
  public func entry(_ id: String) -> Element? { first { $0.id == id } }
}
