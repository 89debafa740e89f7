import Optimization
import TerminalGraphics

/// The reading under the pointer, in a pane's lower border: quiet, and always at the same place.
enum HoverLine {
  /// On the map: the numbers on the right, on the left the run whose path is near.
  static func draw(_ model: Model, in rect: Rect, on frame: inout Frame) {
    guard let reading = model.derived.map.reading, reading.key == model.readingKey, rect.width >= 24 else {
      return
    }
    let theme = model.derived.theme
    clear(rect, model, on: &frame)
    let text = reading.text(model, width: rect.width - 6)
    put(" \(text) ", in: rect, theme.textStyle, on: &frame)
    let room = rect.width - Frame.columns(of: text) - 9
    if let hover = model.pointing.hover,
      let sign = MapSign.at(column: hover.column, row: hover.row, of: model),
      sign.name.count + 2 <= room
    {
      frame.put(
        " \(sign.sign) \(sign.name) ", column: rect.x + 2, row: rect.endY - 1, theme.strongStyle)
    } else if let (run, step) = model.pathUnderPointer() {
      let look = RunLook(run, in: model)
      let label = "\(look.head) \(look.label(width: max(6, room - 12))) step \(step)"
      if Frame.columns(of: label) <= room {
        frame.put(
          " \(label) ", column: rect.x + 2, row: rect.endY - 1, Style(look.color, on: theme.ground))
      }
    }
  }

  /// In a plot with its own axes: their values at the cell, and what `text` adds about the first.
  static func draw(
    _ model: Model, _ projection: Projection, names: (String, String?), in rect: Rect, on frame: inout Frame,
    more text: (Double) -> [(name: String, value: Double)] = { _ in [] }
  ) {
    guard let hover = model.pointing.hover, projection.rect.contains(column: hover.column, row: hover.row)
    else {
      return
    }
    let world = projection.center(column: hover.column, row: hover.row)
    let values =
      [(names.0, world.x)] + (names.1.map { [($0, world.y)] } ?? [])
      + text(world.x).map { ($0.name, $0.value) }
    let parts = values.map { name, value in
      let number = Numerals.short(value, digits: 4)
      return "\(name) " + number + String(repeating: " ", count: max(0, 9 - Frame.columns(of: number)))
    }
    let line = parts.joined(separator: "  ")
    guard Frame.columns(of: line) + 6 <= rect.width else { return }
    clear(rect, model, on: &frame)
    put(" \(line) ", in: rect, model.derived.theme.textStyle, on: &frame)
  }

  /// The plain border, without its usual text.
  private static func clear(_ rect: Rect, _ model: Model, on frame: inout Frame) {
    let pane = model.derived.layout.panes.first { $0.rect == rect }?.pane.id
    frame.lowerEdge(of: rect, model.derived.theme.borderStyle(isFocused: model.panes.focus == pane))
  }

  private static func put(_ text: String, in rect: Rect, _ style: Style, on frame: inout Frame) {
    frame.put(text, endingAt: rect.endX - 2, row: rect.endY - 1, style)
  }
}
