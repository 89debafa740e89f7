/// A mistake in a person's input, in a sentence for that person.
public struct InputError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The mistake, what is accepted, and the nearest match.
  ///
  /// One printable line, whatever it quotes.
  public let message: String
  /// The line with the mistake and a mark under the spot, for a text that is long enough to need it.
  public let excerpt: String?
  /// Whether a file's content is wrong, not the words of the command line.
  public let isInFile: Bool

  /// An error with its message.
  public init(_ message: String, excerpt: String? = nil, isInFile: Bool = false) {
    self.message = message.printableLine
    self.excerpt = excerpt?.printableLines
    self.isInFile = isInFile
  }

  /// A mistake in the content of a file.
  public static func inFile(_ message: String) -> InputError { InputError(message, isInFile: true) }

  public var description: String { message + (excerpt.map { "\n" + $0 } ?? "") }

  /// A word that is not among the known ones.
  public static func unknown(_ kind: String, _ word: String, known: [String]) -> InputError {
    let suggestion = NearestMatch.suggestion(for: word, among: known)
    return InputError("unknown \(kind) '\(word)'; \(suggestion)known: \(known.joined(separator: ", "))")
  }
}
