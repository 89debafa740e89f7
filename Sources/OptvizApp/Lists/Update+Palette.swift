import Experiments
import Optimization
import TerminalGraphics

/// What the command palette and its commands do.
extension Model {
  /// Up or down in the palette; above the first row lies the history.
  mutating func movePalette(_ palette: Palette, _ rows: Int) {
    var palette = palette
    let content = PaletteContent(palette.text, in: self)
    let place = palette.selection ?? (content.chosen(palette) == nil ? -1 : 0)
    if rows < 0, palette.recalled != nil || place <= 0 {
      let back = (palette.recalled ?? -1) + 1
      guard let line = lists.history.line(back) else { return }
      palette.write(line)
      palette.recalled = back
    } else if rows > 0, let recalled = palette.recalled {
      palette.write(recalled > 0 ? lists.history.line(recalled - 1) ?? "" : "")
      palette.recalled = recalled > 0 ? recalled - 1 : nil
    } else {
      let next = place + max(-1000, min(1000, rows))
      palette.selection = content.rows.isEmpty ? nil : max(0, min(content.rows.count - 1, next))
    }
    lists.overlay = .palette(palette)
  }

  /// Completes the line.
  mutating func completePalette() {
    guard case .palette(var palette) = lists.overlay,
      let text = PaletteContent(palette.text, in: self).completion(of: palette)
    else { return }
    palette.write(text)
    lists.overlay = .palette(palette)
  }

  /// Runs the line or the chosen row; a line that cannot be read stays, with its problem below.
  mutating func runPalette(_ palette: Palette, row: Int? = nil) {
    var palette = palette
    if let row { palette.selection = row }
    let content = PaletteContent(palette.text, in: self)
    guard let chosen = content.chosen(palette) else {
      if let commands = content.commands { run(commands, as: palette.text.trimmedBlanks) }
      return
    }
    switch content.rows[chosen] {
    case .action(let item): run([item.command], as: item.name)
    case .command, .line, .thing:
      palette.write(content.rows[chosen].line)
      lists.overlay = .palette(palette)
      if let commands = PaletteContent(palette.text, in: self).commands {
        run(commands, as: palette.text.trimmedBlanks)
      }
    }
  }

  private mutating func run(_ commands: [Command], as line: String) {
    lists.history.add(line)
    lists.overlay = nil
    for command in commands { apply(command) }
  }
}
