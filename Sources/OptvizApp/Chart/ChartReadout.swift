import Optimization
import TerminalGraphics

/// The values of all runs at one place of the chart, in a small table over it.
///
/// The place is the pointer's; without a pointer it is the step on display while the chart has the focus.
struct ChartReadout {
  /// A line: a run's sign and number, or words alone.
  struct Line: Hashable {
    let run: Int?
    let text: String
  }

  /// The lines: the place first, then the runs with the least value on top.
  let lines: [Line]
  /// The column of the frame that is read; `nil` for the step on display.
  let column: Int?

  /// The readout of a chart that lies over the cells of a projection; `nil` without one.
  init?(_ model: Model, _ series: ChartSeries, _ projection: Projection) {
    let rect = projection.rect
    let hover = model.pointing.hover.flatMap { rect.contains(column: $0.column, row: $0.row) ? $0 : nil }
    guard hover != nil || model.panes.focus == .chart, model.lists.overlay == nil, rect.height >= 2 else {
      return nil
    }
    column = hover?.column
    let place = hover.map { projection.center(column: $0.column, row: $0.row).x }
    lines = ChartReadout.lines(model, series, at: place)
  }

  /// The lines for a place along the axis; `nil` for where each run is now.
  static func lines(_ model: Model, _ series: ChartSeries, at place: Double?) -> [Line] {
    let runs = model.visibleRuns.map { run -> (run: Int, value: Double, place: Double) in
      let now = model.readableStep(of: run)
      // A part that is not drawn yet is not reported either.
      let step = place.map { min(now, series.step(of: run, at: $0)) } ?? now
      return (run, series.value(of: run, at: step), series.place(of: run, at: step))
    }
    let order = runs.sorted { a, b in
      let (x, y) = (a.value.isFinite ? a.value : .infinity, b.value.isFinite ? b.value : .infinity)
      return x != y ? x < y : a.run < b.run
    }
    let furthest = series.span == .steps ? Double(model.readableStep) : runs.map(\.place).max() ?? 0
    let heading = series.words(for: min(furthest, place ?? furthest))
    return [Line(run: nil, text: heading)]
      + order.map { Line(run: $0.run, text: $0.value.isNaN ? "–" : Numerals.scientific($0.value, digits: 3)) }
  }

  /// Draws the table in an upper corner, away from the column that is read.
  func draw(_ model: Model, over rect: Rect, on frame: inout Frame) {
    let theme = model.derived.theme
    let shown = fitting(rect.height, chosen: model.document.chosenRun)
    let width = (shown.map { Frame.columns(of: $0.text) + ($0.run == nil ? 0 : 2) }.max() ?? 0) + 2
    guard width <= rect.width else { return }
    let isRight = (column ?? rect.x) < rect.endX - width - 1
    let x = isRight ? rect.endX - width : rect.x
    if let column {
      for row in rect.y..<rect.endY where frame[column, row].symbol == " " {
        let ground = model.pixelCell == nil ? theme.ground : nil
        frame[column, row] = Cell("┊", foreground: theme.quiet, background: ground)
      }
    }
    frame.fill(Rect(x: x, y: rect.y, width: width, height: shown.count), " ", theme.textStyle)
    for (i, line) in shown.enumerated() {
      let row = rect.y + i
      if let run = line.run {
        let look = RunLook(run, in: model)
        frame.put(String(look.head), column: x + 1, row: row, Style(look.color, on: theme.ground))
      }
      frame.put(
        line.text, endingAt: x + width - 1, row: row, line.run == nil ? theme.quietStyle : theme.textStyle)
    }
  }

  /// As many lines as fit; the chosen run's is always among them.
  private func fitting(_ count: Int, chosen: Int) -> [Line] {
    guard lines.count > count else { return lines }
    let first = Array(lines.prefix(count))
    guard count >= 2, !first.contains(where: { $0.run == chosen }),
      let own = lines.first(where: { $0.run == chosen })
    else { return first }
    return first.dropLast() + [own]
  }
}
