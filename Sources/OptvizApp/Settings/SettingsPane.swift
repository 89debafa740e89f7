import Experiments
import Optimization
import TerminalGraphics

extension PaneID {
  public static let settings = PaneID("settings")
}

/// The settings of the chosen run and of the surface; below, the update rule and what the chosen setting does.
enum SettingsPane: Pane {
  static let id = PaneID.settings
  static let place = PanePlace.side
  static let takesFocus = true
  static let canHide = true
  static let leastHeight: Int? = 6
  static let keys: [Command] = [.adjust(-1), .adjust(1), .startEntry, .resetSetting]

  /// Room for the largest of the race's optimizers, so that choosing another run moves nothing.
  static func height(_ model: Model, width: Int) -> ClosedRange<Int> {
    let choices = model.document.experiment.optimizers
    let ofSurface =
      model.document.experiment.surface.settings.settings.count + (model.exampleCount == nil ? 0 : 1)
    let settings = (choices.map { SettingRow.rows(of: $0).count }.max() ?? 0) + ofSurface
    let all = choices.map { choice in
      SettingRow.rows(of: choice).count + ofSurface + 1
        + choice.entry.card.formula.text(with: choice.settings).count
        + (choice.entry.stability(choice.settings) == nil ? 0 : 1)
        + (choice.schedule == nil ? 0 : ScheduleCurve.height + 1)
    }
    // A longer list scrolls, instead of taking the loss chart's place.
    let least = max(1, min(settings, 10)) + 2
    return least...max(least, (all.max() ?? 1) + 6)
  }

  static func draw(_ model: Model, in rect: Rect, on frame: inout Frame) -> PaneContent {
    var regions = border(model, rect).draw(model, on: &frame)
    let inner = rect.inside.inset(left: 1, right: 1)
    guard inner.width > 12 else { return PaneContent(regions) }
    let rows = model.settingRows
    let columns = Columns(rows, inner.width)
    // The schedule's curve is always visible; a list that does not fit scrolls to the chosen setting.
    let hasCurve = model.chosen?.schedule != nil && inner.height >= ScheduleCurve.height + 4
    let list = inner.inset(bottom: hasCurve ? ScheduleCurve.height + 1 : 0)
    let first = max(0, min(model.document.chosenSetting - list.height + 1, rows.count - list.height))
    for (line, index) in (first..<rows.count).enumerated() where line < list.height {
      let row = Rect(x: inner.x, y: inner.y + line, width: inner.width, height: 1)
      regions += draw(index, rows[index], columns, model, in: row, on: &frame)
    }
    scrollSign(model, rect, above: first, below: rows.count - first - list.height, on: &frame)
    let (curve, rest) = inner.inset(top: min(rows.count, list.height) + 1).splitTop(
      hasCurve ? ScheduleCurve.height : 0)
    if hasCurve { ScheduleCurve.draw(model, in: curve, on: &frame) }
    below(model, in: hasCurve ? rest : inner.inset(top: rows.count), on: &frame)
    return PaneContent(regions)
  }

  private static func border(_ model: Model, _ rect: Rect) -> PanelBorder {
    let theme = model.derived.theme
    guard let chosen = model.chosen else {
      return PanelBorder(pane: id, rect: rect, title: "settings", titleStyle: theme.strongStyle)
    }
    let look = RunLook(model.document.chosenRun, in: model)
    return PanelBorder(
      pane: id, rect: rect, title: "\(look.head) \(chosen.entry.card.name)",
      titleStyle: Style(look.color, on: theme.ground, .bold), note: chosen.entry.card.id, noteYields: true)
  }

  /// In the lower border: how many settings are out of sight.
  private static func scrollSign(
    _ model: Model, _ rect: Rect, above: Int, below: Int, on frame: inout Frame
  ) {
    let parts = [("↑", above), ("↓", below)].filter { $0.1 > 0 }
    guard !parts.isEmpty else { return }
    let text = parts.map { "\(model.environment.glyphs.keys($0.0)) \($0.1) more" }.joined(separator: "  ")
    guard Frame.columns(of: text) + 6 <= rect.width else { return }
    frame.put(" \(text) ", column: rect.x + 2, row: rect.endY - 1, model.derived.theme.quietStyle)
  }

  /// Where the parts of a row begin: symbol, name if there is room, value, slider.
  private struct Columns {
    /// A longer word as a symbol is not shown next to the setting's key, which says the same.
    static let widestSymbol = 4

    let name: Int
    let value: Int
    /// Whether there is room for the settings' keys.
    let showsNames: Bool

    init(_ rows: [SettingRow], _ width: Int) {
      let all = rows.map { Frame.columns(of: $0.setting.symbol) }
      let isPlain = rows.allSatisfy { $0.name == $0.setting.key }
      let names = min(isPlain ? 12 : 15, rows.map { Frame.columns(of: $0.name) }.max() ?? 0)
      name = (all.filter { $0 <= Columns.widestSymbol }.max() ?? 1) + 2
      showsNames = width >= 34
      let words = all.filter { $0 > Columns.widestSymbol }.max() ?? 0
      value = showsNames ? name + names + 1 : max(name, min(12, words + 2))
    }
  }

