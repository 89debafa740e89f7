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
  // It was opened to be read.
  static let yields = false
  static let keys: [Command] = [.toggleAverages]
  static let opening: PaneOpening? = PaneOpening(
    action: "toggle_inspector", key: "i", title: "inspect",
    help: "Opens, closes the inspector: the chosen run's next step, number by number.", footer: 6)

  /// Room for all its content.
  static func height(_ model: Model, width: Int) -> ClosedRange<Int> {
    let rows = InspectorContent(model, width: width - 4).height + 2
    return rows...rows
  }

  static func draw(_ model: Model, in rect: Rect, on frame: inout Frame) -> PaneContent {
    let regions = border(model, rect).draw(model, on: &frame)
    let inner = rect.inside.inset(left: 1, right: 1)
    guard !inner.isEmpty else { return PaneContent(regions) }
    let map = model.derived.map.rect.isEmpty ? nil : model.mapProjection
    let content = InspectorContent(
      model, width: inner.width, arrowFactor: map.map { StepArrows.factor(model, $0) } ?? 1)
    let height = content.height(fitting: inner.height)
    let first = max(0, min(model.inspector.scroll, height - inner.height))
    let whole = content.drawn(height: inner.height)
    for row in 0..<min(inner.height, whole.height - first) {
      for column in 0..<inner.width { frame[inner.x + column, inner.y + row] = whole[column, first + row] }
    }
    scrollSign(model, rect, first: first, last: height - inner.height, on: &frame)
    return PaneContent(regions)
  }

  private static func border(_ model: Model, _ rect: Rect) -> PanelBorder {
    let theme = model.derived.theme
    guard let chosen = model.chosen else {
      return PanelBorder(pane: id, rect: rect, title: "inspector", titleStyle: theme.strongStyle)
    }
    let look = RunLook(model.document.chosenRun, in: model)
    return PanelBorder(
      pane: id, rect: rect, title: "\(look.head) \(chosen.entry.card.name)",
      titleStyle: Style(look.color, on: theme.ground, .bold), note: note(model))
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

  /// In the lower border: where there is more.
  private static func scrollSign(
    _ model: Model, _ rect: Rect, first: Int, last: Int, on frame: inout Frame
  ) {
    guard last > 0, rect.width >= 14 else { return }
    let arrows = first == 0 ? "↓" : first >= last ? "↑" : "↑↓"
    frame.put(
      " \(model.environment.glyphs.keys(arrows)) more ", column: rect.x + 2, row: rect.endY - 1,
      model.derived.theme.quietStyle)
  }
}
