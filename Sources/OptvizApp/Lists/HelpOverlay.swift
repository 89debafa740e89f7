import TerminalGraphics

/// All keys, first those that matter here, filtered while typing; enter runs the chosen one.
enum HelpOverlay {
  static func draw(_ help: HelpList, _ model: Model, in screen: Rect, on frame: inout Frame) -> [HitRegion] {
    let theme = model.derived.theme
    let lines = help.lines(in: model)
    // The size fits the whole list, so that nothing jumps while typing.
    let all = HelpList().lines(in: model)
    let box = screen.centered(
      width: min(108, screen.width - 4), height: min(all.count + 6, screen.height - 2))
    frame.makeRoom(for: box, theme)
    let rows = lines.filter(\.isRow).count
    frame.border(
      box, theme.borderStyle(isFocused: true), title: "keys", theme.strongStyle,
      note: help.filter.isEmpty
        ? "\(min(help.selection + 1, rows)) of \(rows), enter runs it" : "\(rows) found",
      theme.quietStyle)
    let inner = box.inside.inset(left: 1, right: 1)
    ListPrompt.draw(help.filter, sign: "/", hint: "type to search", theme, in: inner, on: &frame)
    // A help text that is cut in its row is shown in full below the list, if there is room.
    let foot = inner.height >= 12 ? 2 : 0
    let list = inner.inset(top: 2, bottom: foot)
    guard !list.isEmpty else { return [HitRegion(rect: box, target: .overlay)] }
    if lines.isEmpty {
      frame.wrap("no key does that; \(nearest(help, model))", in: list, theme.quietStyle)
    }

    let places = lines.indices.filter { lines[$0].isRow }
    let chosen = places.indices.contains(help.selection) ? places[help.selection] : 0
    // The title above the first row is shown with it.
    let first = chosen <= 1 ? 0 : max(0, min(chosen - list.height / 2, lines.count - list.height))
    let widths = Widths(all, list.width)
    var regions = [HitRegion(rect: box, target: .overlay)]
    var row = places.firstIndex { $0 >= first } ?? 0
    for (i, line) in lines.dropFirst(first).prefix(list.height).enumerated() {
      let place = Rect(x: inner.x - 1, y: list.y + i, width: inner.width + 2, height: 1)
      draw(line, widths, isChosen: first + i == chosen, theme, in: place, on: &frame)
      if line.isRow {
        regions.append(HitRegion(rect: place, target: .pickerRow(row)))
        row += 1
      }
    }
    if foot > 0, let item = help.chosen(in: model) {
      frame.wrap(
        item.help, in: Rect(x: inner.x, y: list.endY, width: inner.width, height: foot), theme.quietStyle)
    }
    return regions
  }

  /// What the palette has for a text that no key has.
  private static func nearest(_ help: HelpList, _ model: Model) -> String {
    let content = PaletteContent(help.filter, in: model)
    guard let row = content.rows.first else { return "\(content.note)backspace shows all keys" }
    return "enter looks in the palette, which has '\(row.line.trimmedBlanks)'"
  }

  /// How wide the columns of keys and names are.
  private struct Widths {
    let keys: Int
    let name: Int

    init(_ lines: [HelpList.Line], _ width: Int) {
      var (keys, name) = (0, 0)
      for line in lines {
        switch line {
        case .action(let item, _):
          keys = max(keys, Frame.columns(of: item.keys))
          name = max(name, Frame.columns(of: item.name))
        case .note(let label, _): keys = max(keys, Frame.columns(of: label))
        case .blank, .title: break
        }
      }
      self.keys = min(keys, width / 4)
      // On a narrow screen the help text is enough.
      self.name = width < 60 ? 0 : name + 2
    }
  }

