/// Draws a colour bar one cell wide, the valley below, with its numbers beside it.
public struct CellColorBar {
  private let bar: ColorBar

  /// The drawing of a bar.
  public init(_ bar: ColorBar) { self.bar = bar }

  /// Rows between two numbers.
  private static let spacing = 6
  /// The columns of the longest number.
  public static let widest = 5

  /// Draws the bar into a rectangle's first column, and the numbers at its right as far as they fit there.
  public func draw(in rect: Rect, _ style: Style, on frame: inout Frame) {
    guard !rect.isEmpty, !bar.ramp.isEmpty else { return }
    func color(_ half: Int) -> Color { bar.color(at: 1 - (Double(half) + 0.5) / Double(2 * rect.height)) }
    for row in 0..<rect.height {
      let (upper, lower) = (color(2 * row), color(2 * row + 1))
      frame[rect.x, rect.y + row] =
        upper == lower ? Cell(" ", background: upper) : Cell("▀", foreground: upper, background: lower)
    }
    for (row, label) in labels(rows: rect.height) where Frame.columns(of: label) <= rect.width - 2 {
      frame.put(label, column: rect.x + 2, row: rect.y + row, style)
    }
  }

  /// The numbers beside a bar of a height, and their rows: at its ends, and at even distances between them.
  func labels(rows: Int) -> [(row: Int, label: String)] {
    guard rows > 1 else { return [] }
    let parts = rows < 2 * CellColorBar.spacing ? (rows >= CellColorBar.spacing ? 2 : 1) : 4
    return (0...parts).map { part in
      let row = (part * (rows - 1) + parts / 2) / parts
      // The middle of the cell, except at the ends, which are those of the ramp.
      let place = part == 0 ? 1 : part == parts ? 0 : 1 - (Double(row) + 0.5) / Double(rows)
      return (row, bar.label(place))
    }
  }

  /// A bar's columns at the right of a plot: with numbers where they leave the plot wide enough, otherwise the bar alone.
  public static func columns(besidePlot width: Int) -> Int {
    // A gap, the bar, a gap, the numbers.
    width >= 56 ? 3 + widest : width >= 24 ? 2 : 0
  }

  /// The rectangle of a bar beside a plot.
  public static func rect(beside plot: Rect, in pane: Rect) -> Rect {
    Rect(x: plot.endX + 1, y: plot.y, width: pane.endX - 1 - (plot.endX + 1), height: plot.height)
  }
}
