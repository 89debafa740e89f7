extension Sequence {
  /// The entry of a catalog by its name.
  ///
  /// Refuses an unknown name, and suggests the nearest ones. `kind` is the word for an entry, `name` its name,
  /// `listing` the command that lists them.
  public func entry(
    _ word: String, kind: String, listing: String? = nil, by name: (Element) -> String
  ) throws(InputError) -> Element {
    if let entry = first(where: { name($0) == word }) { return entry }
    throw .unknown(kind, word, known: map(name), listing: listing)
  }
}
