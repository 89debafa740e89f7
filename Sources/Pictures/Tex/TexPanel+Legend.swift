import TerminalGraphics

/// What names the runs, and what the colours mean.
extension TexPanel {
  /// The runs' names: pgfplots' legend on the first panel, or words at the ends of paths.
  mutating func legend() -> String {
    guard panel.kind == page.panels.first?.kind else { return "" }
    switch page.names {
    case .none: return ""
    case .ends: return ends()
    case .lines(let box): return legend(in: box, columns: -1)
    case .table(let box): return legend(in: box, columns: 1)
    }
  }

  /// The options of the axis that place its legend.
  var legendOptions: [String] {
    guard panel.kind == page.panels.first?.kind else { return [] }
    let (box, columns): (PageBox, Int)
    switch page.names {
    case .none, .ends: return []
    case .lines(let place): (box, columns) = (place, -1)
    case .table(let place): (box, columns) = (place, 1)
    }
    let (right, up) = (TexPanel.length(box.x - panel.plot.x), TexPanel.length(panel.plot.endY - box.y))
    return ["legend columns=\(columns)", "legend style={at={(\(right),\(up))}, anchor=north west}"]
  }

  private mutating func legend(in box: PageBox, columns: Int) -> String {
    guard !page.runs.isEmpty else { return "" }
    var text = ""
    for run in page.runs {
      let ink = colors.name(run.color)
      let sign = TexMark.isDrawn(run.sign) ? run.sign : "●"
      signs.insert(sign)
      text +=
        "\\addlegendimage{\(ink), line width=\(width(13)), mark=\(TexMark.name(sign)), mark size=\(width(32)), "
        + "mark options={solid, draw=ground, fill=\(ink), line width=\(width(5))}}\n"
      let words = [run.result, run.outcome].filter { !$0.isEmpty }.joined(separator: ", ")
      let result =
        columns == 1 && !words.isEmpty ? "\\quad \\textcolor{quiet}{\(TexText.escaped(words))}" : ""
      text += "\\addlegendentry{\(TexText.escaped(run.label))\(result)}\n"
    }
    return text
  }

  /// Runs' names at the ends of their paths, each where it covers no other one.
  private mutating func ends() -> String {
    let em = page.em
    let shown = page.runs.filter { contains($0.place) }
    let heads = shown.map { place($0.place) }
    var boxes: [(low: SIMD2<Double>, high: SIMD2<Double>)] = heads.map { ($0 - 0.45 * em, $0 + 0.45 * em) }
    var text = ""
    for (run, head) in zip(shown, heads) {
      let size = SIMD2(TextWidth.ems(run.label) * em, 1.1 * em)
      var best: (cost: Double, low: SIMD2<Double>)?
      for isLeft in [false, true] {
        for row in -6...6 {
          let low = SIMD2(
            isLeft ? head.x - size.x - 0.7 * em : head.x + 0.7 * em,
            head.y - size.y / 2 + Double(row) * 0.8 * em)
          let high = low + size
          let outside =
            low.x < 0 || low.y < 0 || high.x > panel.plot.width || high.y > panel.plot.height ? 100.0 : 0
          let covered = boxes.count {
            low.x < $0.high.x && high.x > $0.low.x && low.y < $0.high.y && high.y > $0.low.y
          }
          let cost = outside + 20 * Double(covered) + Double(abs(row)) + (isLeft ? 0.5 : 0)
          if cost < best?.cost ?? .infinity { best = (cost, low) }
        }
      }
      guard let low = best?.low else { continue }
      boxes.append((low, low + size))
      let corner = point(low + SIMD2(0, size.y / 2))
      text +=
        "\\node[anchor=west, inner sep=0pt, text=\(colors.name(run.color))] at "
        + "(axis cs:\(x.text(corner.x)),\(y.text(corner.y))) {\(TexText.escaped(run.label))};\n"
    }
    return text
  }

  /// The ramp with its numbers beside the plot.
  func colorBar(_ bar: ColorBar, _ box: PageBox) -> String {
    let stops = TexField.ramp(bar.ramp).map { TexField.stop($0) }.joined(separator: " ")
    let places = [0.0, 0.25, 0.5, 0.75, 1]
    let labels = places.map { "{\(TexText.escaped(bar.label($0)))}" }.joined(separator: ",")
    return """
      \\begin{axis}[
        panel, at={(\(TexPanel.length(box.x)),\(TexPanel.length(page.size.y - box.endY)))}, anchor=south west,
        width=\(TexPanel.length(box.width)), height=\(TexPanel.length(box.height)),
        xmin=0, xmax=1, ymin=0, ymax=1, xtick=\\empty, ytick pos=right, yticklabel pos=right,
        ytick={\(places.map { TexAxis.decimal($0, 2) }.joined(separator: ","))}, yticklabels={\(labels)}]
      \\addplot[surf, shader=interp, point meta=explicit, mesh/cols=2, point meta min=0, point meta max=1,
        colormap={heights}{\(stops)}] coordinates {
      \((0...64).map { step in
        let place = TexAxis.decimal(Double(step) / 64, 4)
        return "(0,\(place)) [\(place)] (1,\(place)) [\(place)]"
      }.joined(separator: "\n"))
      };
      \\end{axis}

      """
  }
}
