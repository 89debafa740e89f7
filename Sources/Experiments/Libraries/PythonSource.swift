import Wording

/// A pasted piece of Python, and the way to mark a part of it.
struct PythonSource {
  /// Its characters; spans are positions among them.
  let characters: [Character]

  init(_ text: String) { characters = Array(text) }

  /// The text of a span.
  subscript(span: Range<Int>) -> String { String(characters[span.clamped(to: characters.indices)]) }

  /// An error with its line and a mark under the span.
  func error(_ message: String, at span: Range<Int>) -> InputError {
    InputError(message, excerpt: Excerpt.text(of: characters, at: span))
  }
}
