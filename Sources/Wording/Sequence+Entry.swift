extension Sequence {
  /// The entry of a catalog that somebody named by its word.
  ///
  /// Refuses a word that is not known, and says the nearest ones. `kind` is what an entry is called, `name` its word.
  public func entry(
    _ word: String, kind: String, by name: (Element) -> String
  ) throws(InputError) -> Element {
    if let entry = first(where: { name($0) == word }) { return entry }
    throw .unknown(kind, word, known: map(name))
  }
}
