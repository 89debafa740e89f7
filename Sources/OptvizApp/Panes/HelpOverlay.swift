import TerminalGraphics

/// All keys, by group, from the binding list.
enum HelpOverlay {
  /// A line of the help text.
  struct Line {
    let label: String
    let text: String
    let isTitle: Bool
  }

  static func draw(_ scroll: Int, _ model: Model, in screen: Rect, on frame: inout Frame) -> [HitRegion] {
    let theme = model.theme
    let lines = lines()
    let box = screen.centered(
      width: min(76, screen.width - 4), height: min(lines.count + 4, screen.height - 2))
    frame.fill(box, " ", theme.textStyle)
    let inner = box.inside.inset(left: 1, right: 1)
    let page = inner.height
    let first = max(0, min(scroll, lines.count - page))
    frame.border(
      box, theme.borderStyle(isFocused: true), title: "keys", theme.strongStyle,
      note: lines.count > page
        ? "\(first + 1)–\(min(lines.count, first + page)) of \(lines.count)  ↑↓" : "esc closes",
      theme.quietStyle)
    let labels = lines.filter { !$0.isTitle }.map { Frame.columns(of: $0.label) }.max() ?? 0
    for (i, line) in lines.dropFirst(first).prefix(page).enumerated() {
      if line.isTitle {
        frame.put(line.text, column: inner.x, row: inner.y + i, Style(theme.accent, on: theme.ground, .bold))
      } else {
        frame.put(line.label, endingAt: inner.x + 2 + labels, row: inner.y + i, theme.strongStyle)
        frame.put(
          line.text, column: inner.x + 4 + labels, row: inner.y + i, theme.textStyle,
          width: inner.width - 4 - labels)
      }
    }
    return [HitRegion(rect: box, target: .overlay)]
  }

  /// How far help scrolls on a screen of a size: until its last line is seen.
  static func lastScroll(at size: (width: Int, height: Int)) -> Int {
    let count = lines().count
    return max(0, count - (min(count + 4, size.height - 2) - 2))
  }

  /// The key table as lines, a title before each group.
  static func lines() -> [Line] {
    var lines: [Line] = []
    var group = ""
    for row in KeyBindings.table {
      if row.group != group {
        if !lines.isEmpty { lines.append(Line(label: "", text: "", isTitle: true)) }
        lines.append(Line(label: "", text: row.group, isTitle: true))
        group = row.group
      }
      lines.append(Line(label: row.keys, text: row.help, isTitle: false))
    }
    return lines
  }
}
