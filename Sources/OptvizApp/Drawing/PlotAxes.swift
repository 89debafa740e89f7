import TerminalGraphics

/// Round ticks to the left of and below a plot.
enum PlotAxes {
  /// The cells of a plot inside a pane's border, its axes and some more rows below.
  ///
  /// The left margin is at least the map's, so that plots above each other line up.
  static func plot(in rect: Rect, y: ClosedRange<Double>, rowsBelow: Int = 0) -> Rect {
    guard rect.width >= 34, rect.height >= 6 + rowsBelow else {
      return rect.inside.inset(bottom: min(rowsBelow, max(0, rect.height - 5)))
    }
    let ticks = PlotAxes.ticks(y, height: rect.height - 3 - rowsBelow)
    let widest = ticks.labels.map { Frame.columns(of: $0) }.max() ?? 0
    return rect.inset(left: max(6, min(widest + 3, rect.width / 3)), top: 1, right: 2, bottom: 2 + rowsBelow)
  }

  private static func ticks(_ y: ClosedRange<Double>, height: Int) -> Ticks {
    Ticks(y, atMost: max(2, height / 4))
  }

  /// Draws the numbers; those below end before the axis's name, which stands at their right.
  ///
  /// - Parameter row: where the numbers below stand.
  static func draw(
    _ projection: Projection, in rect: Rect, row: Int, name: String, _ theme: Theme, on frame: inout Frame
  ) {
    let plot = projection.rect
    guard plot.x > rect.x + 1, !plot.isEmpty else { return }
    var end = rect.endX - 1
    let columns = Frame.columns(of: name)
    if columns > 0, columns < plot.width / 2 {
      frame.put(name, endingAt: plot.endX, row: row, theme.textStyle)
      end = plot.endX - columns - 1
    }
    let horizontal = Ticks(projection.x, atMost: max(2, plot.width / 12))
    numbersBelow(
      horizontal, projection, row: row, from: rect.x + 1, to: end, gap: 2, isPushedIn: false, theme,
      on: &frame)
    let vertical = ticks(projection.y, height: plot.height)
    let labels = zip(vertical.values, vertical.labels).map { (place: $0, label: $1) }
    numbersBeside(labels, projection, in: rect, mayTouch: false, theme, on: &frame)
  }

  /// Draws the numbers of a horizontal axis around their places, between two columns and apart from each other.
  ///
  /// - Parameter isPushedIn: whether a number that would run over the end is moved, rather than left out.
  static func numbersBelow(
    _ ticks: Ticks, _ projection: Projection, row: Int, from start: Int, to end: Int, gap: Int,
    isPushedIn: Bool, _ theme: Theme, on frame: inout Frame
  ) {
    var free = start
    for (value, label) in zip(ticks.values, ticks.labels) {
      guard let cell = projection.cell(of: SIMD2(value, projection.y.lowerBound)) else { continue }
      let columns = Frame.columns(of: label)
      // A minus sign does not count when a number is centred, if it has room.
      let sign = !isPushedIn && label.hasPrefix("−") ? 1 : 0
      let middle = cell.column - (columns + sign) / 2
      let first = isPushedIn ? min(middle, end - columns) : middle
      guard first >= free, first + columns <= end else { continue }
      frame.put(label, column: first, row: row, theme.quietStyle)
      free = first + columns + gap
    }
  }

  /// Draws the numbers of a vertical axis left of a plot, a column away from it where there is room.
  ///
  /// A number that would run over the border is left out: cut off, it would be another number.
  /// - Parameter mayTouch: whether a number may touch the plot if it fits exactly.
  static func numbersBeside(
    _ ticks: [(place: Double, label: String)], _ projection: Projection, in rect: Rect, mayTouch: Bool,
    _ theme: Theme, on frame: inout Frame
  ) {
    let plot = projection.rect
    let room = plot.x - rect.x - 1
    for (value, label) in ticks {
      guard let cell = projection.cell(of: SIMD2(projection.x.lowerBound, value)) else { continue }
      let columns = Frame.columns(of: label)
      guard columns < room || mayTouch && columns == room else { continue }
      frame.put(label, endingAt: plot.x - (columns < room ? 1 : 0), row: cell.row, theme.quietStyle)
    }
  }
}

extension Theme {
  /// The ink of ordinary text, even if the theme leaves its colour to the terminal.
  func textInk(_ strength: Double = 1, symbol: Unicode.Scalar? = nil) -> Ink {
    Ink(text ?? ColorDepth.paletteColor(7), strength: strength, symbol: symbol)
  }
  /// The ink of important text.
  func strongInk(_ strength: Double = 1, symbol: Unicode.Scalar? = nil) -> Ink {
    Ink(strong ?? ColorDepth.paletteColor(15), strength: strength, symbol: symbol)
  }
  /// The ink of unobtrusive text.
  func quietInk(symbol: Unicode.Scalar? = nil) -> Ink {
    Ink(quiet ?? ColorDepth.paletteColor(7), symbol: symbol)
  }
}
