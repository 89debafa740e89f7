import Optimization
import TerminalGraphics

extension PaneID {
  public static let race = PaneID("race")
}

/// The race table: a row for each run, ordered by loss, with its outcome.
enum RacePane: Pane {
  static let id = PaneID.race
  static let place = PanePlace.side
  static let takesFocus = true
  static let canHide = false
  static let keys: [Command] = [.open(.optimizers), .callRun(0)]
  static func height(_ model: Model, width: Int) -> ClosedRange<Int> {
    let rows = max(1, model.derived.race.timelines.count) + 3
    return rows...rows
  }

  static func draw(_ model: Model, in rect: Rect, on frame: inout Frame) -> [HitRegion] {
    let theme = model.derived.theme
    let border = PanelBorder(
      pane: id, rect: rect, title: "race", titleStyle: theme.strongStyle, note: moment(model))
    var regions = border.draw(model, on: &frame)
    let inner = rect.inside.inset(left: 1, right: 1)
    guard inner.height > 0, inner.width > 8 else { return regions }
    frame.put("|∇\(model.lossName)|", endingAt: inner.endX, row: inner.y, theme.quietStyle)
    frame.put(model.lossName, endingAt: inner.endX - gap(inner), row: inner.y, theme.quietStyle)
    if inner.width >= 34, !model.derived.race.timelines.isEmpty {
      frame.put("best first", column: inner.x + 4, row: inner.y, theme.quietStyle)
    }
    if model.derived.race.timelines.isEmpty {
      frame.put("o adds optimizers", column: inner.x, row: inner.y + 1, theme.quietStyle)
    }
    let order = Standings(model).order
    // If the list does not fit, it scrolls so that the chosen run is visible.
    let room = inner.height - 1
    let chosen = order.firstIndex(of: model.document.chosenRun) ?? 0
    let first = max(0, min(chosen - room / 2, order.count - room))
    for (i, run) in order.dropFirst(first).prefix(room).enumerated() {
      let row = Rect(x: inner.x, y: inner.y + 1 + i, width: inner.width, height: 1)
      draw(run, model, in: row, on: &frame)
      regions.append(
        HitRegion(rect: Rect(x: rect.x + 1, y: row.y, width: rect.width - 2, height: 1), target: .run(run)))
    }
    return regions
  }

  /// The clock common to all runs: the step, or the examples seen.
  private static func moment(_ model: Model) -> String {
    if model.countsExamples {
      return model.counted(model.readableStep).grouped(asWideAs: model.counted(model.derived.race.budget))
        + " examples"
    }
    let steps = String(model.derived.race.budget).count
    let step = String(model.readableStep)
    return "step " + String(repeating: " ", count: max(0, steps - step.count)) + step
  }

  /// The columns from the end of the loss to the end of the gradient's length.
  private static func gap(_ row: Rect) -> Int { row.width < 34 ? 8 : 9 }
  private static func isNarrow(_ row: Rect) -> Bool { row.width < 32 }

  private static func draw(_ run: Int, _ model: Model, in row: Rect, on frame: inout Frame) {
    let theme = model.derived.theme
    let look = RunLook(run, in: model)
    let at = model.readableStep(of: run)
    let isHidden = model.document.hiddenRuns.contains(run)
    let isChosen = run == model.document.chosenRun
    let ground = isChosen ? theme.selection ?? theme.ground : theme.ground
    if isChosen {
      frame.fill(
        Rect(x: row.x - 1, y: row.y, width: row.width + 2, height: 1), " ", theme.textStyle.on(ground))
    }
    let plain = isHidden ? theme.quietStyle : isChosen ? theme.strongStyle : theme.textStyle
    let nameStyle = isChosen && theme.selection == nil ? plain.reversed : plain
    let headStyle = isHidden ? theme.quietStyle : Style(look.color, on: ground)
    let digit = isNarrow(row) ? 1 : 2
    let symbol = isHidden ? "○" : String(look.head)
    frame.put(symbol, column: row.x, row: row.y, headStyle.on(ground))
    frame.put(run < 9 ? String(run + 1) : " ", column: row.x + digit, row: row.y, theme.quietStyle.on(ground))

    let point = model.derived.race.point(of: run, at: at)
    let value = Numerals.scientific(point.loss, digits: 3)
    var end = row.endX - gap(row)
    let numbers = (isHidden ? theme.quietStyle : theme.textStyle).on(ground)
    switch model.readableOutcome(of: run) {
    case .diverged(let step):
      // On a surface without a minimum, every method should fall without end.
      let isEscape = model.derived.race.objective.minima.isEmpty
      let text = "\(isEscape ? "escaped" : "diverged") at \(step)"
      let style =
        isHidden ? theme.quietStyle : isEscape ? Style(theme.accent, on: ground) : theme.warningStyle
      frame.put(text, endingAt: row.endX, row: row.y, style.on(ground))
      end = row.endX - Frame.columns(of: text)
    case .converged(let step):
      frame.put("✓ \(step)", endingAt: row.endX, row: row.y, Style(theme.accent, on: ground))
      frame.put(value, endingAt: end, row: row.y, numbers)
      end -= max(8, Frame.columns(of: value))
    case .stopped(let step):
      frame.put("\(MapSign.saddle.sign) \(step)", endingAt: row.endX, row: row.y, theme.quietStyle.on(ground))
      frame.put(value, endingAt: end, row: row.y, numbers)
      end -= max(8, Frame.columns(of: value))
    case .running, .budgetSpent:
      frame.put(Numerals.scientific(point.gradientNorm, digits: 2), endingAt: row.endX, row: row.y, numbers)
      frame.put(value, endingAt: end, row: row.y, numbers)
      end -= max(8, Frame.columns(of: value))
    }
    let room = end - row.x - digit - 3
    frame.put(
      look.label(width: room), column: row.x + digit + 2, row: row.y, nameStyle.on(ground), width: room)
  }
}
