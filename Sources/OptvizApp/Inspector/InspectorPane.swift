import Optimization
import TerminalGraphics

extension PaneID {
  public static let inspector = PaneID("inspector")
}

/// The inspector: the step that starts at the point on display, number by number, or the method's moving averages.
enum InspectorPane: Pane {
  static let id = PaneID.inspector
  static let place = PanePlace.column
  static let takesFocus = true
  static let canHide = true
  static let pace = PanePace.everyStep
  static let leastHeight: Int? = 8
  static let opening: PaneOpening? = PaneOpening(
    action: "toggle_inspector", key: "i", title: "inspect",
    help: "The inspector: the chosen run's next step, number by number.", footer: 5)

  /// Room for all its content.
  static func height(_ model: Model, width: Int) -> ClosedRange<Int> {
    let rows = InspectorContent(model, width: width - 4).height + 2
    return rows...rows
  }

  static func draw(_ model: Model, in rect: Rect, on frame: inout Frame) -> [HitRegion] {
    let theme = model.derived.theme
    let border = theme.borderStyle(isFocused: model.panes.focus == id)
    if let chosen = model.chosen {
      let look = RunLook(model.document.chosenRun, in: model)
      frame.border(
        rect, border, title: "\(look.head) \(chosen.entry.card.name)",
        Style(look.color, on: theme.ground, .bold), note: note(model), theme.quietStyle)
    } else {
      frame.border(rect, border, title: "inspector", theme.strongStyle)
    }
    let inner = rect.inside.inset(left: 1, right: 1)
    guard !inner.isEmpty else { return [] }
    let map = model.derived.map.rect.isEmpty ? nil : model.mapProjection
    let content = InspectorContent(
      model, width: inner.width, arrowFactor: map.map { StepArrows.factor(model, $0) } ?? 1)
    let height = content.height(fitting: inner.height)
    let first = max(0, min(model.inspector.scroll, height - inner.height))
    let whole = content.drawn(height: inner.height)
    for row in 0..<min(inner.height, whole.height - first) {
      for column in 0..<inner.width { frame[inner.x + column, inner.y + row] = whole[column, first + row] }
    }
    return hints(model, rect, first: first, last: height - inner.height, on: &frame)
  }

  /// The number of the step, at a fixed width.
  private static func note(_ model: Model) -> String {
    guard !model.document.showsAverages else { return "moving averages" }
    guard let step = model.derived.inspection?.step.step else { return "" }
    let digits = String(model.derived.race.timelines[model.document.chosenRun].budget + 1).count
    func padded(_ number: Int) -> String {
      String(repeating: " ", count: max(0, digits - String(number).count)) + String(number)
    }
    return model.environment.glyphs.formula("step \(padded(step)) → \(padded(step + 1))")
  }

  /// The available keys, in the lower border.
  private static func hints(_ model: Model, _ rect: Rect, first: Int, last: Int, on frame: inout Frame)
    -> [HitRegion]
  {
    let theme = model.derived.theme
    let text = model.document.showsAverages ? "m step" : "m averages"
    let columns = Frame.columns(of: text) + 2
    guard rect.width > columns + 14 else { return [] }
    frame.put(" \(text) ", endingAt: rect.endX - 2, row: rect.endY - 1, theme.quietStyle)
    if last > 0 {
      let arrows = first == 0 ? "↓" : first >= last ? "↑" : "↑↓"
      frame.put(
        " \(model.environment.glyphs.keys(arrows)) more ", column: rect.x + 2, row: rect.endY - 1,
        theme.quietStyle)
    }
    return [
      HitRegion(
        rect: Rect(x: rect.endX - 2 - columns, y: rect.endY - 1, width: columns, height: 1),
        target: .button(.toggleAverages))
    ]
  }
}
