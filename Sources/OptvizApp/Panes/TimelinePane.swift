import TerminalGraphics

extension PaneID {
  static let timeline = PaneID("timeline")
}

/// The timeline: whether it plays, how far it is, and how fast.
enum TimelinePane: Pane {
  static let id = PaneID.timeline
  static let place = PanePlace.bottom
  static let takesFocus = false
  static let canHide = false
  static func height(_ model: Model) -> ClosedRange<Int> { 1...2 }

  static func draw(_ model: Model, in rect: Rect, on frame: inout Frame) -> [HitRegion] {
    let theme = model.theme
    let budget = String(model.race.budget)
    let step = String(model.step)
    let padding = String(repeating: " ", count: max(0, budget.count - step.count))
    let speed = Numerals.short(model.stepsPerSecond, digits: 6)
    let state =
      model.isComputing
      ? "computing \(model.race.computed * 100 / max(1, model.race.budget)) %"
      : model.mapProgress.map { "map \(Int($0 * 100)) %" } ?? "\(speed) steps/s"
    let text = "\(padding)\(step) / \(budget)   "
    let width = max(14, Frame.columns(of: state))
    let end = rect.endX - 1
    frame.put(state, endingAt: end, row: rect.y, theme.quietStyle)
    frame.put(text, endingAt: end - width, row: rect.y, theme.textStyle)
    frame.put(model.isPlaying ? "▶" : "‖", column: rect.x + 1, row: rect.y, theme.strongStyle)

    let bar = Rect(
      x: rect.x + 4, y: rect.y, width: end - width - Frame.columns(of: text) - rect.x - 6, height: 1)
    let button = HitRegion(
      rect: Rect(x: rect.x, y: rect.y, width: 3, height: 1), target: .button(.togglePlay))
    guard bar.width >= 4 else { return [button] }
    let share = model.race.budget > 0 ? Double(model.step) / Double(model.race.budget) : 0
    let knob = Int((share * Double(bar.width - 1)).rounded())
    frame.fill(bar, "─", Style(theme.border, on: theme.ground))
    frame.fill(Rect(x: bar.x, y: bar.y, width: knob, height: 1), "━", Style(theme.accent, on: theme.ground))
    frame.put("●", column: bar.x + knob, row: bar.y, Style(theme.strong, on: theme.ground))
    return [button, HitRegion(rect: bar, target: .timeline(share: 0))]
  }
}
