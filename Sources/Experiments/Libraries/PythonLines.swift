/// Lines of Python in one line, for a field that has only one.
public enum PythonLines {
  /// The lines with semicolons between statements, and without comments.
  public static func singleLine(_ text: String) -> String {
    var line = ""
    var depth = 0
    var quote: Character?
    var isComment = false
    for character in text {
      if isComment, !character.isNewline { continue }
      if let open = quote {
        if character == open || character.isNewline { quote = nil }
      } else {
        switch character {
        case "#":
          isComment = true
          continue
        case "'", "\"": quote = character
        case "(", "[", "{": depth += 1
        case ")", "]", "}": depth = max(0, depth - 1)
        default: break
        }
      }
      guard character.isNewline || character == "\t" else {
        line.append(character)
        continue
      }
      isComment = false
      while line.last == " " { line.removeLast() }
      guard !line.isEmpty else { continue }
      line += depth > 0 || character == "\t" || line.last == ";" || line.last == "\\" ? " " : "; "
    }
    while line.last == " " || line.last == ";" { line.removeLast() }
    return line
  }
}
