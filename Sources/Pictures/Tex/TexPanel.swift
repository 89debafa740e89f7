import TerminalGraphics

/// A panel of a page as an axis of pgfplots, with its data in the document.
struct TexPanel {
  let panel: Page.Panel
  let page: Page
  let x: TexAxis
  let y: TexAxis
  /// The colours and the signs that it uses.
  var colors: TexColors
  var signs: Set<Unicode.Scalar> = []

  /// Points of the page in a point of TeX's large ones, 72 to the inch.
  static let scale = 0.75

  init(_ panel: Page.Panel, _ page: Page, _ colors: TexColors) {
    (self.panel, self.page, self.colors) = (panel, page, colors)
    (x, y) = (TexAxis(panel.figure.x), TexAxis(panel.figure.y))
  }

  /// A length in the document.
  static func length(_ points: Double) -> String { TexAxis.decimal(points * scale, 2) + "bp" }

  /// A width of a line, in hundredths of the text's size.
  func width(_ hundredths: Double) -> String { TexPanel.length(page.em * hundredths / 100) }

  /// The axis.
  mutating func text() -> String {
    let (plot, figure) = (panel.plot, panel.figure)
    var options = [
      "at={(\(TexPanel.length(plot.x)),\(TexPanel.length(page.size.y - plot.endY)))}", "anchor=south west",
      "width=\(TexPanel.length(plot.width)), height=\(TexPanel.length(plot.height))",
      "xmin=\(x.ends.low), xmax=\(x.ends.high), ymin=\(y.ends.low), ymax=\(y.ends.high)",
    ]
    options += TexPanel.ticks("x", figure.axes?.x, x) + TexPanel.ticks("y", figure.axes?.y, y)
    if !panel.title.isEmpty { options.append("title={\(TexText.escaped(panel.title))}") }
    options += legendOptions
    var body = ""
    for shape in figure.backdrop.shapes + figure.shapes { body += text(of: shape) }
    body += legend()
    var text = "\\begin{axis}[\n  panel, \(options.joined(separator: ",\n  "))]\n\(body)\\end{axis}\n"
    text += captions()
    if let bar = panel.bar, let colors = figure.colorBar { text += colorBar(colors, bar) }
    return text
  }

  private static func ticks(_ letter: String, _ axis: Axis?, _ scale: TexAxis) -> [String] {
    guard let axis else { return ["\(letter)tick=\\empty"] }
    let shown = axis.ticks.filter { scale.range.contains($0.place) }
    guard !shown.isEmpty else { return ["\(letter)tick=\\empty"] }
    var options = [
      "\(letter)tick={\(shown.map { scale.text($0.place) }.joined(separator: ","))}",
      "\(letter)ticklabels={\(shown.map { "{\(TexText.escaped($0.label))}" }.joined(separator: ","))}",
    ]
    if !axis.name.isEmpty { options.append("\(letter)label={\(TexText.escaped(axis.name))}") }
    return options
  }

  private func captions() -> String {
    panel.caption.enumerated().map { line, caption in
      let y = page.size.y - panel.plot.endY - page.em * (3.6 + 1.3 * Double(line))
      return
        "\\node[anchor=base west, text=quiet, font=\\small] at (\(TexPanel.length(panel.plot.x)),\(TexPanel.length(y))) "
        + "{\(TexText.escaped(caption))};\n"
    }.joined()
  }

  /// A point of the figure as the document writes it.
  func coordinate(_ point: SIMD2<Double>) -> String { "(\(x.text(point.x)),\(y.text(point.y)))" }

  /// A point of the figure on the plot, in points of the page from its lower left corner.
  func place(_ point: SIMD2<Double>) -> SIMD2<Double> {
    let figure = panel.figure
    let span = SIMD2(figure.x.upperBound - figure.x.lowerBound, figure.y.upperBound - figure.y.lowerBound)
    return (point - SIMD2(figure.x.lowerBound, figure.y.lowerBound)) / span
      * SIMD2(panel.plot.width, panel.plot.height)
  }

  /// A place on the plot as a point of the figure.
  func point(_ place: SIMD2<Double>) -> SIMD2<Double> {
    let figure = panel.figure
    let span = SIMD2(figure.x.upperBound - figure.x.lowerBound, figure.y.upperBound - figure.y.lowerBound)
    return SIMD2(figure.x.lowerBound, figure.y.lowerBound)
      + place / SIMD2(panel.plot.width, panel.plot.height) * span
  }

  /// Whether a point is in the plot.
  func contains(_ point: SIMD2<Double>) -> Bool {
    panel.figure.x.contains(point.x) && panel.figure.y.contains(point.y)
  }
}
