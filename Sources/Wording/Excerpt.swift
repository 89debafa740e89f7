/// The line of a text with an error, with a mark under the spot.
public enum Excerpt {
  /// How many characters of a line an excerpt shows.
  private static let width = 72

  /// The line in which a span begins, cut to a readable width, and below it a caret with a tail.
  public static func text(of characters: [Character], at span: Range<Int>) -> String {
    text(of: characters, at: [span])
  }

  /// The same with a mark under each span that stands on the part of the line that is shown around the first.
  public static func text(of characters: [Character], at spans: [Range<Int>]) -> String {
    let span = spans.first ?? 0..<0
    let start = min(max(0, span.lowerBound), characters.count)
    let lineStart = characters[..<start].lastIndex(where: \.isNewline).map { $0 + 1 } ?? 0
    let lineEnd = characters[start...].firstIndex(where: \.isNewline) ?? characters.count
    // A long line is shown around the span, with as much of the text before it as fits.
    let lead = max(8, min(width * 2 / 3, width - span.count))
    let first = max(lineStart, min(start - lead, lineEnd - width))
    let last = min(lineEnd, first + width)
    let before = first > lineStart ? "…" : ""
    let line = before + String(characters[first..<last]).printableLine + (last < lineEnd ? "…" : "")
    var marks = Array(repeating: Character(" "), count: max(last, start + 1) - first)
    for span in spans.reversed()
    where span.lowerBound >= first && (span.lowerBound < last || span == spans[0]) {
      let place = min(span.lowerBound, start == span.lowerBound ? start : span.lowerBound) - first
      for i in place..<max(place + 1, min(span.upperBound, last) - first) where marks.indices.contains(i) {
        marks[i] = i == place ? "^" : "~"
      }
    }
    if spans.count < 2 {
      let tail = max(0, min(span.upperBound, last) - start - 1)
      let margin = before + String(repeating: " ", count: start - first)
      return "  \(line)\n  \(margin.map { _ in " " }.joined())^\(String(repeating: "~", count: tail))"
    }
    while marks.last == " " { marks.removeLast() }
    return "  \(line)\n  \(before.map { _ in " " }.joined())\(String(marks))"
  }
}