  private static func draw(
    _ line: HelpList.Line, _ widths: Widths, isChosen: Bool, _ theme: Theme, in row: Rect,
    on frame: inout Frame
  ) {
    let style = ListRow.style(isChosen: isChosen && line.isRow, theme)
    if line.isRow { frame.fill(row, " ", style) }
    let left = row.x + 1
    let text = left + widths.keys + 2
    let room = row.endX - 1 - text
    switch line {
    case .blank: break
    case .title(let title):
      frame.put(
        title, column: left, row: row.y, Style(theme.accent, on: theme.ground, .bold), width: row.width - 2)
    case .action(let item, let repeats):
      let quiet = ListRow.quiet(style, theme)
      let shown = item.applies ? style : quiet
      frame.put(
        item.keys, column: left, row: row.y, item.applies ? ListRow.strong(style, theme) : quiet,
        width: widths.keys)
      if widths.name > 0 {
        frame.put(item.name, column: text, row: row.y, shown, width: min(widths.name - 1, room))
      }
      // A help text equal to that of the row above is not repeated, unless it has to replace the name.
      guard !repeats || widths.name == 0 || isChosen else { return }
      frame.put(
        item.help, column: text + widths.name, row: row.y, widths.name == 0 ? shown : quiet,
        width: room - widths.name)
    case .note(let keys, let words):
      frame.put(keys, column: left, row: row.y, ListRow.strong(style, theme), width: widths.keys)
      frame.put(words, column: text, row: row.y, ListRow.quiet(style, theme), width: room)
    }
  }
}

/// The look of a list's row, chosen or not.
enum ListRow {
  /// The style of its text.
  static func style(isChosen: Bool, _ theme: Theme) -> Style {
    let style = isChosen && theme.selection == nil ? theme.textStyle.reversed : theme.textStyle
    return style.on(isChosen ? theme.selection ?? theme.ground : theme.ground)
  }

  /// Quieter text in a row of a style; in the chosen row all text is equally clear.
  static func quiet(_ style: Style, _ theme: Theme) -> Style {
    isChosen(style, theme) ? style : Style(theme.quiet, on: style.background, style.attributes)
  }

  /// A sign with its own colour in a row of a style; a reversed row keeps one colour, so that it has no gaps.
  static func mark(_ color: Color?, _ style: Style, _ theme: Theme) -> Style {
    let isReversed = style.attributes.contains(.reverse)
    return Style(isReversed ? style.foreground : color, on: style.background, style.attributes.union(.bold))
  }

  private static func isChosen(_ style: Style, _ theme: Theme) -> Bool {
    style.attributes.contains(.reverse) || theme.selection != nil && style.background == theme.selection
  }

  /// Emphasised text in a row of a style.
  static func strong(_ style: Style, _ theme: Theme) -> Style {
    Style(theme.strong, on: style.background, style.attributes.union(.bold))
  }
}

/// The search line of a list: a sign, and the typed text or a hint.
enum ListPrompt {
  static func draw(
    _ text: String, sign: String, hint: String, ghost: String = "", isSelected: Bool = false, _ theme: Theme,
    in rect: Rect, on frame: inout Frame
  ) {
    guard rect.height > 0 else { return }
    frame.put(sign, column: rect.x, row: rect.y, Style(theme.accent, on: theme.ground, .bold))
    let room = rect.width - 3
    guard !text.isEmpty else {
      frame.put("▏", column: rect.x + 2, row: rect.y, Style(theme.accent, on: theme.ground))
      frame.put(hint, column: rect.x + 3, row: rect.y, theme.quietStyle, width: room)
      return
    }
    // Of a long text the end is shown, where typing goes on.
    let shown = String(text.suffix(max(1, room - 1)))
    let style = isSelected ? theme.strongStyle.reversed : theme.strongStyle
    let used = frame.put(shown, column: rect.x + 2, row: rect.y, style, width: room)
    frame.put("▏", column: rect.x + 2 + used, row: rect.y, Style(theme.accent, on: theme.ground))
    frame.put(ghost, column: rect.x + 3 + used, row: rect.y, theme.quietStyle, width: room - used - 1)
  }
}
