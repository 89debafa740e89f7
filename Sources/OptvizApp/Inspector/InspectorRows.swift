import Optimization
import TerminalGraphics

/// The inspector's text: the rule with this step's numbers, the table of values, the stability, the arrows' legend.
///
/// Which rows there are, and where their words stand, depends on the run and its settings, not on the step: numbers
/// have one width, and lines break at the same places at every step.
struct InspectorRows {
  /// Columns of a number in a formula.
  static let numberWidth = 8

  private let theme: Theme
  private let glyphs: GlyphSet
  private let width: Int
  private let step: InspectedStep
  private let arrowFactor: Double
  /// The most steps of the run.
  private let budget: Int
  /// The method's own part; `nil` without a chosen run.
  private let part: InspectorPart?
  /// The curvatures where the run is, the product with the rate, and its bound if there is one.
  private let local: LocalStability?
  private let productLabel: String?
  private let hasBound: Bool

  /// - Parameters:
  ///   - arrowFactor: How many times its true length the update is drawn; it changes no row's numbers.
  init?(_ model: Model, width: Int, arrowFactor: Double) {
    guard let step = model.derived.inspection?.step, width >= 12 else { return nil }
    (theme, glyphs) = (model.derived.theme, model.environment.glyphs)
    self.width = width
    self.step = step
    self.arrowFactor = arrowFactor
    budget = model.derived.race.timelines[model.document.chosenRun].budget
    part = model.chosen?.ownPart
    local = LocalStability(model)
    productLabel = LocalStability.label(model)
    hasBound = model.chosen.map { $0.entry.stability($0.settings) != nil } ?? false
  }

  /// The sections, each some rows.
  func sections() -> [[StyledLine]] {
    // A schedule has the same numbers for both parameters, and its rule shows all of them.
    step.parts.flatMap { $0.part == Recorder.schedulePart ? [rule($0)] : [rule($0), table($0)] }
      + [stability(), legend()]
  }

  /// The colour of a quantity that is also an arrow.
  private func style(of name: String?, _ part: InspectorPart, _ plain: Style) -> Style {
    guard let name else { return plain }
    let base = name.hasSuffix("_old") ? String(name.dropLast(4)) : name
    let role = StepRole.allCases.first { $0.name(in: part) == base }
    return role.map { Style(theme.arrows[$0.rawValue], on: theme.ground) } ?? plain
  }

  /// Each line of the rule with symbols, and below it with the numbers of each parameter.
  private func rule(_ part: InspectorPart) -> [StyledLine] {
    let recorder = step.recorder.map(part.own)
    let shape = part.own(step.shape)
    var rows: [StyledLine] = []
    if let title = part.title { rows.append(StyledLine(title, theme.quietStyle)) }
    for line in part.formula.lines(with: part.settings) {
      var symbols = StyledLine()
      for segment in part.formula.segments(of: line, part.settings.settings) {
        symbols.append(
          glyphs.formula(segment.text), style(of: segment.name, part, theme.strongStyle))
      }
      rows += symbols.wrapped(to: width, indent: 4)
      let isPerParameter = Formula.isPerParameter(line, in: shape)
      for parameter in isPerParameter ? Formula.Parameter.allCases : [.x] {
        var numbers = StyledLine()
        for segment in Formula.segments(of: line, part.settings, parameter, in: recorder, number: number) {
          numbers.append(
            glyphs.formula(segment.text),
            segment.name == nil ? theme.quietStyle : theme.textStyle)
        }
        for (i, row) in numbers.wrapped(to: width - 2, indent: 4).enumerated() {
          var gutter = StyledLine()
          if i == 0 && isPerParameter { gutter.append(parameter == .x ? "x" : "y", theme.quietStyle) }
          gutter.pad(to: 2, theme.quietStyle)
          gutter.append(row)
          rows.append(gutter)
        }
      }
    }
    return rows
  }

  /// A number in a formula: at a fixed width, so that nothing after it moves.
  private func number(_ value: Double?, _ name: String) -> String {
    if name == "t" {
      let digits = String(budget + 1).count
      let text = value.map { String(Int($0)) } ?? "–"
      return String(repeating: "\u{A0}", count: max(0, digits - text.count)) + text
    }
    guard let value else { return String(repeating: "\u{A0}", count: Self.numberWidth - 1) + "–" }
    return Numerals.filling(value, width: Self.numberWidth)
  }

