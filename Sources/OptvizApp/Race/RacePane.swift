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
  static let keys: [Command] = [.open(.optimizers), .callRun(0), .removeRun]
  static func height(_ model: Model, width: Int) -> ClosedRange<Int> {
    let rows = max(1, model.derived.race.timelines.count) + 3
    return rows...rows
  }

  static func draw(_ model: Model, in rect: Rect, on frame: inout Frame) -> PaneContent {
    let theme = model.derived.theme
    let border = PanelBorder(
      pane: id, rect: rect, title: "race", titleStyle: theme.strongStyle, note: moment(model))
    var regions = border.draw(model, on: &frame)
    let inner = rect.inside.inset(left: 1, right: 1)
    guard inner.height > 0, inner.width > 8 else { return PaneContent(regions) }
    let gap = gap(inner, isPinned: model.document.pin != nil)
    let last = model.document.pin.map { "since \($0)" } ?? "|∇\(model.lossName)|"
    frame.put(last, endingAt: inner.endX, row: inner.y, theme.quietStyle)
    if let pin = model.document.pin, hasPinnedLoss(inner) {
      frame.put("at \(pin)", endingAt: inner.endX - 2 * gap, row: inner.y, theme.quietStyle)
    }
    frame.put(model.lossName, endingAt: inner.endX - gap, row: inner.y, theme.quietStyle)
    if inner.width >= (model.document.pin == nil ? 34 : 52), !model.derived.race.timelines.isEmpty,
      !model.document.experiment.optimizers.contains(where: { $0.fork != nil })
    {
      frame.put("best first", column: inner.x + 4, row: inner.y, theme.quietStyle)
    }
    if model.derived.race.timelines.isEmpty {
      frame.put("o adds optimizers", column: inner.x, row: inner.y + 1, theme.quietStyle)
    }
    let rows = Standings(model).rows
    // If the list does not fit, it scrolls so that the chosen run is visible.
    let room = inner.height - 1
    let chosen = rows.firstIndex { $0.run == model.document.chosenRun } ?? 0
    let first = max(0, min(chosen - room / 2, rows.count - room))
    for (i, (run, depth)) in rows.dropFirst(first).prefix(room).map({ ($0.run, $0.depth) }).enumerated() {
      let row = Rect(x: inner.x, y: inner.y + 1 + i, width: inner.width, height: 1)
      draw(run, depth: depth, model, in: row, on: &frame)
      regions.append(
        HitRegion(rect: Rect(x: rect.x + 1, y: row.y, width: rect.width - 2, height: 1), target: .run(run)))
    }
    return PaneContent(regions)
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
  private static func gap(_ row: Rect, isPinned: Bool = false) -> Int {
    isPinned ? 10 : row.width < 34 ? 8 : 9
  }
  private static func isNarrow(_ row: Rect) -> Bool { row.width < 32 }

  /// Whether there is room for the loss at the pinned moment itself beside what changed since.
  private static func hasPinnedLoss(_ row: Rect) -> Bool { row.width >= 44 }

  /// What the loss has become since a pinned moment: `×0.12`, or the difference where a ratio says nothing.
  private static func change(from before: Double, to now: Double) -> String {
    guard before.isFinite, now.isFinite else { return "—" }
    if before == now { return "=" }
    if before > 0, now > 0 { return "×" + Numerals.short(now / before, digits: 2) }
    return (now > before ? "+" : "") + Numerals.short(now - before, digits: 2)
  }

  private static func draw(_ run: Int, depth: Int, _ model: Model, in row: Rect, on frame: inout Frame) {
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
    let gap = gap(row, isPinned: model.document.pin != nil)
    var end = row.endX - gap
    let numbers = (isHidden ? theme.quietStyle : theme.textStyle).on(ground)
    let outcome = model.readableOutcome(of: run)
    if let pin = model.document.pin, !outcome.isDivergence {
      let pinned = model.derived.race.point(of: run, at: model.derived.race.step(of: run, at: pin)).loss
      frame.put(change(from: pinned, to: point.loss), endingAt: row.endX, row: row.y, numbers)
      frame.put(value, endingAt: end, row: row.y, numbers)
      end -= max(8, Frame.columns(of: value))
      if hasPinnedLoss(row) {
        let text = Numerals.scientific(pinned, digits: 3)
        frame.put(text, endingAt: row.endX - 2 * gap, row: row.y, theme.quietStyle.on(ground))
        end = row.endX - 2 * gap - max(8, Frame.columns(of: text))
      }
    } else {
      end = draw(outcome, point, run, model, in: row, ground, numbers, on: &frame)
    }
    let branch = depth == 0 ? "" : String(repeating: " ", count: min(depth, 4) - 1) + "└"
    let indent = Frame.columns(of: branch) + (depth == 0 ? 0 : 1)
    frame.put(branch, column: row.x + digit + 2, row: row.y, theme.quietStyle.on(ground))
    let room = end - row.x - digit - 3 - indent
    frame.put(
      look.label(width: room), column: row.x + digit + 2 + indent, row: row.y, nameStyle.on(ground),
      width: room)
  }

  /// Draws the loss, and the gradient's length or what became of the run; returns where they begin.
  private static func draw(
    _ outcome: Outcome, _ point: Track.Point, _ run: Int, _ model: Model, in row: Rect, _ ground: Color?,
    _ numbers: Style, on frame: inout Frame
  ) -> Int {
    let theme = model.derived.theme
    let isHidden = model.document.hiddenRuns.contains(run)
    let value = Numerals.scientific(point.loss, digits: 3)
    var end = row.endX - gap(row, isPinned: model.document.pin != nil)
    switch outcome {
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
    return end
  }
}

extension Outcome {
  /// Whether the run has diverged.
  fileprivate var isDivergence: Bool { if case .diverged = self { true } else { false } }
}
