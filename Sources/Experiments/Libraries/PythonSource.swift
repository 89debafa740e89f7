/// A piece of Python as somebody pasted it, and the way to point at a part of it.
struct PythonSource {
  /// Its characters; spans are positions among them.
  let characters: [Character]

  init(_ text: String) { characters = Array(text) }

  /// The text of a span.
  subscript(span: Range<Int>) -> String { String(characters[span.clamped(to: characters.indices)]) }

  /// An error with the line concerned and a mark under the span.
  func error(_ message: String, at span: Range<Int>) -> InputError {
    InputError(message, excerpt: excerpt(of: span))
  }

  /// How many characters of a line an excerpt shows.
  private static let width = 72

  /// The line in which a span begins, cut to a readable width, and below it a caret with a tail.
  private func excerpt(of span: Range<Int>) -> String {
    let start = min(max(0, span.lowerBound), characters.count)
    let lineStart = characters[..<start].lastIndex(where: \.isNewline).map { $0 + 1 } ?? 0
    let lineEnd = characters[start...].firstIndex(where: \.isNewline) ?? characters.count
    // A long line is shown around the span, with what leads up to it as far as there is room.
    let lead = max(8, min(Self.width * 2 / 3, Self.width - span.count))
    let first = max(lineStart, min(start - lead, lineEnd - Self.width))
    let last = min(lineEnd, first + Self.width)
    let before = first > lineStart ? "…" : ""
    let line = before + shown(first..<last) + (last < lineEnd ? "…" : "")
    let tail = max(0, min(span.upperBound, last) - start - 1)
    let margin = before + String(repeating: " ", count: start - first)
    return "  \(line)\n  \(margin.map { _ in " " }.joined())^\(String(repeating: "~", count: tail))"
  }

  /// Characters as a terminal shows them one column each: control characters become spaces.
  private func shown(_ span: Range<Int>) -> String {
    String(
      characters[span].map {
        $0.unicodeScalars.contains { $0.properties.generalCategory == .control } ? " " : $0
      })
  }
}
