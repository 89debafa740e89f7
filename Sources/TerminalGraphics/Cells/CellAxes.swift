/// Draws the numbers of axes to the left of and below a plot.
public struct CellAxes {
  private let projection: Projection
  /// The cells of the pane, with its border.
  private let pane: Rect
  private let quiet: Style
  private let text: Style

  /// The axes of a plot inside a pane.
  public init(_ projection: Projection, in pane: Rect, _ theme: Theme) {
    (self.projection, self.pane) = (projection, pane)
    (quiet, text) = (theme.quietStyle, theme.textStyle)
  }

  /// Draws the numbers; those below end before the axis's name, which stands at their right.
  ///
  /// - Parameter row: where the numbers below stand.
  public func draw(_ axes: Axes, row: Int, on frame: inout Frame) {
    let plot = projection.rect
    guard plot.x > pane.x + 1, !plot.isEmpty else { return }
    var end = pane.endX - 1
    let columns = Frame.columns(of: axes.x.name)
    if columns > 0, columns < plot.width / 2 {
      frame.put(axes.x.name, endingAt: plot.endX, row: row, text)
      end = plot.endX - columns - 1
    }
    below(axes.x, row: row, from: pane.x + 1, to: end, gap: 2, isPushedIn: false, on: &frame)
    beside(axes.y, mayTouch: false, on: &frame)
  }

  /// Draws the numbers of a horizontal axis around their places, between two columns and apart from each other.
  ///
  /// - Parameter isPushedIn: whether a number that would run over the end is moved, rather than left out.
  public func below(
    _ axis: Axis, row: Int, from start: Int, to end: Int, gap: Int, isPushedIn: Bool, on frame: inout Frame
  ) {
    var free = start
    for tick in axis.ticks {
      guard let cell = projection.cell(of: SIMD2(tick.place, projection.y.lowerBound)) else { continue }
      let columns = Frame.columns(of: tick.label)
      // A minus sign does not count when a number is centred, if it has room.
      let sign = !isPushedIn && tick.label.hasPrefix("−") ? 1 : 0
      let middle = cell.column - (columns + sign) / 2
      let first = isPushedIn ? min(middle, end - columns) : middle
      guard first >= free, first + columns <= end else { continue }
      frame.put(tick.label, column: first, row: row, quiet)
      free = first + columns + gap
    }
  }

  /// Draws the numbers of a vertical axis left of a plot, a column away from it where there is room.
  ///
  /// A number that would run over the border is left out: cut off, it would be another number.
  /// - Parameter mayTouch: whether a number may touch the plot if it fits exactly.
  public func beside(_ axis: Axis, mayTouch: Bool, on frame: inout Frame) {
    let plot = projection.rect
    let room = plot.x - pane.x - 1
    for tick in axis.ticks {
      guard let cell = projection.cell(of: SIMD2(projection.x.lowerBound, tick.place)) else { continue }
      let columns = Frame.columns(of: tick.label)
      guard columns < room || mayTouch && columns == room else { continue }
      frame.put(tick.label, endingAt: plot.x - (columns < room ? 1 : 0), row: cell.row, quiet)
    }
  }
}
