/// Applied to every text for a person before it reaches a terminal or a frame.
///
/// Messages quote text that was typed, or that came from a file or a library. A control character in it could move
/// the cursor, change colours or begin a new line.
extension StringProtocol {
  /// The text as one line without control characters: line breaks and tabs become spaces, all others U+FFFD.
  ///
  /// The length in characters stays the same, so that a mark under a character stays under it.
  public var printableLine: String { printable { _ in " " } }

  /// The same with its line breaks kept: for text whose lines the program itself has set.
  public var printableLines: String { printable { $0.isNewline ? "\n" : " " } }

  private func printable(_ blank: (Character) -> Character) -> String {
    String(
      map { character in
        if character.isNewline || character == "\t" { return blank(character) }
        let isControl = character.unicodeScalars.contains { $0.properties.generalCategory == .control }
        return isControl ? "\u{FFFD}" : character
      })
  }
}
