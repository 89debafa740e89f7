import Configuration
import TerminalGraphics
import Wording

/// A list over the panes: a filter, the rows, and a sentence on the chosen one.
enum PickerOverlay {
  static func draw(_ picker: Picker, _ model: Model, in screen: Rect, on frame: inout Frame) -> [HitRegion] {
    let theme = model.derived.theme
    let items = picker.items
    let all = picker.count
    let formula = TypedSurface(picker)
    let place = place(of: picker, isFormula: formula != nil, model, in: screen)
    let box = place.box
    frame.makeRoom(for: box, theme)
    frame.border(
      box, theme.borderStyle(isFocused: true), title: formula == nil ? picker.title : "formula",
      theme.strongStyle, note: formula == nil ? "\(items.count) of \(all)" : "esc takes it back",
      theme.quietStyle)
    let inner = box.inside.inset(left: 1, right: 1)
    let typed = picker.kind == .optimizers ? TypedOptimizer(picker.filter, in: model) : nil
    ListPrompt.draw(
      picker.filter, sign: "›", hint: place.isDocked ? "type to filter" : hint(picker.kind),
      isSelected: picker.isFilterSelected, theme, in: inner, on: &frame)

    var regions = [HitRegion(rect: box, target: .overlay)]
    if let formula {
      describe(formula, model, in: inner.inset(top: 1), on: &frame)
      return regions
    }
    let list = inner.inset(top: 2, bottom: place.foot)
    if let typed {
      describe(typed, model, in: list, on: &frame)
    } else if items.isEmpty {
      frame.wrap(nothing(picker), in: list, theme.quietStyle)
    }
    let lines = lines(of: items)
    let chosen = lines.firstIndex(of: .item(picker.selection)) ?? 0
    // The title above the first row is shown with it.
    let first = chosen <= 1 ? 0 : max(0, min(chosen - list.height / 2, lines.count - list.height))
    let names = items.map { Frame.columns(of: $0.name) }.max() ?? 0
    let counts = items.map { picker.kind == .optimizers ? runs(of: $0, model) : 1 }
    let most = counts.max() ?? 1
    for (i, line) in lines.dropFirst(first).prefix(typed == nil ? list.height : 0).enumerated() {
      let row = Rect(x: inner.x - 1, y: list.y + i, width: inner.width + 2, height: 1)
      guard case .item(let index) = line else {
        if case .family(let title) = line {
          frame.put(title, column: inner.x, row: row.y, Style(theme.accent, on: theme.ground, .bold))
        }
        continue
      }
      let style = ListRow.style(isChosen: index == picker.selection, theme)
      frame.fill(row, " ", style)
      // Optimizers that take part are ticked, and show the run's own sign.
      var left = inner.x
      let mark = mark(of: items[index], picker, model)
      if picker.kind == .optimizers {
        if mark.color != theme.quiet {
          frame.put("✓", column: left, row: row.y, ListRow.mark(theme.accent, style, theme))
        }
        left += 2
      }
      frame.put(
        mark.symbol, column: left, row: row.y, ListRow.mark(mark.color ?? style.foreground, style, theme))
      let room = inner.endX - left - 2
      let used = frame.put(items[index].name, column: left + 2, row: row.y, style, width: room)
      if counts[index] > 1, used + 4 <= room {
        frame.put(" ×\(counts[index])", column: left + 2 + used, row: row.y, ListRow.quiet(style, theme))
      }
      var column = left + 4 + names + (most > 1 ? 2 : 0)
      if let swatch = items[index].swatch {
        let isRoomy = names + 1 + swatch.columns(isRoomy: true) <= room
        let end = min(inner.endX, column + swatch.columns(isRoomy: isRoomy))
        if names + 1 + swatch.columns(isRoomy: isRoomy) <= room {
          swatch.draw(endingAt: end, row: row.y, isRoomy: isRoomy, on: &frame)
          column = end + 2
        }
      }
      if inner.endX - column >= leastSummary {
        frame.put(
          items[index].summary, column: column, row: row.y, ListRow.quiet(style, theme),
          width: inner.endX - column)
      }
      regions.append(HitRegion(rect: row, target: .pickerRow(index)))
    }
    if let chosen = picker.chosen, typed == nil, place.foot > 1 {
      let rows = place.foot - 1
      describe(
        chosen, model, in: Rect(x: inner.x, y: inner.endY - rows, width: inner.width, height: rows),
        on: &frame)
    }
    return regions
  }

  /// What to do where no row matches.
  static func nothing(_ picker: Picker) -> String {
    guard picker.filter.isEmpty else {
      return "nothing found for '\(picker.filter.printableLine)'; esc leaves"
    }
    return picker.kind == .runs ? "no run; esc leaves, then o adds one" : "nothing to choose from; esc leaves"
  }

