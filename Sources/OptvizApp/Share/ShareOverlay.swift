import TerminalGraphics

/// The command line over the whole width, without a border at its sides, which a selection would take along.
enum ShareOverlay {
  static func draw(_ share: Share, _ model: Model, in screen: Rect, on frame: inout Frame) -> [HitRegion] {
    let theme = model.derived.theme
    let lines = share.lines(width: screen.width)
    let height = min(lines.count, max(1, screen.height - 4))
    let box = screen.centered(width: screen.width, height: height + 2)
    frame.fill(box, " ", theme.textStyle)
    for row in [box.y, box.endY - 1] {
      frame.fill(Rect(x: box.x, y: row, width: box.width, height: 1), "─", theme.borderStyle(isFocused: true))
    }
    frame.put(" command line ", column: box.x + 2, row: box.y, theme.strongStyle)
    let hint = " shift and drag selects it; c copies it "
    if Frame.columns(of: hint) + 4 <= box.width {
      frame.put(hint, endingAt: box.endX - 2, row: box.endY - 1, theme.quietStyle)
    }
    let first = max(0, min(share.scroll, lines.count - height))
    for (row, line) in lines.dropFirst(first).prefix(height).enumerated() {
      frame.put(line, column: box.x, row: box.y + 1 + row, theme.textStyle, width: box.width)
    }
    return [HitRegion(rect: box, target: .overlay)]
  }
}
