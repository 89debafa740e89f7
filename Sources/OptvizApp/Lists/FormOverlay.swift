import TerminalGraphics

/// A form over the panes: a row for each field, below it a hint or a problem, and the button.
enum FormOverlay {
  static func draw(_ form: Form, _ model: Model, in screen: Rect, on frame: inout Frame) -> [HitRegion] {
    let theme = model.derived.theme
    let width = min(form.preview.isEmpty && form.foot == nil ? 64 : 78, screen.width - 4)
    let labels = form.fields.map { Frame.columns(of: $0.label) }.max() ?? 0
    // Inside border and margins, after the labels.
    let room = max(1, width - 6 - labels)
    let isTight = form.fields.count > 4
    let notes = form.fields.indices.map { note(form, $0, width: room, isTight: isTight) }
    let below =
      (form.preview.isEmpty && form.note == nil ? 0 : previewRows(form, width: width - 4))
      + footRows(form, width: width - 4, in: screen)
    let box = screen.centered(
      width: width,
      height: min(notes.map { 1 + $0.rows }.reduce(0, +) + 5 + below, screen.height - 2))
    frame.makeRoom(for: box, theme)
    frame.border(
      box, theme.borderStyle(isFocused: true), title: form.purpose.title, theme.strongStyle,
      note: "esc leaves it", theme.quietStyle)
    let inner = box.inside.inset(left: 1, top: 1, right: 1)
    var regions = [HitRegion(rect: box, target: .overlay)]
    var row = inner.y
    let foot = footRows(form, width: inner.width, in: screen)
    let first = firstField(form, notes.map { 1 + $0.rows }, room: inner.height - 1 - foot)
    for (index, field) in form.fields.enumerated().dropFirst(first) {
      guard row + notes[index].rows < inner.endY - 1 - foot else { break }
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
    draw(
      preview: form, theme,
      in: Rect(x: inner.x, y: row, width: inner.width, height: max(0, inner.endY - 1 - foot - row)),
      on: &frame)
    if let text = form.foot, foot > 1 {
      frame.wrap(
        text, in: Rect(x: inner.x, y: inner.endY - 1 - foot, width: inner.width, height: foot - 1),
        theme.quietStyle)
    }
    regions.append(button(form, theme, in: inner, on: &frame))
    return regions
  }

  /// The first field that is shown, so that the one with the focus is: on a low screen they scroll.
  private static func firstField(_ form: Form, _ heights: [Int], room: Int) -> Int {
    let focus = min(form.focus, form.fields.count - 1)
    var (first, used) = (focus, heights[focus])
    while first > 0, used + heights[first - 1] <= room {
      first -= 1
      used += heights[first]
    }
    return first
  }

  /// The rows of what is shown below the fields, with a blank one before it.
  private static func previewRows(_ form: Form, width: Int) -> Int {
    form.preview.count + (form.note.map { Frame.rows(of: $0, width: width) } ?? 0) + 1
  }

  /// The rows of what is told below everything, with a blank one after it: a share of the screen at most.
  private static func footRows(_ form: Form, width: Int, in screen: Rect) -> Int {
    guard let foot = form.foot else { return 0 }
    return 1 + min(Frame.rows(of: foot, width: width), max(0, screen.height / 3 - 4))
  }

  private static func draw(preview form: Form, _ theme: Theme, in rect: Rect, on frame: inout Frame) {
    var row = rect.y + 1
    let widths = form.preview.reduce(into: [Int]()) { widths, line in
      for (column, cell) in line.cells.enumerated() {
        let width = min(14, Frame.columns(of: cell))
        if column < widths.count { widths[column] = max(widths[column], width) } else { widths.append(width) }
      }
    }
    for line in form.preview where row < rect.endY {
      var column = rect.x
      for (index, cell) in line.cells.enumerated() where column < rect.endX {
        let style = line.strong.contains(index) ? theme.strongStyle : theme.quietStyle
        frame.put(cell, column: column, row: row, style, width: min(widths[index], rect.endX - column))
        column += widths[index] + 2
      }
      row += 1
    }
    if let note = form.note, row < rect.endY {
      frame.wrap(
        note, in: Rect(x: rect.x, y: row, width: rect.width, height: rect.endY - row), theme.warningStyle)
    }
  }

  /// The text below a field, and its rows: problems always, the hint only for the field being typed.
  ///
  /// Many fields stand close together.
  private static func note(_ form: Form, _ index: Int, width: Int, isTight: Bool) -> (text: String, rows: Int)
  {
    let field = form.fields[index]
    let text = field.problem ?? (index == form.focus ? field.hint : "")
    return (text, text.isEmpty && isTight ? 0 : max(1, Frame.rows(of: text, width: width)))
  }

  /// A field's line; if it is too long, the part around the cursor.
  private static func draw(
    _ field: Form.Field, _ index: Int, isFocused: Bool, _ theme: Theme, in line: Rect, on frame: inout Frame
  ) -> HitRegion {
    let style = theme.textStyle.on(theme.selection ?? theme.ground)
    if !field.choices.isEmpty {
      let marks = isFocused ? theme.strongStyle : theme.quietStyle
      frame.put("‹", column: line.x, row: line.y, marks)
      let used = frame.put(
        field.line.text, column: line.x + 2, row: line.y, isFocused ? theme.strongStyle : theme.textStyle,
        width: line.width - 4)
      frame.put("›", column: line.x + used + 3, row: line.y, marks)
      return HitRegion(rect: line, target: .field(index, cursor: 0))
    }
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
