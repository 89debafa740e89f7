import CCairo
import Raster
import TerminalGraphics

// The runs on a page: in lines, in a table, or at the ends of their paths.
extension CairoPage {
  /// Draws the runs where the page names them.
  func drawNames() throws(CairoError) {
    switch page.names {
    case .none, .ends: break
    case .lines(let box): try drawLines(in: box)
    case .table(let box): try drawTable(in: box)
    }
  }

  private var row: Double { 1.55 * em }

  private func drawSign(of run: Page.Run, at place: SIMD2<Double>) {
    canvas.draw(run.sign, at: place, radius: 0.36 * em, run.color, rim: nil)
  }

  /// One run after the other, in as many lines as they need.
  private func drawLines(in box: PageBox) throws(CairoError) {
    var place = SIMD2(box.x, box.y + 1.1 * em)
    for run in page.runs {
      let name = "\(run.number) \(run.label)"
      let width = 1.35 * em + TextWidth.ems(name) * em
      if place.x > box.x, place.x + width > box.endX { place = SIMD2(box.x, place.y + row) }
      guard place.y < box.endY + 0.1 * em else { return }
      drawSign(of: run, at: place + SIMD2(0.45 * em, -0.33 * em))
      let drawn = try canvas.draw(name, at: place + SIMD2(1.2 * em, 0), size: em, page.colors.text)
      place.x += max(width, 1.35 * em + drawn) + 1.7 * em
    }
  }

  /// A run a row, with its loss.
  private func drawTable(in box: PageBox) throws(CairoError) {
    let colors = page.colors
    let head = box.y + 1.1 * em
    try canvas.draw("after step \(page.step)", at: SIMD2(box.x, head), size: small, colors.quiet)
    try canvas.draw("loss", at: SIMD2(box.endX, head), size: small, colors.quiet, .end)
    canvas.cairo.new_path(canvas.context)
    canvas.add([SIMD2(box.x, head + 0.5 * em), SIMD2(box.endX, head + 0.5 * em)])
    canvas.stroke(colors.quiet, width: hairline, isRound: false)
    for (index, run) in page.runs.enumerated() {
      let y = head + 0.35 * em + Double(index + 1) * row
      guard y < box.endY + 0.2 * em else { return }
      drawSign(of: run, at: SIMD2(box.x + 0.45 * em, y - 0.33 * em))
      let result = try canvas.draw(run.result, at: SIMD2(box.endX, y), size: small, colors.text, .end)
      let room = (box.width - 1.2 * em - result - em) / em
      let name = TextWidth.cut("\(run.number) \(run.label)", toEms: room)
      try canvas.draw(name, at: SIMD2(box.x + 1.2 * em, y), size: em, colors.text)
    }
  }

  /// Each run's name beside its head, above or below where another one stands.
  func drawNamesAtEnds() throws(CairoError) {
    guard let panel = page.panels.first(where: { $0.kind == "map" }) else { return }
    let lines = PlotLines(panel.figure, in: panel.plot)
    let size = 0.92 * em
    var taken: [PageBox] = []
    for run in page.runs {
      let end = lines.place(run.place)
      guard lines.contains(end) else { continue }
      let width = try canvas.width(of: run.label, size: size)
      let isRight = end.x + width + 1.2 * em < panel.plot.endX
      let x = isRight ? end.x + 0.75 * em : end.x - 0.75 * em - width
      // Tried nearer ones first, alternately below and above.
      let steps = (0..<24).map { index -> Double in
        let step = Double((index + 1) / 2) * 0.6 * size
        return index % 2 == 0 ? -step : step
      }
      let boxes = steps.map { PageBox(x: x, y: end.y + $0 - 0.55 * size, width: width, height: 1.1 * size) }
      let inside = boxes.filter { $0.y > panel.plot.y && $0.endY < panel.plot.endY }
      let box = inside.first { box in !taken.contains { $0.overlaps(box) } } ?? inside.first ?? boxes[0]
      taken.append(box)
      let halo = CairoFigure(canvas, panel.figure, in: panel.plot, em: em, page.colors, detail: detail)
        .casing(at: SIMD2(box.x + width / 2, box.y + size / 2))
      try canvas.draw(
        run.label, at: SIMD2(box.x, box.y + 0.88 * size), size: size, run.color, isBold: true,
        halo: (halo, 0.28 * size))
    }
  }
}

extension PageBox {
  fileprivate func overlaps(_ other: PageBox) -> Bool {
    x < other.endX && other.x < endX && y < other.endY && other.y < endY
  }
}
