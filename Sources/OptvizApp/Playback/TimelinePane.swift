import TerminalGraphics

extension PaneID {
  public static let timeline = PaneID("timeline")
}

/// The timeline: whether it plays, how far it is, and how fast.
enum TimelinePane: Pane {
  static let id = PaneID.timeline
  static let place = PanePlace.bottom
  static let takesFocus = false
  static let canHide = false
  static func height(_ model: Model, width: Int) -> ClosedRange<Int> { 1...2 }

  static func draw(_ model: Model, in rect: Rect, on frame: inout Frame) -> PaneContent {
    let theme = model.derived.theme
    let state =
      model.isComputing
      ? "computing \(model.derived.race.computed * 100 / max(1, model.derived.race.budget)) %"
      : (model.derived.map.progress ?? model.derived.solid.progress).map { "map \(Int($0 * 100)) %" }
        ?? speed(model)
    let text = moment(model, width: rect.width) + "   "
    let width = max(14, Frame.columns(of: state))
    let end = rect.endX - 1
    frame.put(state, endingAt: end, row: rect.y, theme.quietStyle)
    frame.put(text, endingAt: end - width, row: rect.y, theme.textStyle)
    frame.put(model.playback.isPlaying ? "▶" : "‖", column: rect.x + 1, row: rect.y, theme.strongStyle)

    let bar = Rect(
      x: rect.x + 4, y: rect.y, width: end - width - Frame.columns(of: text) - rect.x - 6, height: 1)
    let button = HitRegion(
      rect: Rect(x: rect.x, y: rect.y, width: 3, height: 1), target: .button(.togglePlay))
    guard bar.width >= 4 else { return PaneContent([button]) }
    let share =
      model.derived.race.budget > 0 ? Double(model.readableStep) / Double(model.derived.race.budget) : 0
    let knob = Int((share * Double(bar.width - 1)).rounded())
    frame.fill(bar, "─", Style(theme.border, on: theme.ground))
    frame.fill(Rect(x: bar.x, y: bar.y, width: knob, height: 1), "━", Style(theme.accent, on: theme.ground))
    if let pin = model.document.pin, model.derived.race.budget > 0 {
      let place = Double(pin) / Double(model.derived.race.budget)
      frame.put(
        "▼", column: bar.x + Int((place * Double(bar.width - 1)).rounded()), row: bar.y,
        Style(theme.strong, on: theme.ground))
    }
    frame.put("●", column: bar.x + knob, row: bar.y, Style(theme.strong, on: theme.ground))
    return PaneContent([button, HitRegion(rect: bar, target: .timeline(share: 0))])
  }

  /// The speed, in the unit that the race's clock counts.
  private static func speed(_ model: Model) -> String {
    guard model.countsExamples, let size = model.clockBatches?.size else {
      return "\(Numerals.short(model.document.speed, digits: 6)) steps/s"
    }
    return "\(Numerals.short(model.document.speed * Double(size), digits: 3)) examples/s"
  }

  /// The moment on display and the end; with data also the chosen run's epoch and the other count, if there
  /// is room.
  private static func moment(_ model: Model, width: Int) -> String {
    let budget = model.derived.race.budget
    guard let counters = BatchCounters(model) else {
      let (step, last) = (String(model.readableStep), String(budget))
      return String(repeating: " ", count: max(0, last.count - step.count)) + "\(step) / \(last)"
    }
    let (now, end) = (model.counted(model.readableStep), model.counted(budget))
    let clock =
      now.grouped(asWideAs: end) + " / \(end.grouped)" + (model.countsExamples ? " examples" : "")
    let other = model.countsExamples ? counters.stepText : counters.examplesText
    let full = "\(counters.epochText) · \(other)   \(clock)"
    if Frame.columns(of: full) <= width * 5 / 8 { return full }
    let short = "\(counters.epochText)   \(clock)"
    return Frame.columns(of: short) <= width / 2 ? short : clock
  }
}