  private static func draw(
    _ index: Int, _ row: SettingRow, _ columns: Columns, _ model: Model, in line: Rect, on frame: inout Frame
  ) -> [HitRegion] {
    let theme = model.derived.theme
    let setting = row.setting
    let isChosen = index == model.document.chosenSetting
    let ground = isChosen ? theme.selection ?? theme.ground : theme.ground
    let whole = Rect(x: line.x - 1, y: line.y, width: line.width + 2, height: 1)
    if isChosen { frame.fill(whole, " ", theme.textStyle.on(ground)) }
    let marker = isChosen && model.panes.focus == id && theme.selection == nil ? "›" : ""
    frame.put(marker, column: line.x - 1, row: line.y, theme.strongStyle)
    let style = (isChosen ? theme.strongStyle : theme.textStyle).on(ground)
    if Frame.columns(of: setting.symbol) > Columns.widestSymbol {
      let word = columns.showsNames ? row.name : setting.symbol
      frame.put(shortened(word, to: columns.value - 1), column: line.x, row: line.y, style)
    } else {
      frame.put(setting.symbol, column: line.x, row: line.y, style)
      if columns.showsNames, row.name != setting.symbol {
        frame.put(
          row.name, column: line.x + columns.name, row: line.y,
          (isChosen ? theme.textStyle : theme.quietStyle).on(ground),
          width: columns.value - columns.name - 1)
      }
    }
    let column = line.x + columns.value
    var regions = [HitRegion(rect: whole, target: .setting(index))]
    if isChosen, let entry = model.settings.typedValue {
      frame.put(
        entry + "▏", column: column, row: line.y, Style(theme.accent, on: ground, .bold),
        width: line.endX - column)
      if entry.isEmpty {
        frame.put(
          "was \(row.text)", column: column + 2, row: line.y, theme.quietStyle.on(ground))
      }
      return regions
    }
    frame.put(row.text, column: column, row: line.y, theme.textStyle.on(ground), width: 9)
    let room = line.endX - column - 9
    // If room is short, the slider is more useful than the name of its scale.
    let namesScale = room >= 9
    let slider = Rect(x: column + 9, y: line.y, width: room - (namesScale ? 4 : 0), height: 1)
    guard slider.width >= 5 else { return regions }
    if setting.words == nil {
      let color = row.owner != .surface ? RunLook(model.document.chosenRun, in: model).color : theme.accent
      let share =
        row.isBatchSize
        ? model.exampleCount.map { BatchSizes.place(of: BatchSizes.whole(row.value, of: $0), of: $0) } : nil
      let place = share ?? SettingSteps.place(of: row.value, on: setting)
      let knob = Int((place * Double(slider.width - 1)).rounded())
      frame.fill(slider, "─", Style(theme.border, on: ground))
      frame.fill(Rect(x: slider.x, y: line.y, width: knob, height: 1), "━", Style(color, on: ground))
      frame.put("●", column: slider.x + knob, row: line.y, Style(theme.strong, on: ground))
      if namesScale, setting.scale != .linear {
        frame.put("log", endingAt: line.endX, row: line.y, theme.quietStyle.on(ground))
      }
    }
    regions.append(HitRegion(rect: slider, target: .slider(index, share: 0)))
    return regions
  }

  /// A word that is too long is cut in the middle: names that begin alike differ at the end.
  private static func shortened(_ word: String, to width: Int) -> String {
    guard word.count > width, width >= 8 else { return String(word.prefix(max(0, width))) }
    return word.prefix(width - 4) + "…" + word.suffix(3)
  }

  /// How stable the run is here, its update rule, and what the chosen setting does, as far as there is room.
  private static func below(_ model: Model, in rect: Rect, on frame: inout Frame) {
    let theme = model.derived.theme
    let stability = LocalStability.line(model).map { [$0] } ?? []
    let rule = (model.chosen.map { $0.entry.card.formula.text(with: $0.settings) } ?? []).flatMap {
      StyledLine(model.environment.glyphs.formula($0), theme.quietStyle).wrapped(to: rect.width, indent: 4)
    }
    // The update rule is shown whole or not at all: half a formula would mislead.
    var lines = stability.count + rule.count <= rect.height ? stability + rule : stability
    if lines.count > rect.height { lines = [] }
    let gap = lines.count < rect.height ? 1 : 0
    for (i, line) in lines.enumerated() {
      line.draw(on: &frame, column: rect.x, row: rect.y + gap + i, width: rect.width)
    }
    let rest = rect.inset(top: gap + lines.count + 1)
    guard rest.height >= 2, let setting = model.chosenRow?.setting else { return }
    frame.wrap(
      model.environment.glyphs.formula("\(setting.symbol)  \(setting.help)"), in: rest, theme.textStyle)
  }
}