  /// What the step computed, for both parameters; the bars of a row have one scale.
  private func table(_ part: InspectorPart) -> [StyledLine] {
    let recorder = step.recorder.map(part.own)
    let rows = ValueTable.rows(part, part.own(step.shape))
    let labels = rows.map { Frame.columns(of: $0.label) }.max() ?? 0
    let columns = ValueTable.Columns(width: width, labels: labels)
    var header = StyledLine()
    for (i, name) in ["x", "y"].enumerated() {
      header.pad(to: columns.numberEnd(i) - 1, theme.quietStyle)
      header.append(name, theme.quietStyle)
    }
    return [header]
      + rows.map { row in
        let values = recorder.flatMap { row.values($0) }
        let color = row.role.map { theme.arrows[$0.rawValue] }
        var line = StyledLine(row.label, Style(color ?? theme.text, on: theme.ground))
        for (i, value) in (values ?? []).enumerated() {
          line.pad(to: columns.numberEnd(i) - columns.number, theme.textStyle)
          line.append(Numerals.aligned(value, width: columns.number), theme.textStyle)
          guard columns.bar >= 5, values?.count == 2 else { continue }
          line.append("\u{A0}", theme.textStyle)
          let scale = (values ?? []).map(abs).filter(\.isFinite).max() ?? 0
          line.append(
            SignedBar(value, scale: scale, width: columns.bar).line(
              Style(color ?? theme.quiet, on: theme.ground), axis: theme.quietStyle))
        }
        return line
      }
  }

  /// The curvatures where the run is, and what they mean for the method's rate.
  private func stability() -> [StyledLine] {
    func number(_ value: Double?) -> String { " " + (value.map { Numerals.filling($0, width: 7) } ?? "") }
    let quiet = theme.quietStyle
    var rows: [StyledLine] = []
    var curvatures = StyledLine()
    for (label, value) in [
      ("λmax", local?.curvatures.larger), ("λmin", local?.curvatures.smaller),
      ("λmax/λmin", local?.condition),
    ] {
      let end = curvatures.width + (curvatures.width == 0 ? 0 : 3) + label.count + 8
      if end > width {
        rows.append(curvatures)
        curvatures = StyledLine()
      } else if curvatures.width > 0 {
        curvatures.append("   ", quiet)
      }
      curvatures.append(label, quiet)
      curvatures.append(number(value), theme.textStyle)
      curvatures.pad(to: end, quiet)
    }
    rows.append(curvatures)
    var product = StyledLine(
      productLabel.map(glyphs.formula) ?? "no bound for this method", quiet)
    if productLabel != nil {
      product.append(number(local?.product), theme.textStyle)
      if let bound = local?.bounds?.divergesAbove {
        product.append(" of \(Numerals.short(bound, digits: 3))  ", quiet)
      }
    }
    guard hasBound else { return rows + [product] }
    let words = local?.verdict.map { StyledLine($0.words, LocalStability.style($0, theme)) } ?? StyledLine()
    // In a narrow pane the words always have a row of their own.
    if width < 52 { return rows + [product, words] }
    product.append(words)
    return rows + [product]
  }

  /// What the arrows on the map stand for.
  private func legend() -> [StyledLine] {
    guard let part else { return [] }
    var line = StyledLine("arrows", theme.quietStyle)
    for role in StepRole.allCases {
      let style = Style(theme.arrows[role.rawValue], on: theme.ground)
      var text: String
      switch role {
      case .gradient, .momentum:
        guard let name = role.name(in: part) else { continue }
        text = "−" + part.formula.symbol(name, part.settings.settings)
      case .update:
        text = "ΔW" + (arrowFactor > 1 ? " ×\(Int(arrowFactor))" : "")
      }
      line.append("  ", theme.quietStyle)
      line.append(String(role.letter), style.bold)
      line.append(" " + text, style)
    }
    return [line]
  }
}
