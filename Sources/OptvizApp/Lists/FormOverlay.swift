import TerminalGraphics

/// A form over the panes: a row for each field, below it a hint or a problem, and the button.
enum FormOverlay {
  static func draw(_ form: Form, _ model: Model, in screen: Rect, on frame: inout Frame) -> [HitRegion] {
    let theme = model.derived.theme
    let width = min(64, screen.width - 4)
    let labels = form.fields.map { Frame.columns(of: $0.label) }.max() ?? 0
    // Inside border and margins, after the labels.
    let room = max(1, width - 6 - labels)
    let notes = form.fields.indices.map { note(form, $0, width: room) }
    let box = screen.centered(
      width: width,
      height: min(notes.map { 1 + $0.rows }.reduce(0, +) + 5, screen.height - 2))
    frame.makeRoom(for: box, theme)
    frame.border(
      box, theme.borderStyle(isFocused: true), title: form.purpose.title, theme.strongStyle,
      note: "esc leaves it", theme.quietStyle)
    let inner = box.inside.inset(left: 1, top: 1, right: 1)
    var regions = [HitRegion(rect: box, target: .overlay)]
    var row = inner.y
    for (index, field) in form.fields.enumerated() {
      guard row + notes[index].rows < inner.endY else { break }
      let isFocused = index == form.focus
      frame.put(
        field.label, column: inner.x, row: row, isFocused ? theme.strongStyle : theme.quietStyle,
        width: labels)
      let line = Rect(
        x: inner.x + labels + 2, y: row, width: max(0, inner.width - labels - 2), height: 1)
      regions.append(draw(field, index, isFocused: isFocused, theme, in: line, on: &frame))
      let note = Rect(x: line.x, y: row + 1, width: line.width, height: notes[index].rows)
      frame.wrap(
        notes[index].text, in: note, field.problem == nil ? theme.quietStyle : theme.warningStyle)
      row = note.endY
    }
    regions.append(button(form, theme, in: inner, on: &frame))
    return regions
  }

  /// The text below a field, and its rows: problems always, the hint only for the field being typed.
  private static func note(_ form: Form, _ index: Int, width: Int) -> (text: String, rows: Int) {
    let field = form.fields[index]
    let text = field.problem ?? (index == form.focus ? field.hint : "")
    return (text, max(1, Frame.rows(of: text, width: width)))
  }

  /// A field's line; if it is too long, the part around the cursor.
  private static func draw(
    _ field: Form.Field, _ index: Int, isFocused: Bool, _ theme: Theme, in line: Rect, on frame: inout Frame
  ) -> HitRegion {
    let style = theme.textStyle.on(theme.selection ?? theme.ground)
    frame.fill(line, " ", style)
    let room = max(1, line.width - 1)
    let skipped = isFocused ? max(0, field.line.cursor - room + 1) : 0
    let (before, after) = field.line.parts
    var column = line.x
    if isFocused {
      column += frame.put(String(before.dropFirst(skipped)), column: column, row: line.y, style, width: room)
      column += frame.put("▏", column: column, row: line.y, Style(theme.accent, on: style.background))
      frame.put(after, column: column, row: line.y, style, width: line.endX - column)
    } else {
      frame.put(field.line.text, column: column, row: line.y, style, width: line.width)
    }
    return HitRegion(rect: line, target: .field(index, cursor: skipped))
  }

  /// The button, on the last row; enter presses it from any field.
  private static func button(_ form: Form, _ theme: Theme, in inner: Rect, on frame: inout Frame) -> HitRegion
  {
    let text = "[ \(form.purpose.button) ]"
    let columns = Frame.columns(of: text)
    let place = Rect(x: inner.endX - columns, y: inner.endY - 1, width: columns, height: 1)
    let style = ListRow.style(isChosen: form.isOnButton, theme)
    frame.put(text, column: place.x, row: place.y, ListRow.strong(style, theme))
    frame.put("enter", endingAt: place.x - 1, row: place.y, theme.quietStyle)
    return HitRegion(rect: place, target: .button(.submit))
  }
}
