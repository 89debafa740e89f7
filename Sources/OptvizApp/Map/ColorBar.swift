import Optimization
import TerminalGraphics

/// What the colours of heights mean: the ramp as a bar, the valley below, with the losses at its ends and, where there is
/// room, between them.
struct ColorBar: Sendable {
  /// The colours from the valley to the heights.
  let ramp: [Color]
  /// Which losses they stand for, and how these are spread over them.
  let scale: HeatScale

  /// The bar of a heat map; `nil` without one.
  init?(_ ramp: [Color], _ scale: HeatScale?) {
    guard let scale, ramp.count > 1 else { return nil }
    (self.ramp, self.scale) = (ramp, scale)
  }

  /// Rows between two numbers.
  private static let spacing = 6
  /// The digits of a number.
  private static let digits = 2

  /// Draws the bar into a rectangle's first column, and the numbers at its right as far as they fit there.
  func draw(in rect: Rect, _ theme: Theme, on frame: inout Frame) {
    guard !rect.isEmpty else { return }
    for row in 0..<rect.height {
      let cell =
        if color(2 * row, of: rect) == color(2 * row + 1, of: rect) {
          Cell(" ", background: color(2 * row, of: rect))
        } else {
          Cell("▀", foreground: color(2 * row, of: rect), background: color(2 * row + 1, of: rect))
        }
      frame[rect.x, rect.y + row] = cell
    }
    for (row, label) in labels(rows: rect.height) where Frame.columns(of: label) <= rect.width - 2 {
      frame.put(label, column: rect.x + 2, row: rect.y + row, theme.quietStyle)
    }
  }

  /// The losses at the ends, the higher first.
  var ends: [String] { [1, 0].map(label) }

  /// The numbers beside a bar of a height, and their rows: at its ends, and at even distances between them.
  func labels(rows: Int) -> [(row: Int, label: String)] {
    guard rows > 1 else { return [] }
    let parts = rows < 2 * ColorBar.spacing ? (rows >= ColorBar.spacing ? 2 : 1) : 4
    return (0...parts).map { part in
      let row = (part * (rows - 1) + parts / 2) / parts
      // The middle of the cell, except at the ends, which are those of the ramp.
      let place = part == 0 ? 1 : part == parts ? 0 : 1 - (Double(row) + 0.5) / Double(rows)
      return (row, label(place))
    }
  }

  private func label(_ place: Double) -> String {
    let short = Numerals.short(scale.loss(at: place), digits: ColorBar.digits)
    return Frame.columns(of: short) <= ColorBar.widest
      ? short : Numerals.scientific(scale.loss(at: place), digits: 1)
  }

  /// The ramp's colour at a half row, counted from the top.
  private func color(_ half: Int, of rect: Rect) -> Color {
    let place = 1 - (Double(half) + 0.5) / Double(2 * rect.height)
    return ramp[max(0, min(ramp.count - 1, Int(place * Double(ramp.count))))]
  }
}

// MARK: Its place

extension ColorBar {
  /// The columns of the longest number.
  static let widest = 5

  /// A bar's columns at the right of a plot: with numbers where they leave the plot wide enough, otherwise the bar alone.
  static func columns(besidePlot width: Int) -> Int {
    // A gap, the bar, a gap, the numbers.
    width >= 56 ? 3 + widest : width >= 24 ? 2 : 0
  }

  /// The rectangle of a bar beside a plot.
  static func rect(beside plot: Rect, in pane: Rect) -> Rect {
    Rect(x: plot.endX + 1, y: plot.y, width: pane.endX - 1 - (plot.endX + 1), height: plot.height)
  }

  /// Whether the numbers stand in the plot's corners, since there is no room beside it.
  static func standsInside(_ plot: Rect, _ bar: Rect) -> Bool {
    bar.width == 1 && plot.height >= 12
  }
}

extension Model {
  /// The cells of the map inside its pane: without the axes and the colour bar.
  func mapPlot(in pane: Rect) -> Rect {
    let plot = Layout.plot(in: pane)
    return derived.theme.heat.isEmpty ? plot : plot.inset(right: ColorBar.columns(besidePlot: plot.width))
  }

  /// The bar for the colours of the map on a projection; `nil` without heat, or before it is computed.
  func colorBar(on projection: Projection) -> ColorBar? {
    guard let scene = derived.map.scene, scene.key.projection == projection else { return nil }
    return ColorBar(derived.theme.heat, scene.scale)
  }
}
