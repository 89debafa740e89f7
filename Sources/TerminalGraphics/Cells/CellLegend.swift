/// Draws a figure's legend: a line for each entry, on the figure's ground, in a corner of the plot.
struct CellLegend {
  let legend: Legend
  let ground: Color?

  /// The sign, a blank, the name, and a blank at either end.
  private static let besideName = 4

  /// The cells of a legend in a plot; empty where it would take more than a third of its width or half its height.
  func rect(in plot: Rect) -> Rect {
    let entries = legend.entries
    let columns = (entries.map { Frame.columns(of: $0.name) }.max() ?? 0) + CellLegend.besideName
    guard !entries.isEmpty, 3 * columns <= plot.width, 2 * entries.count <= plot.height else {
      return Rect(x: plot.x, y: plot.y, width: 0, height: 0)
    }
    return Rect(
      x: legend.corner.isRight ? plot.endX - columns : plot.x,
      y: legend.corner.isUpper ? plot.y : plot.endY - entries.count, width: columns, height: entries.count)
  }

  func draw(in plot: Rect, on frame: inout Frame) {
    let rect = rect(in: plot)
    guard !rect.isEmpty else { return }
    frame.clear(rect, to: Cell(background: ground))
    for (row, entry) in legend.entries.enumerated() {
      frame[rect.x + 1, rect.y + row] = Cell(entry.sign, foreground: entry.color, background: ground)
      frame.put(entry.name, column: rect.x + 3, row: rect.y + row, Style(legend.text, on: ground))
    }
  }
}
