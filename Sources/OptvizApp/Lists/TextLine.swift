/// A line of text that is being typed, with a cursor in it.
public struct TextLine: Hashable, Sendable {
  /// The text.
  public private(set) var text: String
  /// How many characters are before the cursor.
  public private(set) var cursor: Int

  /// A text with the cursor at its end.
  init(_ text: String = "") {
    self.text = text
    cursor = text.count
  }

  /// The text before the cursor, and after it.
  var parts: (before: String, after: String) {
    (String(text.prefix(cursor)), String(text.dropFirst(cursor)))
  }

  /// Inserts a character at the cursor, except line breaks and beyond `most` characters.
  mutating func type(_ character: Character, most: Int) {
    guard text.count < most, !character.isNewline else { return }
    let (before, after) = parts
    text = before + String(character) + after
    cursor += 1
  }

  /// Removes the character before the cursor.
  mutating func erase() {
    guard cursor > 0 else { return }
    let (before, after) = parts
    text = before.dropLast() + after
    cursor -= 1
  }

  /// Removes the character after the cursor.
  mutating func eraseForward() {
    let (before, after) = parts
    text = before + after.dropFirst()
  }

  /// Moves the cursor by characters, within the text.
  mutating func move(_ characters: Int) {
    cursor = max(0, min(text.count, cursor + max(-text.count, min(text.count, characters))))
  }

  /// Puts the cursor after a number of characters.
  mutating func place(_ cursor: Int) { self.cursor = max(0, min(text.count, cursor)) }
}
