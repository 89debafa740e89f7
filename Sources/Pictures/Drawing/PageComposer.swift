import TerminalGraphics

extension PageDrawing {
  /// The drawing of a page.
  ///
  /// - Parameter moves: whether the page is the end of a race that moves. Then signs stay where their runs are, also where
  ///   they hide one another, and nothing is written that is true only in the end.
  init(_ page: Page, moves: Bool = false) {
    size = page.size
    ground = page.colors.ground
    surroundings = []
    panels = []
    above = []
    let around = PageSurroundings(page, moves: moves)
    surroundings += around.titles
    for panel in page.panels {
      surroundings += PanelSurroundings(panel, page).drawn
      panels.append(PanelComposer.panel(panel, page, spreadsHeads: !moves))
    }
    if page.names == .ends { above = moves ? [] : around.names } else { surroundings += around.names }
  }
}

/// Titles, and the names of runs.
private struct PageSurroundings {
  private let page: Page
  private var em: Double { page.em }

  private let moves: Bool

  init(_ page: Page, moves: Bool) { (self.page, self.moves) = (page, moves) }

  var titles: [Drawn] {
    guard !page.title.isEmpty, page.size.y >= 16 * em else { return [] }
    let width = page.size.x - 2 * page.titlePlace.x
    let size = 1.4 * em
    var drawn = [
      text(
        TextWidth.cut(page.title, toEms: width / size * 0.94), page.titlePlace, size, page.colors.strong,
        isBold: true)
    ]
    let below = page.titlePlace + SIMD2(0, 1.6 * em)
    if !page.subtitle.isEmpty { drawn.append(text(page.subtitle, below, em, page.colors.quiet)) }
    drawn.append(
      text(
        moves ? "\(page.step) steps" : "step \(page.step)", below + SIMD2(width, 0), em, page.colors.quiet,
        anchor: .end))
    return drawn
  }

  var names: [Drawn] {
    switch page.names {
    case .none: []
    case .ends: ends
    case .lines(let box): lines(box)
    case .table(let box): table(box)
    }
  }

  private func lines(_ box: PageBox) -> [Drawn] {
    let places = Page.places(page.runs.map(\.label), width: box.width / em)
    return zip(page.runs, places).flatMap { run, place -> [Drawn] in
      let left = box.x + place.x * em
      let line = box.y + (Double(place.line) + 0.68) * Page.nameRow * em
      let room = (box.endX - left) / em - Page.signWidth
      return [
        sign(run, SIMD2(left + 0.5 * em, line - 0.35 * em)),
        text(
          TextWidth.cut(run.label, toEms: room), SIMD2(left + Page.signWidth * em, line), em, page.colors.text
        ),
      ]
    }
  }

  private func table(_ box: PageBox) -> [Drawn] {
    let hasOutcomes = !moves && page.runs.contains { !$0.outcome.isEmpty }
    let outcomes = hasOutcomes ? 8.4 * em : 0
    let losses = box.endX - outcomes
    let heads = box.y + 1.1 * em
    var drawn: [Drawn] = [
      text("run", SIMD2(box.x + Page.signWidth * em, heads), 0.87 * em, page.colors.quiet),
      text(moves ? "" : "loss", SIMD2(losses, heads), 0.87 * em, page.colors.quiet, anchor: .end),
      .path(
        DrawnPath(
          lines: [[SIMD2(box.x, heads + 0.5 * em), SIMD2(box.endX, heads + 0.5 * em)]],
          stroke: DrawnInk(color: page.colors.grid), width: 0.07 * em)),
    ]
    let first = box.y + 1.9 * em
    let rows = Int((box.height - 1.9 * em) / (Page.nameRow * em) + 0.01)
    let shown = page.runs.count > rows ? max(0, rows - 1) : page.runs.count
    for (row, run) in page.runs.prefix(shown).enumerated() {
      let line = first + (Double(row) + 0.68) * Page.nameRow * em
      let width = moves ? 0 : TextWidth.ems(run.result)
      let room = (losses - box.x) / em - Page.signWidth - width - 0.8
      drawn.append(sign(run, SIMD2(box.x + 0.5 * em, line - 0.35 * em)))
      drawn.append(
        text(
          TextWidth.cut(run.label, toEms: room), SIMD2(box.x + Page.signWidth * em, line), em,
          page.colors.text))
      guard !moves else { continue }
      drawn.append(text(run.result, SIMD2(losses, line), em, page.colors.text, anchor: .end))
      if !run.outcome.isEmpty {
        drawn.append(text(run.outcome, SIMD2(losses + 0.9 * em, line), 0.87 * em, page.colors.quiet))
      }
    }
    if shown < page.runs.count {
      let line = first + (Double(shown) + 0.68) * Page.nameRow * em
      drawn.append(
        text(
          "and \(page.runs.count - shown) more", SIMD2(box.x + Page.signWidth * em, line), em,
          page.colors.quiet))
    }
    return drawn
  }

