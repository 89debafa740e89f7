/// A mistake in a person's input, in a sentence for that person.
public struct InputError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Where the mistake stands.
  public enum Place: Hashable, Sendable {
    /// In what was typed.
    case words
    /// In the content of a file.
    case file
  }

  /// The mistake, what is accepted, and the nearest match.
  ///
  /// One printable line, whatever it quotes, and a short one.
  public let message: String
  /// The line with the mistake and a mark under the spot, for a text that is long enough to need it.
  public let excerpt: String?
  /// Where the mistake stands, on which the program's exit code depends.
  public private(set) var place = Place.words

  /// An error with its message.
  public init(_ message: String, excerpt: String? = nil) {
    self.message = message.briefLine
    self.excerpt = excerpt?.printableLines
  }

  public var description: String { message + (excerpt.map { "\n" + $0 } ?? "") }

  /// A word that is not among the known ones.
  public static func unknown(_ kind: String, _ word: String, known: [String]) -> InputError {
    let suggestion = NearestMatch.suggestion(for: word, among: known)
    return InputError("unknown \(kind) '\(word)'; \(suggestion)known: \(known.joined(separator: ", "))")
  }

  /// Runs `body`, whose mistakes stand in a file.
  public static func inFile<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch var error as InputError {
      error.place = .file
      throw error
    }
  }
}
