/// Applied to every text for a person before it reaches a terminal or a frame.
///
/// Messages quote text that was typed, or that came from a file or a library. A control character in it could move
/// the cursor, change colours or begin a new line; one that orders scripts from right to left could make the rest of a
/// line read as something else.
extension StringProtocol {
  /// The text as one line without control characters: line breaks and tabs become spaces, all others U+FFFD.
  ///
  /// The length in characters stays the same, so that a mark under a character stays under it.
  public var printableLine: String { printable { _ in " " } }

  /// The same with its line breaks kept: for text whose lines the program itself has set.
  public var printableLines: String { printable { $0.isNewline ? "\n" : " " } }

  /// One printable line of a length that a person reads: what a long word or a long text has in its middle is left out.
  ///
  /// Where a message quotes what was typed, its beginning and its end are what says what is wrong and what is accepted.
  public var briefLine: String {
    let words = printableLine.split(separator: " ", omittingEmptySubsequences: false)
    return words.map { $0.cut(to: 240) }.joined(separator: " ").cut(to: 2_400)
  }

  private func printable(_ blank: (Character) -> Character) -> String {
    String(
      map { character in
        if character.isNewline || character == "\t" { return blank(character) }
        return character.unicodeScalars.contains(where: \.changesTheRest) ? "\u{FFFD}" : character
      })
  }

  /// At most this many characters: two thirds from the beginning, a third from the end, and an ellipsis between.
  private func cut(to most: Int) -> String {
    // Bytes are counted first, since counting characters takes longer.
    guard utf8.count > most else { return String(self) }
    guard utf8.count <= most * 16 else {
      // One character may have thousands of accents; code points are cut then.
      let (start, end) = (unicodeScalars.prefix(most * 2 / 3), unicodeScalars.suffix(most / 3))
      return "\(String(String.UnicodeScalarView(start)))…\(String(String.UnicodeScalarView(end)))"
    }
    guard count > most else { return String(self) }
    return "\(prefix(most * 2 / 3))…\(suffix(most / 3))"
  }
}

extension Unicode.Scalar {
  /// Whether it could change how what follows it is shown: a control character, or one that orders text by direction.
  fileprivate var changesTheRest: Bool {
    switch value {
    // The Arabic letter mark, the marks, embeddings, overrides and isolates of the bidirectional algorithm (UAX #9).
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: properties.generalCategory == .control
    }
  }
}
