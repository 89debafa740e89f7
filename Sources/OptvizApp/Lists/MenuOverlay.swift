import TerminalGraphics

/// A menu at the pointer, inside the screen.
enum MenuOverlay {
  static func draw(_ menu: Menu, _ model: Model, in screen: Rect, on frame: inout Frame) -> [HitRegion] {
    let theme = model.derived.theme
    let keys = menu.items.map { item in
      item.hint.flatMap { model.environment.keyMap.binding(of: $0, in: model) }?.keys.first.map {
        model.environment.glyphs.keys($0.label)
      } ?? ""
    }
    let names = menu.items.map { Frame.columns(of: $0.name) }.max() ?? 0
    let most = keys.map { Frame.columns(of: $0) }.max() ?? 0
    let width = min(screen.width, max(names + most + 6, Frame.columns(of: menu.title) + 6))
    let height = min(screen.height, menu.items.count + 2)
    let box = Rect(
      x: max(0, min(menu.column + 1, screen.width - width)), y: max(0, min(menu.row, screen.height - height)),
      width: width, height: height)
    frame.fill(box, " ", theme.textStyle)
    frame.border(
      box, theme.borderStyle(isFocused: true), title: menu.title, theme.strongStyle, note: "",
      theme.quietStyle)
    let inner = box.inside
    var regions = [HitRegion(rect: box, target: .overlay)]
    let first = max(0, min(menu.selection - inner.height + 1, menu.items.count - inner.height))
    for (line, index) in menu.items.indices.dropFirst(first).prefix(inner.height).enumerated() {
      let row = Rect(x: inner.x, y: inner.y + line, width: inner.width, height: 1)
      let style = ListRow.style(isChosen: index == menu.selection, theme)
      frame.fill(row, " ", style)
      frame.put(
        menu.items[index].name, column: row.x + 1, row: row.y, style, width: max(0, row.width - most - 3))
      frame.put(keys[index], endingAt: row.endX - 1, row: row.y, ListRow.quiet(style, theme))
      regions.append(HitRegion(rect: row, target: .pickerRow(index)))
    }
    return regions
  }
}
