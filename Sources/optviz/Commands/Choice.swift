import Experiments
import Wording

/// Words that an option accepts: an enumeration's cases.
protocol Choice: CaseIterable, RawRepresentable<String> {}

extension Choice {
  /// Reads a word; `option` names it if the word is unknown.
  init(_ word: String, of option: String) throws(InputError) {
    guard let choice = Self(rawValue: word) else {
      throw .unknown(option, word, known: Self.allCases.map(\.rawValue))
    }
    self = choice
  }

  /// All words, as a help text lists them.
  static var words: String { allCases.map(\.rawValue).joined(separator: "|") }
}

/// How a list or a description is written.
enum ListingFormat: String, Choice {
  /// For people.
  case text
  /// For programs.
  case json
  /// For documents.
  case markdown
}
