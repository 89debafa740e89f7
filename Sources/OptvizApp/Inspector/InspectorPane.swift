import Optimization
import TerminalGraphics

extension PaneID {
  static let inspector = PaneID("inspector")
}

/// The inspector: the step that leaves the point on display, number by number, or the method's moving averages.
enum InspectorPane: Pane {
  static let id = PaneID.inspector
  static let place = PanePlace.column
  static let takesFocus = true
  static let canHide = true
  static let pace = PanePace.everyStep
  static func isOpen(_ model: Model) -> Bool { model.inspectorIsOpen }
  static func leastHeight(_ model: Model) -> Int { 8 }

  /// Room for all it has to say.
  static func height(_ model: Model) -> ClosedRange<Int> {
    let rows = InspectorContent(model, width: Layout.columnWidth(model) - 4).height + 2
    return rows...rows
  }

  /// How far it scrolls in a rectangle: until its last row is seen.
  static func lastScroll(_ model: Model, in rect: Rect) -> Int {
    max(
      0, InspectorContent(model, width: rect.width - 4).height(fitting: rect.height - 2) - (rect.height - 2))
  }

  static func draw(_ model: Model, in rect: Rect, on frame: inout Frame) -> [HitRegion] {
    let theme = model.theme
    let border = theme.borderStyle(isFocused: model.focus == id)
    if let chosen = model.chosen {
      let look = RunLook(model.chosenRun, in: model)
      frame.border(
        rect, border, title: "\(look.head) \(chosen.entry.card.name)",
        Style(look.color, on: theme.ground, .bold), note: note(model), theme.quietStyle)
    } else {
      frame.border(rect, border, title: "inspector", theme.strongStyle)
    }
    let inner = rect.inside.inset(left: 1, right: 1)
    guard !inner.isEmpty else { return [] }
    let map = MapPane.sceneKey(model)?.projection
    let content = InspectorContent(
      model, width: inner.width, arrowFactor: map.map { StepArrows.factor(model, $0) } ?? 1)
    let height = content.height(fitting: inner.height)
    let first = max(0, min(model.inspectorScroll, height - inner.height))
    let whole = content.drawn(height: inner.height)
    for row in 0..<min(inner.height, whole.height - first) {
      for column in 0..<inner.width { frame[inner.x + column, inner.y + row] = whole[column, first + row] }
    }
    return hints(model, rect, first: first, last: height - inner.height, on: &frame)
  }

  /// Which step it is, always as wide.
  private static func note(_ model: Model) -> String {
    guard !model.showsAverages else { return "moving averages" }
    guard let step = model.inspection?.step.step else { return "" }
    let digits = String(model.race.timelines[model.chosenRun].budget + 1).count
    func padded(_ number: Int) -> String {
      String(repeating: " ", count: max(0, digits - String(number).count)) + String(number)
    }
    return model.glyphs.formula("step \(padded(step)) → \(padded(step + 1))")
  }

  /// What can be done here, in the lower border.
  private static func hints(_ model: Model, _ rect: Rect, first: Int, last: Int, on frame: inout Frame)
    -> [HitRegion]
  {
    let theme = model.theme
    let text = model.showsAverages ? "m step" : "m averages"
    let columns = Frame.columns(of: text) + 2
    guard rect.width > columns + 14 else { return [] }
    frame.put(" \(text) ", endingAt: rect.endX - 2, row: rect.endY - 1, theme.quietStyle)
    if last > 0 {
      let arrows = first == 0 ? "↓" : first >= last ? "↑" : "↑↓"
      frame.put(
        " \(model.glyphs.keys(arrows)) more ", column: rect.x + 2, row: rect.endY - 1, theme.quietStyle)
    }
    return [
      HitRegion(
        rect: Rect(x: rect.endX - 2 - columns, y: rect.endY - 1, width: columns, height: 1),
        target: .button(.toggleAverages))
    ]
  }
}
