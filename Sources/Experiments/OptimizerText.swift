/// The parts of an optimizer's text: `adam:lr=0.01+clip_norm:max=1@cosine:total=500`.
///
/// A `+` or an `@` begins a part if no number follows and no bracket is open, so that `lr=1e+5` stays whole and a
/// constructor call may contain anything.
struct OptimizerText {
  /// A wrapper (`+`) or a schedule (`@`), without its sign.
  struct Attachment: Equatable {
    let sign: Character
    let text: String
  }

  /// The text before the first wrapper or schedule.
  let core: String
  /// The wrappers and the schedule, in order.
  let attachments: [Attachment]

  /// Splits a text.
  init(_ text: String) {
    var parts: [(sign: Character, text: String)] = [(" ", "")]
    var depth = 0
    // In Python a sum may stand anywhere; what belongs to a call comes right behind it.
    let isCall = LibraryCall.isCall(text)
    var last: Character?
    var index = text.startIndex
    while index < text.endIndex {
      // Comments and strings of a call may contain anything.
      if let end = OptimizerText.opaqueEnd(in: text, from: index, depth: isCall ? 1 : depth) {
        parts[parts.count - 1].text.append(contentsOf: text[index..<end])
        index = end
        continue
      }
      let character = text[index]
      if "([{".contains(character) { depth += 1 }
      if ")]}".contains(character) { depth -= 1 }
      // What follows is looked at only behind a sign, which many spaces would make slow.
      let isSign =
        depth <= 0 && (character == "+" || character == "@") && (!isCall || last == ")" || parts.count > 1)
      if isSign, OptimizerText.beginsName(text[text.index(after: index)...].first { $0 != " " }),
        !OptimizerText.endsValue(text, at: index, of: parts[parts.count - 1].text)
      {
        parts.append((character, ""))
      } else {
        parts[parts.count - 1].text.append(character)
      }
      if !character.isWhitespace { last = character }
      index = text.index(after: index)
    }
    let trimmed = parts.map { part in
      var text = Substring(part.text.drop { $0.isWhitespace })
      while text.last?.isWhitespace == true { text.removeLast() }
      return Attachment(sign: part.sign, text: String(text))
    }
    core = trimmed[0].text
    attachments = Array(trimmed.dropFirst())
  }

  /// Whether a part begins with what follows its sign; a missing name is reported later.
  private static func beginsName(_ next: Character?) -> Bool {
    guard let next else { return true }
    return next.isLetter || "_+@:".contains(next)
  }

  /// Whether a `+` belongs to the word before it, as in `variant=sps++lookahead`.
  private static func endsValue(_ text: String, at index: String.Index, of part: String) -> Bool {
    guard text[index] == "+", part.contains("="), part.last?.isLetter == true else { return false }
    let next = text.index(after: index)
    return next == text.endIndex || "+@".contains(text[next])
  }

  /// The end of a comment or string inside brackets that begins at `index`; `nil` if none begins there.
  private static func opaqueEnd(in text: String, from index: String.Index, depth: Int) -> String.Index? {
    guard depth > 0 else { return nil }
    let rest = text[text.index(after: index)...]
    switch text[index] {
    case "#": return rest.firstIndex(where: \.isNewline) ?? text.endIndex
    case "'", "\"":
      let quote = text[index]
      return rest.firstIndex { $0 == quote || $0.isNewline }.map { text.index(after: $0) } ?? text.endIndex
    default: return nil
    }
  }
}
