import TerminalGraphics

/// The command palette: a line near the top, below it the completions, and any mistake.
enum PaletteOverlay {
  /// Rows that are shown where there is room.
  private static let mostRows = 12

  static func draw(_ palette: Palette, _ model: Model, in screen: Rect, on frame: inout Frame) -> [HitRegion]
  {
    let theme = model.derived.theme
    let content = PaletteContent(palette.text, in: model)
    // A fixed height, so that nothing jumps while typing.
    let height = min(mostRows + 5, screen.height - 2)
    let width = min(84, screen.width - 4)
    let box = Rect(
      x: screen.x + (screen.width - width) / 2, y: screen.y + max(1, (screen.height - height) / 6),
      width: width,
      height: height)
    frame.makeRoom(for: box, theme)
    frame.border(
      box, theme.borderStyle(isFocused: true), title: "command", theme.strongStyle,
      note: content.rows.isEmpty ? "" : "tab completes", theme.quietStyle)
    let inner = box.inside.inset(left: 1, right: 1)
    ListPrompt.draw(
      palette.text, sign: ":", hint: "what to do, or set lr 0.01, start 1,2, surface beale …",
      ghost: ghost(palette, content), theme, in: inner, on: &frame)

    var regions = [HitRegion(rect: box, target: .overlay)]
    let list = inner.inset(top: 1, bottom: 2)
    let chosen = content.chosen(palette)
    let first = max(0, min((chosen ?? 0) - list.height / 2, content.rows.count - list.height))
    for (i, index) in (first..<max(first, min(content.rows.count, first + list.height))).enumerated() {
      let row = Rect(x: inner.x - 1, y: list.y + i, width: inner.width + 2, height: 1)
      draw(content.rows[index], isChosen: index == chosen, theme, in: row, on: &frame)
      regions.append(HitRegion(rect: row, target: .pickerRow(index)))
    }
    frame.wrap(
      note(content, chosen), in: Rect(x: inner.x, y: list.endY, width: inner.width, height: 2),
      content.isMistake ? theme.warningStyle : theme.quietStyle)
    return regions
  }

  private static func draw(
    _ row: PaletteContent.Row, isChosen: Bool, _ theme: Theme, in rect: Rect, on frame: inout Frame
  ) {
    let style = ListRow.style(isChosen: isChosen, theme)
    let quiet = ListRow.quiet(style, theme)
    frame.fill(rect, " ", style)
    let inner = rect.inset(left: 1, right: 1)
    let names = min(26, inner.width / 2)
    switch row {
    case .line(let line): frame.put(line, column: inner.x + 2, row: rect.y, style, width: inner.width - 2)
    case .thing(let line, let summary):
      let used = frame.put(line, column: inner.x + 2, row: rect.y, style, width: inner.width - 2)
      let column = inner.x + 4 + max(used, names)
      frame.put(summary, column: column, row: rect.y, quiet, width: max(0, inner.endX - column))
    case .command(let name, let usage, let summary):
      let used = frame.put(name, column: inner.x + 2, row: rect.y, ListRow.strong(style, theme), width: names)
      frame.put(usage, column: inner.x + 3 + used, row: rect.y, quiet, width: names - used)
      frame.put(summary, column: inner.x + 4 + names, row: rect.y, quiet, width: inner.width - 4 - names)
    case .action(let item):
      // Without a key the palette is where it already is.
      let label = item.keys.count > 1 && item.keys.hasPrefix(":") ? "" : item.keys
      let keys = Frame.columns(of: label)
      frame.put(item.name, column: inner.x + 2, row: rect.y, style, width: names)
      frame.put(
        item.help, column: inner.x + 4 + names, row: rect.y, quiet, width: inner.width - 6 - names - keys)
      frame.put(label, endingAt: inner.endX, row: rect.y, ListRow.strong(style, theme))
    }
  }

  /// The rest of the first completion after the typed text.
  private static func ghost(_ palette: Palette, _ content: PaletteContent) -> String {
    guard let row = content.rows.first(where: { $0.line.hasPrefix(palette.text) }), !palette.text.isEmpty
    else { return "" }
    if case .command(_, let usage, _) = row { return row.line.dropFirst(palette.text.count) + usage }
    return String(row.line.dropFirst(palette.text.count))
  }

  /// The note below the list: a mistake, how the line continues, or the full help on the chosen row.
  private static func note(_ content: PaletteContent, _ chosen: Int?) -> String {
    guard content.note.isEmpty, let chosen else { return content.note }
    switch content.rows[chosen] {
    case .action(let item): return item.help
    case .command(_, _, let summary): return summary
    case .thing(_, let summary): return summary
    case .line: return ""
    }
  }
}
