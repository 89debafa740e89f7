import CCairo
import Raster
import TerminalGraphics

/// Draws a page through cairo: its figures, and what is written around them.
struct CairoPage {
  let canvas: CairoCanvas
  let page: Page
  /// Pixels of images to a unit of the page.
  let detail: Double

  var em: Double { page.em }
  /// The size of numbers at axes and bars.
  var small: Double { 0.87 * em }
  private var colors: PageColors { page.colors }
  var hairline: Double { 0.06 * em }

  /// Draws all of the page.
  func draw() throws(CairoError) {
    try drawSurroundings()
    for panel in page.panels { try drawPlot(panel) }
    try drawNames()
    if page.names == .ends { try drawNamesAtEnds() }
  }

  /// Draws what stays while the race moves: the ground, titles, axes and bars.
  func drawSurroundings() throws(CairoError) {
    if let ground = colors.ground {
      canvas.fill(PageBox(x: 0, y: 0, width: page.size.x, height: page.size.y), ground)
    }
    try drawTitle()
    for panel in page.panels { try drawAround(panel) }
  }

  private func drawTitle() throws(CairoError) {
    guard !page.title.isEmpty, page.titlePlace.y < page.size.y else { return }
    try canvas.draw(page.title, at: page.titlePlace, size: 1.25 * em, colors.strong, isBold: true)
    try canvas.draw(page.subtitle, at: page.titlePlace + SIMD2(0, 1.45 * em), size: 0.92 * em, colors.quiet)
  }

  // MARK: Plots

  /// Draws a figure in its plot, with the plot's border.
  func drawPlot(_ panel: Page.Panel) throws(CairoError) {
    if case .solid = panel.figure.space { return try drawSolid(panel) }
    drawGrid(panel)
    try CairoFigure(canvas, panel.figure, in: panel.plot, em: em, colors, detail: detail).draw()
    drawBorder(panel)
  }

  /// A figure without heights has lines at its numbers.
  func drawGrid(_ panel: Page.Panel) {
    guard let axes = panel.figure.axes, !panel.figure.hasField else { return }
    let lines = PlotLines(panel.figure, in: panel.plot)
    canvas.cairo.new_path(canvas.context)
    for tick in axes.y.ticks {
      let y = lines.place(SIMD2(panel.figure.x.lowerBound, tick.place)).y
      guard y > panel.plot.y, y < panel.plot.endY else { continue }
      canvas.add([SIMD2(panel.plot.x, y), SIMD2(panel.plot.endX, y)])
    }
    canvas.stroke(colors.grid, width: hairline, isRound: false)
  }

  /// The line around a plot.
  func drawBorder(_ panel: Page.Panel) {
    canvas.cairo.new_path(canvas.context)
    canvas.cairo.rectangle(canvas.context, panel.plot.x, panel.plot.y, panel.plot.width, panel.plot.height)
    canvas.stroke(colors.quiet, width: hairline, isRound: false)
  }

  // MARK: Around plots

  private func drawAround(_ panel: Page.Panel) throws(CairoError) {
    let plot = panel.plot
    if !panel.title.isEmpty {
      let title = TextWidth.cut(panel.title, toEms: plot.width / em)
      try canvas.draw(title, at: SIMD2(plot.x, plot.y - 0.6 * em), size: em, colors.text)
    }
    var below = plot.endY + 0.4 * em
    if let axes = panel.figure.axes {
      try drawTicks(panel, axes)
      below = plot.endY + (axes.x.name.isEmpty ? 1.5 : 2.75) * em
    }
    for (line, text) in panel.caption.enumerated() {
      let place = SIMD2(plot.x, below + (Double(line) + 0.95) * 1.45 * em)
      try canvas.draw(
        TextWidth.cut(text, toEms: (page.size.x - plot.x) / small), at: place, size: small, colors.quiet)
    }
    if let bar = panel.figure.colorBar, let box = panel.bar { try draw(bar, in: box) }
  }

  /// The length of a tick.
  private var tick: Double { 0.28 * em }

