import Experiments
import Optimization
import TerminalGraphics

extension PaneID {
  static let settings = PaneID("settings")
}

/// The settings of the chosen run, how stable it is here, and its update rule.
enum SettingsPane: Pane {
  static let id = PaneID.settings
  static let place = PanePlace.side
  static let takesFocus = true
  static let canHide = true

  /// Room for the largest of the race's optimizers, so that choosing another run moves nothing.
  static func height(_ model: Model) -> ClosedRange<Int> {
    let choices = model.experiment.optimizers
    let settings = choices.map { $0.settings.settings.count }.max() ?? 1
    let all = choices.map { choice in
      choice.settings.settings.count + 1 + choice.entry.card.formula.text(with: choice.settings).count
        + (choice.entry.stability(choice.settings) == nil ? 0 : 1)
    }
    return settings + 2...max(settings, all.max() ?? 1) + 2
  }

  static func draw(_ model: Model, in rect: Rect, on frame: inout Frame) -> [HitRegion] {
    let theme = model.theme
    let border = theme.borderStyle(isFocused: model.focus == id)
    guard let chosen = model.chosen else {
      frame.border(rect, border, title: "settings", theme.strongStyle)
      return []
    }
    let look = RunLook(model.chosenRun, in: model)
    frame.border(
      rect, border, title: "\(look.head) \(chosen.entry.card.name)",
      Style(look.color, on: theme.ground, .bold),
      note: chosen.entry.card.id, theme.quietStyle)
    let inner = rect.inside.inset(left: 1, right: 1)
    guard inner.width > 12 else { return [] }
    let symbols = chosen.settings.settings.map { Frame.columns(of: $0.symbol) }.max() ?? 1
    var regions: [HitRegion] = []
    // Where the list is longer than the room, it scrolls so that the chosen setting is seen.
    let first = max(
      0, min(model.chosenSetting - inner.height + 1, chosen.settings.settings.count - inner.height))
    for (line, index) in (first..<chosen.settings.settings.count).enumerated() where line < inner.height {
      let row = Rect(x: inner.x, y: inner.y + line, width: inner.width, height: 1)
      regions += draw(index, chosen, look, symbols, model, in: row, on: &frame)
    }
    let rest = inner.inset(top: chosen.settings.settings.count)
    let lines =
      stabilityLine(model, chosen)
      + chosen.entry.card.formula.text(with: chosen.settings).map { ($0, theme.quietStyle) }
    // The update rule goes whole or not at all: half a formula would mislead.
    let shown =
      lines.count <= rest.height
      ? lines : Array(lines.prefix(lines.count > 0 && rest.height > 0 && isStability(model, chosen) ? 1 : 0))
    let gap = shown.count < rest.height ? 1 : 0
    for (i, line) in shown.enumerated() {
      frame.put(line.0, column: inner.x, row: rest.y + gap + i, line.1, width: inner.width)
    }
    return regions
  }

  private static func draw(
    _ index: Int, _ chosen: OptimizerChoice, _ look: RunLook, _ symbols: Int, _ model: Model, in row: Rect,
    on frame: inout Frame
  ) -> [HitRegion] {
    let theme = model.theme
    let setting = chosen.settings.settings[index]
    let value = chosen.settings.values[index]
    let isChosen = index == model.chosenSetting
    let ground = isChosen ? theme.selection ?? theme.ground : theme.ground
    let whole = Rect(x: row.x - 1, y: row.y, width: row.width + 2, height: 1)
    if isChosen { frame.fill(whole, " ", theme.textStyle.on(ground)) }
    let marker = isChosen && model.focus == id && theme.selection == nil ? "›" : ""
    frame.put(marker, column: row.x - 1, row: row.y, theme.strongStyle)
    frame.put(
      setting.symbol, column: row.x, row: row.y, (isChosen ? theme.strongStyle : theme.textStyle).on(ground))
    let column = row.x + symbols + 2
    var regions = [HitRegion(rect: whole, target: .setting(index))]
    if isChosen, let entry = model.entry {
      frame.put(
        entry + "▏", column: column, row: row.y, Style(theme.accent, on: ground, .bold),
        width: row.endX - column)
      return regions
    }
    frame.put(setting.text(value), column: column, row: row.y, theme.textStyle.on(ground), width: 10)
    let slider = Rect(x: column + 10, y: row.y, width: row.endX - column - 10 - 4, height: 1)
    guard slider.width >= 6 else { return regions }
    if setting.words == nil {
      let knob = Int((SettingSteps.place(of: value, on: setting) * Double(slider.width - 1)).rounded())
      frame.fill(slider, "─", Style(theme.border, on: ground))
      frame.fill(Rect(x: slider.x, y: row.y, width: knob, height: 1), "━", Style(look.color, on: ground))
      frame.put("●", column: slider.x + knob, row: row.y, Style(theme.strong, on: ground))
      if setting.scale != .linear {
        frame.put("log", endingAt: row.endX, row: row.y, theme.quietStyle.on(ground))
      }
    }
    regions.append(HitRegion(rect: slider, target: .slider(index, share: 0)))
    return regions
  }

  private static func isStability(_ model: Model, _ chosen: OptimizerChoice) -> Bool {
    !stabilityLine(model, chosen).isEmpty
  }

  /// Rate times the largest curvature here, against the bound of the method; nothing for methods without one.
  private static func stabilityLine(_ model: Model, _ chosen: OptimizerChoice) -> [(String, Style)] {
    guard let bounds = chosen.entry.stability(chosen.settings),
      model.race.timelines.indices.contains(model.chosenRun)
    else { return [] }
    let timeline = model.race.timelines[model.chosenRun]
    let position = timeline.track.points[min(model.step, timeline.last)].position
    let curvature = model.race.objective.hessian(at: position).eigenvalues.larger
    let product = chosen.settings["lr"] * curvature
    guard product.isFinite else { return [] }
    let (word, style) =
      product > bounds.divergesAbove
      ? ("unstable", model.theme.warningStyle)
      : product > bounds.oscillatesAbove
        ? ("oscillating", Style(model.theme.accent, on: model.theme.ground))
        : ("smooth", model.theme.quietStyle)
    let number = Numerals.short(product, digits: 3)
    let padding = String(repeating: " ", count: max(0, 7 - Frame.columns(of: number)))
    let text = "αλ \(padding)\(number) of \(Numerals.short(bounds.divergesAbove, digits: 3))  \(word)"
    return [(text, style)]
  }
}
