/// Words that an option or a key of a file accepts: an enumeration's cases.
public protocol Choice: CaseIterable, RawRepresentable<String> {}

extension Choice {
  /// Reads a word; `option` names it if the word is unknown.
  public init(_ word: String, of option: String) throws(InputError) {
    guard let choice = Self(rawValue: word) else {
      throw .unknown(option, word, known: Self.allCases.map(\.rawValue))
    }
    self = choice
  }

  /// All words, as a help text lists them.
  public static var words: String { allCases.map(\.rawValue).joined(separator: "|") }
}
