import Optimization

/// What is wrong with something a person wrote, in a sentence for that person.
public struct InputError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was wrong, what is accepted, and the nearest match.
  ///
  /// One line, whatever it quotes.
  public let message: String
  /// The line concerned and a mark under the spot, for a text that is long enough to need it.
  public let excerpt: String?

  /// An error with its message.
  public init(_ message: String, excerpt: String? = nil) {
    self.message = String(message.map { $0.isNewline ? " " : $0 })
    self.excerpt = excerpt
  }

  public var description: String { message + (excerpt.map { "\n" + $0 } ?? "") }

  /// A word that is not among the known ones.
  public static func unknown(_ kind: String, _ word: String, known: [String]) -> InputError {
    let suggestion = NearestMatch.suggestion(for: word, among: known)
    return InputError("unknown \(kind) '\(word)'; \(suggestion)known: \(known.joined(separator: ", "))")
  }

  /// A setting that could not be given a value; `owner` is the optimizer or surface, `text` the part as written.
  public static func setting(_ error: SettingError, of owner: String, in text: String) -> InputError {
    switch error {
    case .unknownKey(let key, let known):
      let has = known.isEmpty ? "it has no settings" : "it has \(known.joined(separator: ", "))"
      let suggestion = NearestMatch.suggestion(for: key, among: known)
      return InputError("'\(text)': \(owner) has no setting '\(key)'; \(suggestion)\(has)")
    case .outOfRange(let setting, _):
      return InputError("'\(text)': \(setting.key) is out of range; accepted: \(setting.accepted)")
    }
  }
}
