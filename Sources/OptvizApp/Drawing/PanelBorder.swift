import TerminalGraphics

/// A panel's border: its title, more about it, the keys that act there, and its numbers at the right.
///
/// The title and the numbers come first; keys give way where there is little room.
struct PanelBorder {
  let pane: PaneID
  let rect: Rect
  let title: String
  let titleStyle: Style
  /// Numbers; they keep their width, so that keys do not move while a race plays.
  var note = ""
  /// Whether the note is less than the keys, and gives way to the first of them.
  var noteYields = false
  /// The columns kept for the title, if its width changes with the step.
  var titleColumns = 0
  /// The columns kept for the numbers, if their width changes with the step.
  var noteColumns = 0
  /// More about the title, shown if all of it fits.
  var caption = ""

  /// Draws it; a click on a key triggers that key.
  func draw(_ model: Model, on frame: inout Frame) -> [HitRegion] {
    let theme = model.derived.theme
    var hints = PanelBorder.hints(of: pane, in: model)
    var note = note
    if noteYields, let first = hints.first,
      rect.width <= taken(title) + taken(note) + first.columns + 7
    {
      note = ""
    }
    frame.border(
      rect, theme.borderStyle(isFocused: model.panes.focus == pane), title: title, titleStyle, note: note,
      theme.quietStyle)
    var column = rect.x + 2 + taken(title)
    let end = rect.endX - 2 - max(taken(note), noteColumns)
    if !caption.isEmpty, column + Frame.columns(of: caption) < end {
      column += frame.put("\(caption) ", column: column, row: rect.y, theme.quietStyle)
    }
    column = max(column, rect.x + 2 + titleColumns)
    // A line of the border stays on both sides.
    while !hints.isEmpty, column + 1 + KeyHint.columns(hints) + 2 >= end { hints.removeLast() }
    guard !hints.isEmpty else { return [] }
    column += 1
    frame.fill(
      Rect(x: column, y: rect.y, width: KeyHint.columns(hints) + 2, height: 1), " ", theme.quietStyle)
    column += 1
    var regions: [HitRegion] = []
    for hint in hints {
      regions += hint.draw(column: column, row: rect.y, theme.textStyle, theme.quietStyle, on: &frame)
      column += hint.columns + KeyHint.gap
    }
    return regions
  }

  /// The columns that a text takes in the border.
  private func taken(_ text: String) -> Int { text.isEmpty ? 0 : Frame.columns(of: text) + 2 }

  /// The keys that stand in a panel's title.
  static func hints(of pane: PaneID, in model: Model) -> [KeyHint] {
    let active = model.environment.keyMap.panes
    let commands = PaneCatalog.all.first { $0.id == pane }?.keys ?? []
    let bindings = commands.compactMap { model.environment.keyMap.binding(of: $0, in: model) }
    return KeyHint.hints(bindings, among: active, in: model)
  }
}
