import TerminalGraphics

/// Plots with round numbers to the left and below.
enum PlotAxes {
  /// The cells of a plot inside a pane's border, its axes and some more rows below.
  ///
  /// The left margin is at least the map's, so that plots above each other line up.
  static func plot(in rect: Rect, y: ClosedRange<Double>, rowsBelow: Int = 0) -> Rect {
    guard rect.width >= 34, rect.height >= 6 + rowsBelow else {
      return rect.inside.inset(bottom: min(rowsBelow, max(0, rect.height - 5)))
    }
    let ticks = vertical(y, height: rect.height - 3 - rowsBelow)
    let widest = ticks.labels.map { Frame.columns(of: $0) }.max() ?? 0
    return rect.inset(left: max(6, min(widest + 3, rect.width / 3)), top: 1, right: 2, bottom: 2 + rowsBelow)
  }

  /// The axes of a plot.
  static func axes(_ projection: Projection, name: String) -> Axes {
    Axes(
      x: Axis(Ticks(projection.x, atMost: max(2, projection.rect.width / 12)), name: name),
      y: Axis(vertical(projection.y, height: projection.rect.height)))
  }

  private static func vertical(_ y: ClosedRange<Double>, height: Int) -> Ticks {
    Ticks(y, atMost: max(2, height / 4))
  }
}