  private func drawTicks(_ panel: Page.Panel, _ axes: Axes) throws(CairoError) {
    let plot = panel.plot
    let lines = PlotLines(panel.figure, in: plot)
    canvas.cairo.new_path(canvas.context)
    var across: [(x: Double, label: String)] = []
    var down: [(y: Double, label: String)] = []
    for mark in axes.x.ticks where panel.figure.x.contains(mark.place) {
      let x = lines.place(SIMD2(mark.place, panel.figure.y.lowerBound)).x
      canvas.add([SIMD2(x, plot.endY), SIMD2(x, plot.endY + tick)])
      across.append((x, mark.label))
    }
    for mark in axes.y.ticks where panel.figure.y.contains(mark.place) {
      let y = lines.place(SIMD2(panel.figure.x.lowerBound, mark.place)).y
      canvas.add([SIMD2(plot.x, y), SIMD2(plot.x - tick, y)])
      down.append((y, mark.label))
    }
    canvas.stroke(colors.quiet, width: hairline, isRound: false)
    var free = -Double.infinity
    for (x, label) in across {
      let half = try numberWidth(label) / 2
      // A number that would touch its neighbour is left out.
      guard x - half > free else { continue }
      free = x + half + 0.5 * em
      try drawNumber(label, at: SIMD2(x, plot.endY + 1.2 * em), .middle)
    }
    var widest = 0.0
    for (y, label) in down {
      widest = max(widest, try numberWidth(label))
      try drawNumber(label, at: SIMD2(plot.x - 0.5 * em, y + 0.31 * em), .end)
    }
    try canvas.draw(
      axes.x.name, at: SIMD2(plot.x + plot.width / 2, plot.endY + 2.4 * em), size: 0.95 * em, colors.text,
      .middle)
    let middle = SIMD2(plot.x - widest - 1.05 * em, plot.y + plot.height / 2)
    if axes.y.name.unicodeScalars.count <= 2 {
      // As short as a letter it need not be turned.
      try canvas.draw(axes.y.name, at: middle + SIMD2(0, 0.33 * em), size: 0.95 * em, colors.text, .end)
    } else {
      try canvas.drawUpright(axes.y.name, at: middle, size: 0.95 * em, colors.text)
    }
  }

  private func draw(_ bar: ColorBar, in box: PageBox) throws(CairoError) {
    guard !bar.ramp.isEmpty, box.height > 0 else { return }
    var ramp = PixelImage(width: 1, height: bar.ramp.count)
    for (row, color) in bar.ramp.reversed().enumerated() { ramp.pixels[row] = color.opaquePixel }
    try canvas.draw(ramp, in: box, isSmooth: false)
    canvas.cairo.new_path(canvas.context)
    canvas.cairo.rectangle(canvas.context, box.x, box.y, box.width, box.height)
    let parts = max(1, min(8, Int(box.height / (3.6 * em))))
    let places = (0...parts).map { box.endY - box.height * Double($0) / Double(parts) }
    for y in places { canvas.add([SIMD2(box.endX, y), SIMD2(box.endX + tick, y)]) }
    canvas.stroke(colors.quiet, width: hairline, isRound: false)
    for (part, y) in places.enumerated() {
      let label = bar.label(Double(part) / Double(parts))
      try drawNumber(label, at: SIMD2(box.endX + 0.5 * em, y + 0.31 * em), .start)
    }
  }

  // MARK: Numbers

  private static let raised: [Unicode.Scalar: Character] = [
    "⁻": "−", "⁰": "0", "¹": "1", "²": "2", "³": "3", "⁴": "4", "⁵": "5", "⁶": "6", "⁷": "7", "⁸": "8",
    "⁹": "9",
  ]

  /// A number's text, and what is raised at its end: few fonts have good signs for that.
  private static func parts(of number: String) -> (base: String, exponent: String) {
    let scalars = Array(number.unicodeScalars)
    let count = scalars.reversed().prefix { raised[$0] != nil }.count
    let exponent = String(scalars.suffix(count).compactMap { raised[$0] })
    return (String(String.UnicodeScalarView(scalars.dropLast(count))), exponent)
  }

  private func numberWidth(_ number: String) throws(CairoError) -> Double {
    let (base, exponent) = CairoPage.parts(of: number)
    return try canvas.width(of: base, size: small) + canvas.width(of: exponent, size: 0.72 * small)
  }

  private func drawNumber(_ number: String, at place: SIMD2<Double>, _ anchor: TextAnchor) throws(CairoError)
  {
    let (base, exponent) = CairoPage.parts(of: number)
    guard !exponent.isEmpty else {
      // A minus does not count where a number is centred.
      let shift = anchor == .middle && number.hasPrefix("−") ? try canvas.width(of: "−", size: small) / 2 : 0
      try canvas.draw(number, at: place - SIMD2(shift, 0), size: small, colors.text, anchor)
      return
    }
    let width = try numberWidth(number)
    let start = place.x - (anchor == .end ? width : anchor == .middle ? width / 2 : 0)
    let end = start + (try canvas.draw(base, at: SIMD2(start, place.y), size: small, colors.text))
    try canvas.draw(exponent, at: SIMD2(end, place.y - 0.38 * small), size: 0.72 * small, colors.text)
  }
}

extension Color {
  /// The colour as a pixel of a picture, opaque.
  var opaquePixel: UInt32 { 0xFF00_0000 | UInt32(blue) << 16 | UInt32(green) << 8 | UInt32(red) }
}

extension Figure {
  /// Whether there are heights, which have no room for a grid.
  fileprivate var hasField: Bool {
    backdrop.shapes.contains {
      switch $0 {
      case .field, .contours, .needles: true
      default: false
      }
    }
  }
}
