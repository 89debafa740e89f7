import TerminalGraphics

/// Heights as a matrix, which the reader of the PDF interpolates: smooth, and small at any size.
struct TexField {
  /// The plot.
  let text: String

  /// The most nodes along the longer side: more cannot be seen behind lines, and take long to compile.
  private static let mostNodes = 72
  /// The colours of the ramp that are named.
  private static let mostColors = 32

  /// A field over a panel's whole plot.
  init(_ field: Field, _ panel: TexPanel) {
    let grounds = field.colors.grounds
    guard grounds.count > 1, field.columns > 0, field.rows > 0 else {
      text = ""
      return
    }
    let plot = panel.panel.plot
    let longest = max(plot.width, plot.height)
    func nodes(_ length: Double) -> Int {
      max(2, min(TexField.mostNodes, Int((Double(TexField.mostNodes) * length / max(1, longest)).rounded())))
    }
    let (columns, rows) = (nodes(plot.width), nodes(plot.height))
    let last = Double(grounds.count - 1)
    let figure = panel.panel.figure
    func between(_ range: ClosedRange<Double>, _ index: Int, _ count: Int) -> Double {
      let share = Double(index) / Double(count - 1)
      return range.lowerBound * (1 - share) + range.upperBound * share
    }
    var lines: [String] = []
    for row in 0..<rows {
      let y = panel.y.text(between(figure.y, row, rows))
      lines.append(
        (0..<columns).map { column in
          let level = TexField.level(
            field, Double(column) / Double(columns - 1), 1 - Double(row) / Double(rows - 1))
          let place = level.map { max(0, min(1, $0 / last)) * 1000 }
          return
            "(\(panel.x.text(between(figure.x, column, columns))),\(y)) [\(place.map { TexAxis.decimal($0, 0) } ?? "-40")]"
        }.joined(separator: " "))
    }
    let stops = TexField.ramp(grounds).map { TexField.stop($0) }.joined(separator: " ")
    // Where there is no height, the colour before the ramp's first is the ground.
    let hasHoles = lines.contains { $0.contains("[-40]") }
    let ground = TexField.stop(panel.page.colors.base)
    let (low, map) = hasHoles ? ("-40", "\(ground) \(stops)") : ("0", stops)
    text =
      "% The place of each loss on the ramp, in thousandths.\n"
      + "\\addplot[surf, shader=interp, point meta=explicit, mesh/cols=\(columns), "
      + "point meta min=\(low), point meta max=1000, colormap={heights}{\(map)}, forget plot] coordinates {\n"
      + TexPanel.wrapped(lines.joined(separator: "\n")) + "};\n"
  }

  /// A ramp's colours at equal distances.
  static func ramp(_ colors: [Color]) -> [Color] {
    let count = min(mostColors, colors.count)
    guard count > 1 else { return colors }
    return (0..<count).map { colors[$0 * (colors.count - 1) / (count - 1)] }
  }

  static func stop(_ color: Color) -> String { "rgb255=(\(color.red),\(color.green),\(color.blue))" }

  /// The level at a place given as shares from the upper left, between the samples around it; `nil` next to one without.
  private static func level(_ field: Field, _ x: Double, _ y: Double) -> Double? {
    func around(_ share: Double, _ count: Int) -> (Int, Int, Double) {
      // Samples stand in the middle of their rectangles.
      let place = max(0, min(Double(count - 1), share * Double(count) - 0.5))
      let low = min(count - 1, Int(place))
      return (low, min(count - 1, low + 1), place - Double(low))
    }
    let (left, right, u) = around(x, field.columns)
    let (top, bottom, v) = around(y, field.rows)
    func sample(_ column: Int, _ row: Int) -> Double? {
      let level = field.levels[row * field.columns + column]
      return level == Field.noLevel ? nil : Double(level)
    }
    guard let a = sample(left, top), let b = sample(right, top), let c = sample(left, bottom),
      let d = sample(right, bottom)
    else { return nil }
    return (a * (1 - u) + b * u) * (1 - v) + (c * (1 - u) + d * u) * v
  }
}
