/// The line of a text with an error, with a mark under the spot.
public enum Excerpt {
  /// How many characters of a line an excerpt shows.
  private static let width = 72

  /// The line in which a span begins, cut to a readable width, and below it a caret with a tail.
  public static func text(of characters: [Character], at span: Range<Int>) -> String {
    let start = min(max(0, span.lowerBound), characters.count)
    let lineStart = characters[..<start].lastIndex(where: \.isNewline).map { $0 + 1 } ?? 0
    let lineEnd = characters[start...].firstIndex(where: \.isNewline) ?? characters.count
    // A long line is shown around the span, with as much of the text before it as fits.
    let lead = max(8, min(width * 2 / 3, width - span.count))
    let first = max(lineStart, min(start - lead, lineEnd - width))
    let last = min(lineEnd, first + width)
    let before = first > lineStart ? "…" : ""
    let line = before + String(characters[first..<last]).printableLine + (last < lineEnd ? "…" : "")
    let tail = max(0, min(span.upperBound, last) - start - 1)
    let margin = before + String(repeating: " ", count: start - first)
    return "  \(line)\n  \(margin.map { _ in " " }.joined())^\(String(repeating: "~", count: tail))"
  }
}