  /// A summary with less room than this is left to the description of the chosen row.
  private static let leastSummary = 12

  /// Where a list stands, and the rows for the description of the chosen one.
  private static func place(
    of picker: Picker, isFormula: Bool, _ model: Model, in screen: Rect
  ) -> (box: Rect, foot: Int, isDocked: Bool) {
    // The map stays visible while a formula is typed.
    if isFormula {
      return (screen.splitBottom(min(9, screen.height)).1.inset(left: 1, right: 1), 4, false)
    }
    let all = picker.count
    // Views have no formulas, which take rows of the description.
    let spare = picker.kind == .views ? 9 : 20
    func centered(_ width: Int) -> (box: Rect, foot: Int, isDocked: Bool) {
      (
        screen.centered(width: min(width, screen.width - 4), height: min(all + spare, screen.height - 2)), 4,
        false
      )
    }
    func docked(_ box: Rect) -> (box: Rect, foot: Int, isDocked: Bool) {
      (box, box.height >= 30 ? 10 : box.height >= 20 ? 7 : box.height >= 14 ? 4 : 0, true)
    }
    // Beside a border and the prompt, a list and the description need this.
    let rows = all + 11
    switch picker.kind.placement {
    case .centered(let width): return centered(width)
    case .beside:
      return docked(model.derived.layout.dock(rows: rows, atLeast: 8) ?? model.derived.layout.edge)
    case .besideIfHigh(let least, let width):
      return model.derived.layout.dock(rows: rows, atLeast: least).map(docked) ?? centered(width)
    }
  }

  /// The chosen row's formula and summary; the formula has the rows that the summary leaves.
  private static func describe(_ item: Picker.Item, _ model: Model, in rect: Rect, on frame: inout Frame) {
    let theme = model.derived.theme
    let summary = max(1, min(rect.height - 1, Frame.rows(of: item.summary, width: rect.width)))
    let formula =
      item.formula.isEmpty
      ? []
      : StyledLine(model.environment.glyphs.formula(item.formula), theme.quietStyle)
        .wrapped(to: rect.width, indent: 2, rows: max(1, rect.height - summary))
    for (i, line) in formula.enumerated() { line.draw(on: &frame, column: rect.x, row: rect.y + i) }
    // In a list of three rows the summary keeps its place where an item has no formula.
    frame.wrap(
      item.summary, in: rect.inset(top: rect.height == 3 ? max(1, formula.count) : formula.count),
      theme.textStyle)
  }

  /// A line of the list.
  private enum Line: Hashable {
    case item(Int)
    case family(String)
  }

  /// The rows, with a title before each family.
  private static func lines(of items: [Picker.Item]) -> [Line] {
    var lines: [Line] = []
    var family = ""
    for (index, item) in items.enumerated() {
      if item.family != family { lines.append(.family(item.family)) }
      family = item.family
      lines.append(.item(index))
    }
    return lines
  }

  /// The hint before anything is typed.
  static func hint(_ kind: Picker.Kind) -> String {
    switch kind {
    case .optimizers: "type to filter, or adam:lr=0.01, torch.optim.Adam(lr=1e-3), @cosine, +clip_norm"
    case .surfaces: "type to filter, or a formula: x^2 + a*y^2; a=10"
    case .experiments, .runs, .views, .history: "type to filter"
    case .themes, .colorMaps: "type to filter; enter takes it, esc restores the old one"
    }
  }

  /// How the formula is read, or why it cannot be read.
  private static func describe(
    _ typed: TypedSurface, _ model: Model, in rect: Rect, on frame: inout Frame
  ) {
    let theme = model.derived.theme
    switch typed {
    case .mistaken(let message): lines(of: message, in: rect, theme.warningStyle, on: &frame)
    case .file(let path):
      lines(of: "enter loads the table \(path)", in: rect, theme.textStyle, on: &frame)
    case .formula(let choice):
      let surface = choice.entry.surface(choice.settings)
      // The sentences below need three rows.
      let formula = StyledLine(model.environment.glyphs.formula("f = \(surface.formula)"), theme.textStyle)
        .wrapped(to: rect.width, indent: 4, rows: max(1, rect.height - 3))
      for (i, line) in formula.enumerated() { line.draw(on: &frame, column: rect.x, row: rect.y + i) }
      let rect = rect.inset(top: formula.count - 1)
      let minima = surface.minima.filter(\.isGlobal).prefix(3).map {
        "f(\(Numerals.short($0.point.x, digits: 6)), \(Numerals.short($0.point.y, digits: 6))) = "
          + Numerals.short($0.value, digits: 6)
      }
      let found = minima.isEmpty ? "no minimum found" : "lowest: " + minima.joined(separator: ", ")
      frame.put(found, column: rect.x, row: rect.y + 1, theme.quietStyle, width: rect.width)
      // What is missing comes before which name is which.
      let domain = surface.domain
      if let missing = surface.missingValues(at: surface.start, in: [domain]) {
        frame.put(
          missing.sentence(start: surface.start, domain: domain), column: rect.x, row: rect.y + 2,
          theme.warningStyle, width: rect.width)
      } else if let sentence = choice.coordinateSentence {
        frame.put(sentence, column: rect.x, row: rect.y + 2, theme.textStyle, width: rect.width)
      }
      let names = choice.settings.settings.map(\.key)
      let settings = names.isEmpty ? "" : "   settings: " + names.joined(separator: ", ")
      frame.put(
        "enter takes it\(settings)", column: rect.x, row: rect.y + 3, theme.quietStyle, width: rect.width)
    }
  }

