/// Breaks and aligns plain text.
enum TextLayout {
  /// The width of text: that of any terminal, so that output does not depend on where it is shown.
  static let width = 80

  /// A text in lines of at most `width` characters, broken at spaces; a longer word stands alone.
  static func wrapped(_ text: String, to width: Int) -> [String] {
    joined(text.split(separator: " ").map(String.init), by: " ", to: width)
  }

  /// Words in lines of at most `width` characters, with a separator after each but the last.
  ///
  /// - Parameter breaksWords: Whether a word that is too long is broken after a comma.
  static func joined(
    _ words: [String], by separator: String, to width: Int, breaksWords: Bool = false
  ) -> [String] {
    var lines: [String] = []
    var line = ""
    let words = breaksWords ? words.flatMap { $0.count > width ? pieces(of: $0, to: width) : [$0] } : words
    for (number, word) in words.enumerated() {
      let end = number == words.count - 1 ? "" : separator
      let needed = word.count + end.trimmedEnd.count
      if !line.isEmpty && line.count + needed > width {
        lines.append(line.trimmedEnd)
        line = ""
      }
      line += word + end
    }
    return line.isEmpty ? lines : lines + [line.trimmedEnd]
  }

  /// A word in pieces that end with commas and are as long as fits.
  private static func pieces(of word: String, to width: Int) -> [String] {
    var pieces = [""]
    for part in word.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
      let isFirst = pieces == [""]
      if !isFirst {
        pieces[pieces.count - 1] += ","
        if pieces[pieces.count - 1].count + part.count > width - 1 { pieces.append("") }
      }
      pieces[pieces.count - 1] += part
    }
    return pieces
  }

  /// Rows with their columns aligned, two spaces apart, as narrow as possible.
  static func columns(_ rows: [[String]]) -> [String] {
    var widths: [Int] = []
    for row in rows {
      for (column, cell) in row.enumerated() {
        if column == widths.count { widths.append(0) }
        widths[column] = max(widths[column], cell.count)
      }
    }
    return rows.map { row in
      zip(row, widths).map { padded($0, to: $1 + 2) }.joined().trimmedEnd
    }
  }

  /// A text with spaces after it.
  static func padded(_ text: String, to width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}

extension String {
  /// The text without spaces at its end.
  fileprivate var trimmedEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