  /// Names beside the heads on the first panel, each free of the others.
  private var ends: [Drawn] {
    guard let panel = page.panels.first, panel.kind == "map" else {
      return []
    }
    let plane = PanelPlane(panel.figure, panel.plot)
    var taken: [PageBox] = []
    return page.runs.compactMap { run in
      let head = plane.place(run.place)
      guard head.x.isFinite, head.y.isFinite else { return nil }
      let inside = SIMD2(
        max(panel.plot.x, min(panel.plot.endX, head.x)), max(panel.plot.y, min(panel.plot.endY, head.y)))
      let width = TextWidth.ems(run.label) * em
      let isRight = inside.x + width + 1.4 * em < panel.plot.endX
      let offsets = (0..<24).map { Double(($0 + 1) / 2) * ($0.isMultiple(of: 2) ? 1 : -1) * 1.2 * em }
      for offset in offsets {
        let place = inside + SIMD2(isRight ? 0.95 * em : -0.95 * em, 0.35 * em + offset)
        let box = PageBox(
          x: isRight ? place.x : place.x - width, y: place.y - 0.85 * em, width: width, height: 1.1 * em)
        let fits = box.y > panel.plot.y && box.endY < panel.plot.endY
        guard fits, taken.allSatisfy({ !$0.overlaps(box) }) else { continue }
        taken.append(box)
        var drawn = DrawnText(
          text: run.label, place: place, size: em, color: run.color, anchor: isRight ? .start : .end)
        drawn.isBold = true
        drawn.halo = DrawnInk(color: page.colors.base, opacity: 0.85)
        return .text(drawn)
      }
      return nil
    }
  }

  private func sign(_ run: Page.Run, _ place: SIMD2<Double>) -> Drawn {
    .path(SignDrawing.path(run.sign, at: place, radius: 0.4 * em, fill: run.color, rim: nil))
  }

  private func text(
    _ text: String, _ place: SIMD2<Double>, _ size: Double, _ color: Color,
    anchor: DrawnText.Anchor = .start, isBold: Bool = false
  ) -> Drawn {
    .text(DrawnText(text: text, place: place, size: size, color: color, anchor: anchor, isBold: isBold))
  }
}

extension PageBox {
  /// Whether two boxes have a point in common.
  func overlaps(_ other: PageBox) -> Bool {
    x < other.endX && other.x < endX && y < other.endY && other.y < endY
  }
}

/// Signs as shapes on a page.
enum SignDrawing {
  /// A sign around a place, with a rim that sets it off from what lies below.
  static func path(
    _ sign: Unicode.Scalar, at place: SIMD2<Double>, radius: Double, fill: Color,
    rim: (color: Color, width: Double)?
  ) -> DrawnPath {
    let shape = SignShape(sign)
    return DrawnPath(
      lines: shape.outlines.map { $0.map { place + $0 * radius } }, isClosed: true,
      fill: DrawnInk(color: fill), stroke: rim.map { DrawnInk(color: $0.color) }, width: rim?.width ?? 0,
      hasRim: rim != nil)
  }
}
