extension Frame {
  /// Draws a thin rounded border along a rectangle's edge, with a title on the left and a note on the right.
  ///
  /// A bold border has a reversed title.
  public mutating func border(
    _ rect: Rect, _ style: Style, title: String = "", _ titleStyle: Style? = nil, note: String = "",
    _ noteStyle: Style? = nil
  ) {
    guard rect.width >= 2, rect.height >= 2 else { return }
    let (right, bottom) = (rect.endX - 1, rect.endY - 1)
    fill(Rect(x: rect.x + 1, y: rect.y, width: rect.width - 2, height: 1), "─", style)
    fill(Rect(x: rect.x + 1, y: bottom, width: rect.width - 2, height: 1), "─", style)
    fill(Rect(x: rect.x, y: rect.y + 1, width: 1, height: rect.height - 2), "│", style)
    fill(Rect(x: right, y: rect.y + 1, width: 1, height: rect.height - 2), "│", style)
    for (symbol, x, y) in [
      ("╭", rect.x, rect.y), ("╮", right, rect.y), ("╰", rect.x, bottom), ("╯", right, bottom),
    ] {
      put(symbol, column: x, row: y, style)
    }
    // Some terminals cannot show bold lines; the reversed title then shows that the panel is chosen.
    let title = (title: title, style: titleStyle ?? style)
    let shown = style.attributes.contains(.bold) ? title.style.reversed : title.style
    caption(rect, title.title, shown, note: note, noteStyle ?? style)
  }

  /// Writes a title and a note into a rectangle's top row, as `border` does.
  private mutating func caption(
    _ rect: Rect, _ title: String, _ titleStyle: Style, note: String, _ noteStyle: Style
  ) {
    var room = rect.width - 4
    if !title.isEmpty && room > 2 {
      let used = put(" \(title) ", column: rect.x + 2, row: rect.y, titleStyle, width: room)
      room -= used + 1
    }
    let noteColumns = Frame.columns(of: note) + 2
    if !note.isEmpty && noteColumns <= room {
      put(" \(note) ", endingAt: rect.endX - 2, row: rect.y, noteStyle)
    }
  }
}
