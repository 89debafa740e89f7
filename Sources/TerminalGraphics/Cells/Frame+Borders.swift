extension Frame {
  /// Draws a border along a rectangle's edge, with a title on the left and a note on the right: thin and rounded, or
  /// heavy with a reversed title where the style is bold.
  public mutating func border(
    _ rect: Rect, _ style: Style, title: String = "", _ titleStyle: Style? = nil, note: String = "",
    _ noteStyle: Style? = nil
  ) {
    guard rect.width >= 2, rect.height >= 2 else { return }
    let (right, bottom) = (rect.endX - 1, rect.endY - 1)
    let line = BorderLine(style)
    fill(Rect(x: rect.x + 1, y: rect.y, width: rect.width - 2, height: 1), line.across, style)
    lowerEdge(of: rect, style)
    fill(Rect(x: rect.x, y: rect.y + 1, width: 1, height: rect.height - 2), line.down, style)
    fill(Rect(x: right, y: rect.y + 1, width: 1, height: rect.height - 2), line.down, style)
    for (index, corner) in line.corners.enumerated() {
      put(corner, column: index % 2 == 0 ? rect.x : right, row: index < 2 ? rect.y : bottom, style)
    }
    // Some terminals cannot show bold or heavy lines; the reversed title then shows that the panel is chosen.
    let title = (title: title, style: titleStyle ?? style)
    let shown = style.attributes.contains(.bold) ? title.style.reversed : title.style
    caption(rect, title.title, shown, note: note, noteStyle ?? style)
  }

  /// Draws the lower line of a border between its corners, over any text there.
  public mutating func lowerEdge(of rect: Rect, _ style: Style) {
    fill(
      Rect(x: rect.x + 1, y: rect.endY - 1, width: rect.width - 2, height: 1), BorderLine(style).across, style
    )
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

/// The symbols of a border.
private struct BorderLine {
  let across: Unicode.Scalar
  let down: Unicode.Scalar
  /// Upper left, upper right, lower left, lower right.
  let corners: [String]

  /// Heavy for a bold style, otherwise thin.
  init(_ style: Style) {
    let isHeavy = style.attributes.contains(.bold)
    (across, down) = isHeavy ? ("━", "┃") : ("─", "│")
    corners = isHeavy ? ["┏", "┓", "┗", "┛"] : ["╭", "╮", "╰", "╯"]
  }
}
