import Arithmetic
import Optimization
import TerminalGraphics

/// The method's moving averages: the weights that β gives to the past, and how the average of this run's own gradients
/// starts from zero, with and without the correction.
struct AveragesView {
  private let theme: Theme
  private let width: Int
  private let part: InspectorPart?
  private let averages: [MovingAverage]
  /// The run's first steps, as far as they are explained.
  private let firstSteps: [Recorder]
  /// The step on display, and the most steps of the run.
  private let step: Int
  private let budget: Int
  private let glyphs: GlyphSet
  private let cells: CellStyle

  init(_ model: Model, width: Int) {
    theme = model.derived.theme
    self.width = width
    glyphs = model.environment.glyphs
    cells = model.cells
    let run = model.document.chosenRun
    let isThere = model.derived.race.timelines.indices.contains(run)
    step = isThere ? model.step(of: run) : 0
    budget = isThere ? model.derived.race.timelines[run].budget : 0
    firstSteps = model.derived.inspection?.firstSteps ?? []
    part = model.chosen?.ownPart
    averages = part.map { MovingAverage.all(in: $0.formula, $0.settings) } ?? []
  }

  private static let weightRows = 3
  /// Rows of an average without the curves: its line, the weights and their axis, the legend, the axis.
  private static let fixedRows = 1 + weightRows + 1 + 1 + 1

  /// The rows of all if they fit; the curves take the spare rows.
  func height(fitting room: Int) -> Int {
    guard !averages.isEmpty else { return 3 }
    return averages.count * (Self.fixedRows + curveRows(room)) + averages.count - 1
  }

  private func curveRows(_ room: Int) -> Int {
    guard room < 1000 else { return 5 }
    let spare = room - averages.count * Self.fixedRows - (averages.count - 1)
    return max(4, min(12, spare / max(1, averages.count)))
  }

  /// Whether the method keeps any.
  var isEmpty: Bool { averages.isEmpty }

  /// Draws them from a row on.
  func draw(on frame: inout Frame, from top: Int = 0, room: Int) {
    guard let part, !averages.isEmpty else {
      let text =
        "This method keeps no moving average V ← βV + (1 − β)g, so there are no weights to show."
      frame.wrap(text, in: Rect(x: 0, y: top, width: width, height: 3), theme.quietStyle)
      return
    }
    var row = top
    let curves = curveRows(room)
    let steps = firstSteps.map(part.own)
    for average in averages {
      let rect = Rect(x: 0, y: row, width: width, height: Self.fixedRows + curves)
      draw(average, part, steps, in: rect, on: &frame)
      row = rect.endY + 1
    }
  }

  private func draw(
    _ average: MovingAverage, _ part: InspectorPart, _ steps: [Recorder], in rect: Rect, on frame: inout Frame
  ) {
    let settings = part.settings
    let beta = settings[declared: average.key]
    let symbol = part.formula.symbol(average.key, settings.settings)
    frame.put(
      glyphs.formula(part.formula.text(of: average.line, settings.settings)), column: 0,
      row: rect.y,
      theme.strongStyle,
      width: rect.width)
    weights(
      beta, symbol, in: Rect(x: 0, y: rect.y + 1, width: rect.width, height: Self.weightRows + 1), on: &frame)
    let below = rect.inset(top: 2 + Self.weightRows)
    legend(average, part, symbol, row: below.y, on: &frame)
    let curves = Rect(x: 0, y: below.y + 1, width: rect.width, height: below.height - 1)
    let half = (rect.width - 2) / 2
    let steps = Array(steps.prefix(window(beta)))
    for (i, parameter) in Formula.Parameter.allCases.enumerated() {
      let samples = average.samples(steps, beta, parameter)
      let area = Rect(x: i * (half + 2), y: curves.y, width: half, height: curves.height)
      coldStart(samples, parameter, window(beta), in: area, on: &frame)
    }
  }

  private func window(_ beta: Double) -> Int { MovingAverage.window(beta, budget: budget) }

