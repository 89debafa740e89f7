/// The command palette: the typed line, and the row chosen below it.
public struct Palette: Hashable, Sendable {
  /// The typed text.
  public internal(set) var text = ""
  /// The row that was chosen by hand; `nil` for none.
  public internal(set) var selection: Int?
  /// Which line of the history is shown, counted from the latest; `nil` for none.
  var recalled: Int?

  /// A line, usually an empty one.
  public init(_ text: String = "") { self.text = text }

  /// Longer than any command.
  private static let longest = 1000

  /// Adds a character; the colon that opens the palette and leading blanks are not typed.
  mutating func type(_ character: Character) {
    guard text.count < Palette.longest, !character.isNewline, !(text.isEmpty && ": ".contains(character))
    else {
      return
    }
    write(text + String(character))
  }

  /// Removes the last character.
  mutating func erase() { write(String(text.dropLast())) }

  /// Replaces the line.
  mutating func write(_ text: String) {
    self.text = text
    selection = nil
    recalled = nil
  }
}

/// Lines that were run, the latest last.
struct PaletteHistory: Hashable, Sendable {
  private(set) var lines: [String] = []
  private static let most = 100

  /// Keeps a line, once.
  mutating func add(_ line: String) {
    lines.removeAll { $0 == line }
    lines.append(line)
    if lines.count > PaletteHistory.most { lines.removeFirst() }
  }

  /// A line counted from the latest; `nil` beyond the first.
  func line(_ back: Int) -> String? {
    lines.indices.contains(lines.count - 1 - back) ? lines[lines.count - 1 - back] : nil
  }
}
