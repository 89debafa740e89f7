import TerminalGraphics
import Wording

/// The command line of what was on the screen, shown so that it can be selected and pasted into a shell.
public struct Share: Hashable, Sendable {
  /// The words of the command line.
  let words: [String]
  /// The first row that is shown.
  private(set) var scroll = 0

  init(_ words: [String]) { self.words = words }

  /// The whole command line.
  var text: String { words.map(\.shellWord).joined(separator: " ") }

  mutating func move(_ rows: Int) {
    scroll = max(0, min(words.count * 4, scroll + max(-1000, min(1000, rows))))
  }

  /// The command line in rows of a width, each but the last with a backslash in its last column: a shell joins them, also
  /// with blanks that a selection takes along.
  func lines(width: Int) -> [String] {
    guard width > 8 else { return [text] }
    var lines: [String] = []
    var line = ""
    func end() {
      let blanks = max(1, width - 1 - Frame.columns(of: line))
      lines.append(line + String(repeating: " ", count: blanks) + "\\")
      line = ""
    }
    for word in words {
      let shown = word.shellWord
      let gap = line.isEmpty ? 0 : 1
      if Frame.columns(of: line) + gap + Frame.columns(of: shown) <= width - 2 {
        line += (gap == 0 ? "" : " ") + shown
        continue
      }
      if !line.isEmpty { end() }
      // A word that is longer than a row is put together from pieces, which only a backslash parts.
      var rest = word[...]
      while Frame.columns(of: String(rest).shellWord) > width - 2 {
        var count = min(rest.count, width - 1)
        while count > 1, Frame.columns(of: String(rest.prefix(count)).shellWord) > width - 1 { count -= 1 }
        lines.append(String(rest.prefix(count)).shellWord + "\\")
        rest = rest.dropFirst(count)
      }
      line = rest.isEmpty ? "" : String(rest).shellWord
    }
    return line.isEmpty ? lines : lines + [line]
  }
}

extension Model {
  /// Shows the command line of what is on the screen.
  mutating func share() { lists.overlay = .share(Share(["optviz"] + arguments)) }

  /// Puts the command line on the clipboard: the one that is shown, or that of what is on the screen.
  mutating func copy() {
    var text = commandLine
    if case .share(let share) = lists.overlay { text = share.text }
    lists.overlay = nil
    outbox.append(.copy(text))
  }
}

extension KeyBindings {
  /// The keys while the command line is shown.
  public static let share: [KeyBinding] = [
    KeyBinding("share_up", [Key(.up)], "", "scroll", "A row up.", .program, .move(-1)),
    KeyBinding("share_down", [Key(.down)], "", "scroll", "A row down.", .program, .move(1)),
    KeyBinding(
      "share_copy", [.char("c"), Key(.enter)], "c", "copy", "Puts the command line on the clipboard.",
      .program,
      .copy),
    KeyBinding("share_close", [Key(.escape)], "esc", "close", "Closes the command line.", .program, .close),
  ]

  /// What the palette has for the command line.
  static let sharing: [KeyBinding] = [
    KeyBinding(
      typed: "share", "command line", "Shows the command line that brings this very view back.", .program,
      .share),
    KeyBinding(
      typed: "copy", "copy", "Puts the command line of this view on the terminal's clipboard.", .program,
      .copy),
  ]
}