  /// What enter would do with the typed text, or why it cannot be read.
  private static func describe(
    _ typed: TypedOptimizer, _ model: Model, in rect: Rect, on frame: inout Frame
  ) {
    let theme = model.derived.theme
    let (title, text, style) =
      switch typed {
      case .added(let choices):
        ("enter adds", choices.map(\.text).joined(separator: "  and  "), theme.textStyle)
      case .open(_, let gaps):
        ("enter asks for values", gaps.map(\.name).joined(separator: ", "), theme.textStyle)
      case .changed(let choice): ("enter changes the chosen run to", choice.text, theme.textStyle)
      case .mistaken(let message): ("not yet an optimizer", message, theme.warningStyle)
      }
    frame.put(title, column: rect.x, row: rect.y, theme.quietStyle)
    lines(of: text, in: rect.inset(top: 1), style, on: &frame)
  }

  /// A text whose lines are kept if they fit, and wrapped if not; of one with a caret below it the part around the caret is
  /// shown.
  private static func lines(of text: String, in rect: Rect, _ style: Style, on frame: inout Frame) {
    var rest = rect
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for index in lines.indices.dropFirst()
    where lines[index].contains("^") && lines[index].allSatisfy(" ^~".contains) {
      let end = min(lines[index - 1].count, lines[index].count + 12)
      guard lines[index - 1].count > rect.width else { continue }
      let cut = max(0, end - rect.width)
      let window = lines[index - 1].dropFirst(cut).prefix(rect.width)
      lines[index - 1] = cut > 0 ? "…" + window.dropFirst() : String(window)
      lines[index] = String(lines[index].dropFirst(cut))
    }
    for line in lines where !rest.isEmpty {
      // A line that fits is kept: a caret below it points at something.
      if Frame.columns(of: line) <= rest.width {
        frame.put(line, column: rest.x, row: rest.y, style)
        rest = rest.inset(top: 1)
      } else {
        rest = rest.inset(top: frame.wrap(line, in: rest, style))
      }
    }
  }

  /// How many runs of an optimizer take part.
  private static func runs(of item: Picker.Item, _ model: Model) -> Int {
    model.document.experiment.optimizers.count { $0.entry.card.id == item.id }
  }

  /// The sign before a row: marks what is in use.
  static func mark(of item: Picker.Item, _ picker: Picker, _ model: Model) -> (
    symbol: String, color: Color?
  ) {
    switch picker.kind {
    case .surfaces:
      let surface = model.document.experiment.surface
      let isTaken = item.id == (surface.dataChoice?.source ?? surface.entry.card.id)
      return (isTaken ? "✓" : " ", model.derived.theme.accent)
    case .experiments: return (" ", nil)
    case .history:
      let (place, now) = (Int(item.id) ?? 0, model.history.past.count)
      let theme = model.derived.theme
      return place == now ? ("▸", theme.accent) : place > now ? ("○", theme.quiet) : (" ", nil)
    case .views:
      return (model.derived.layout.mainView.rawValue == item.id ? "✓" : " ", model.derived.theme.accent)
    case .runs:
      guard let run = Int(item.id), model.document.looks.indices.contains(run) else { return (" ", nil) }
      if model.document.hiddenRuns.contains(run) { return ("○", model.derived.theme.quiet) }
      let look = RunLook(run, in: model)
      return (String(look.head), look.color)
    case .themes:
      return (model.lists.formerLook?.theme.id == item.id ? "✓" : " ", model.derived.theme.accent)
    case .colorMaps:
      let former = model.lists.formerLook?.colorMap?.id ?? ColorMapCatalog.themeWord
      return (former == item.id ? "✓" : " ", model.derived.theme.accent)
    case .optimizers:
      guard let run = model.document.experiment.optimizers.firstIndex(where: { $0.entry.card.id == item.id })
      else {
        return (model.environment.glyphs == .ascii ? "." : "·", model.derived.theme.quiet)
      }
      let look = RunLook(run, in: model)
      return (String(look.head), look.color)
    }
  }
}
