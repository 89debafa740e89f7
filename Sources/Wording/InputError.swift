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

  /// A mistake in the content of a file.
  public static func inFile(_ message: String) -> InputError {
    var error = InputError(message)
    error.place = .file
    return error
  }

  public var description: String { message + (excerpt.map { "\n" + $0 } ?? "") }

  /// A word that is not among the known ones.
  ///
  /// All of them are named only where that is short, or where nothing else helps: no word is near, and there is no
  /// command that lists them.
  ///
  /// - Parameter listing: the command that lists them.
  public static func unknown(_ kind: String, _ word: String, known: [String], listing: String? = nil)
    -> InputError
  {
    let suggestion = NearestMatch.suggestion(for: word, among: known)
    let isShort = known.count <= shortList
    guard isShort || suggestion.isEmpty && listing == nil else {
      let rest = listing.map { "'\($0)' names all \(known.count)" } ?? ""
      return InputError("unknown \(kind) '\(word)'; \(suggestion)\(rest)")
    }
    return InputError("unknown \(kind) '\(word)'; \(suggestion)known: \(known.joined(separator: ", "))")
  }

  /// As many words as a person reads through.
  private static let shortList = 16

  /// The same mistake, in the value of an option.
  public func inOption(_ option: String) -> InputError {
    // A message that begins with the quoted value reads on from the option's name.
    var error = InputError(
      message.hasPrefix("'") ? "\(option) \(message)" : "\(option): \(message)", excerpt: excerpt)
    error.place = place
    return error
  }
}

extension String {
  /// Reads the value of an option, which a mistake in it names.
  public func asValue<Value>(
    of option: String, _ read: (String) throws(InputError) -> Value
  ) throws(InputError) -> Value {
    do {
      return try read(self)
    } catch {
      throw error.inOption(option)
    }
  }
}