  /// The weights as bars from the newest step to the oldest, and where n is.
  private func weights(_ beta: Double, _ symbol: String, in rect: Rect, on frame: inout Frame) {
    let blocks: [Unicode.Scalar] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    let rows = rect.height - 1
    let reach = MovingAverage.reach(beta)
    // Four times n shows all that counts; a column stands for one step or for several.
    let stepsPerColumn = max(1, Int((4 * reach / Double(rect.width) - 1e-9).rounded(.up)))
    let columnsPerStep = max(1, min(4, Int(Double(rect.width) / (4 * reach) + 1e-9)))
    let count = min(rect.width, Int((4 * reach).rounded()) * columnsPerStep / stepsPerColumn)
    let mark = Int(reach.rounded()) * columnsPerStep / stepsPerColumn
    for column in 0..<count {
      let age = column / columnsPerStep * stepsPerColumn
      let share = MovingAverage.weight(beta, age: age) / MovingAverage.weight(beta, age: 0)
      let eighths = Int((share * Double(8 * rows)).rounded())
      let style = Style(column < mark ? theme.arrows[1] : theme.border, on: theme.ground)
      for row in 0..<rows {
        let filled = max(0, min(8, eighths - 8 * (rows - 1 - row)))
        frame.put(String(blocks[filled]), column: rect.x + column, row: rect.y + row, style)
      }
    }
    // To the right of the bars, where they are low.
    let beside = max(mark + 2, rect.width - 37)
    var words = StyledLine("\(symbol) = \(beta.shortText)", theme.textStyle)
    words.append(", n ≈ 1/(1 − \(symbol)) = ", theme.quietStyle)
    words.append(Numerals.short(reach, digits: 3), theme.textStyle)
    words.draw(on: &frame, column: rect.x + beside, row: rect.y, width: rect.width - beside)
    let weight = Numerals.short(MovingAverage.weight(beta, age: 0), digits: 3)
    let share = Numerals.short(100 * Double.pow(beta, Int(reach.rounded())), digits: 2)
    let beyond = "beyond n \(share) %"
    let isRoomy = rect.width - beside >= 36
    StyledLine(isRoomy ? "newest weighs \(weight), \(beyond)" : beyond, theme.quietStyle)
      .draw(on: &frame, column: rect.x + beside, row: rect.y + 1, width: rect.width - beside)
    frame.put("now", column: rect.x, row: rect.endY - 1, theme.quietStyle)
    if mark > 5, mark < rect.width - 3 {
      frame.put("▴ n", column: rect.x + mark, row: rect.endY - 1, theme.strongStyle)
    }
    let end = "\(count / columnsPerStep * stepsPerColumn) steps ago"
    let column = min(rect.endX - Frame.columns(of: end), max(mark + 6, count - Frame.columns(of: end)))
    if column > mark + 4 { frame.put(end, column: column, row: rect.endY - 1, theme.quietStyle) }
  }

  /// The legend of the curves below.
  private func legend(
    _ average: MovingAverage, _ part: InspectorPart, _ beta: String, row: Int, on frame: inout Frame
  ) {
    let symbol = part.formula.symbol(average.name, part.settings.settings)
    var line = StyledLine()
    for (i, text) in [
      average.averaged(in: part.formula, part.settings.settings), symbol, "\(symbol)/(1 − \(beta)ᵗ)",
    ].enumerated() {
      line.append((i == 0 ? "∙ " : "━ "), color(i))
      line.append(glyphs.formula(text) + "   ", color(i))
    }
    var whole = StyledLine("from step 1  ", theme.quietStyle)
    whole.append(line)
    (whole.width > width ? line : whole).draw(on: &frame, column: 0, row: row, width: width)
  }

  /// The colours of the quantity, its average, and the corrected average.
  private func color(_ index: Int) -> Style {
    Style([theme.arrows[0], theme.arrows[1], theme.warning][index], on: theme.ground)
  }

  /// The quantity of the first steps as dots, and its averages as lines; the axis below marks the step on display.
  private func coldStart(
    _ samples: [MovingAverage.Sample], _ parameter: Formula.Parameter, _ window: Int, in rect: Rect,
    on frame: inout Frame
  ) {
    let area = rect.inset(left: 2, bottom: 1)
    frame.put(parameter == .x ? "x" : "y", column: rect.x, row: rect.y, theme.quietStyle)
    let values = samples.flatMap { [$0.quantity, $0.average, $0.corrected] }.filter(\.isFinite)
    guard let low = values.min(), let high = values.max(), area.width >= 4, area.height >= 2 else { return }
    let range = min(low, 0)...max(high, 0, min(low, 0) + 1e-300)
    let margin = 0.04 * range.length
    guard margin.isFinite, margin > 0 else { return }
    let projection = Projection(
      area, x: 0...Double(window + 1), y: range.lowerBound - margin...range.upperBound + margin)
    let zero = theme.border ?? theme.quiet ?? Color(0x808080)
    func line(_ value: (MovingAverage.Sample) -> Double, _ color: Color, _ sign: Unicode.Scalar) -> Shape {
      .line(
        Line(samples.enumerated().map { SIMD2(Double($0 + 1), value($1)) }, Stroke(color, sign: sign)))
    }
    let figure = Figure(
      x: projection.x, y: projection.y, ground: theme.ground,
      backdrop: Backdrop(
        shapes: [.line(Line([SIMD2(0, 0), SIMD2(Double(window + 1), 0)], Stroke(zero)))]),
      shapes: [
        .dots(
          Dots(
            samples.enumerated().map { SIMD2(Double($0 + 1), $1.quantity) },
            Stroke(theme.arrows[0], sign: "."))),
        line(\.corrected, theme.warning ?? zero, "c"), line(\.average, theme.arrows[1], "V"),
      ])
    CellPicture.draw(figure, in: area, cells, on: &frame)
    let row = rect.endY - 1
    frame.put("1", column: area.x, row: row, theme.quietStyle)
    frame.put(String(window), endingAt: area.endX, row: row, theme.quietStyle)
    let now = Double(step + 1)
    if let cell = projection.cell(of: SIMD2(now, 0)), cell.column > area.x + 1,
      cell.column < area.endX - String(window).count - 1
    {
      frame.put("▴", column: cell.column, row: row, theme.strongStyle)
    }
  }
}
