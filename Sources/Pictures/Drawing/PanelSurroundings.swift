import TerminalGraphics

/// What is written around a panel's plot: its title, axes, colour bar and captions.
struct PanelSurroundings {
  private let panel: Page.Panel
  private let page: Page
  private var em: Double { page.em }
  private var plot: PageBox { panel.plot }

  init(_ panel: Page.Panel, _ page: Page) { (self.panel, self.page) = (panel, page) }

  /// The size of numbers.
  private var small: Double { 0.87 * em }

  var drawn: [Drawn] {
    var drawn: [Drawn] = []
    let isSolid = panel.figure.space != .plane
    if !panel.title.isEmpty {
      let room = (plot.endX - plot.x) / em * 0.98
      drawn.append(
        text(
          TextWidth.cut(panel.title, toEms: room), SIMD2(plot.x, plot.y - 0.6 * em), em, page.colors.text))
    }
    if let axes = panel.figure.axes, !isSolid { drawn += self.axes(axes) }
    if let bar = panel.figure.colorBar, let box = panel.bar { drawn += colorBar(bar, box) }
    for (line, caption) in panel.caption.enumerated() {
      let below = panel.figure.axes?.x.name.isEmpty == false ? 3.9 : 2.6
      drawn.append(
        text(
          caption, SIMD2(plot.x, plot.endY + (below + 1.45 * Double(line)) * em), small,
          line == 0 ? page.colors.text : page.colors.quiet))
    }
    return drawn
  }

  private func axes(_ axes: Axes) -> [Drawn] {
    let plane = PanelPlane(panel.figure, plot)
    let isChart = !panel.figure.hasField
    var drawn: [Drawn] = []
    var (grid, ticks): ([[SIMD2<Double>]], [[SIMD2<Double>]]) = ([], [])
    let length = 0.32 * em
    for tick in axes.x.ticks {
      let x = plane.place(SIMD2(tick.place, panel.figure.y.lowerBound)).x
      guard x >= plot.x - 0.5, x <= plot.endX + 0.5 else { continue }
      ticks.append([SIMD2(x, plot.endY), SIMD2(x, plot.endY + length)])
      if isChart { grid.append([SIMD2(x, plot.y), SIMD2(x, plot.endY)]) }
      drawn.append(
        text(tick.label, SIMD2(x, plot.endY + length + 0.95 * em), small, page.colors.quiet, .middle))
    }
    for tick in axes.y.ticks {
      let y = plane.place(SIMD2(panel.figure.x.lowerBound, tick.place)).y
      guard y >= plot.y - 0.5, y <= plot.endY + 0.5 else { continue }
      ticks.append([SIMD2(plot.x - length, y), SIMD2(plot.x, y)])
      if isChart { grid.append([SIMD2(plot.x, y), SIMD2(plot.endX, y)]) }
      drawn.append(
        text(tick.label, SIMD2(plot.x - length - 0.3 * em, y + 0.3 * em), small, page.colors.quiet, .end))
    }
    if !axes.x.name.isEmpty {
      drawn.append(
        text(
          axes.x.name, SIMD2(plot.x + plot.width / 2, plot.endY + length + 2.25 * em), em, page.colors.text,
          .middle))
    }
    if !axes.y.name.isEmpty {
      let widest = axes.y.ticks.map { TextWidth.ems($0.label) }.max() ?? 0
      let place = SIMD2(plot.x - length - 0.9 * em - widest * small, plot.y + plot.height / 2)
      // A letter stands upright; a word is turned, as on paper.
      if TextWidth.ems(axes.y.name) <= 1.2 {
        drawn.append(text(axes.y.name, place + SIMD2(0, 0.35 * em), em, page.colors.text, .end))
      } else {
        var name = DrawnText(
          text: axes.y.name, place: place, size: em, color: page.colors.text, anchor: .middle)
        name.turn = -90
        drawn.append(.text(name))
      }
    }
    let line = DrawnInk(color: page.colors.base.blended(towards: page.colors.quiet, 0.7))
    var lines: [Drawn] = []
    if !grid.isEmpty {
      lines.append(
        .path(DrawnPath(lines: grid, stroke: DrawnInk(color: page.colors.grid), width: 0.06 * em)))
    }
    lines.append(.path(DrawnPath(lines: ticks, stroke: line, width: 0.075 * em)))
    lines.append(
      .path(
        DrawnPath(lines: [plot.corners], isClosed: true, stroke: line, width: 0.075 * em)))
    return lines + drawn
  }

  private func colorBar(_ bar: ColorBar, _ box: PageBox) -> [Drawn] {
    var drawn: [Drawn] = [.ramp(bar.ramp, box)]
    let line = DrawnInk(color: page.colors.base.blended(towards: page.colors.quiet, 0.7))
    var ticks: [[SIMD2<Double>]] = []
    let parts = box.height < 9 * em ? 1 : box.height < 18 * em ? 2 : 4
    for part in 0...parts {
      let place = Double(part) / Double(parts)
      let y = box.endY - place * box.height
      ticks.append([SIMD2(box.endX, y), SIMD2(box.endX + 0.25 * em, y)])
      let number = TextWidth.cut(PanelSurroundings.power(bar.label(place)), toEms: 4)
      drawn.append(text(number, SIMD2(box.endX + 0.5 * em, y + 0.3 * em), small, page.colors.quiet))
    }
    drawn.append(.path(DrawnPath(lines: ticks, stroke: line, width: 0.075 * em)))
    drawn.append(
      .path(DrawnPath(lines: [box.corners], isClosed: true, stroke: line, width: 0.075 * em)))
    return drawn
  }

  /// `6×10⁵` for `6e+05`: a number as paper writes it.
  static func power(_ number: String) -> String {
    let parts = number.split(separator: "e", omittingEmptySubsequences: false)
    guard parts.count == 2, let exponent = Int(parts[1].replacing("−", with: "-")), exponent != 0 else {
      return number
    }
    let raised = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    let digits = String(exponent.magnitude).compactMap(\.wholeNumberValue).map { raised[$0] }
    return (parts[0] == "1" ? "" : "\(parts[0])×") + "10" + (exponent < 0 ? "⁻" : "") + String(digits)
  }

  private func text(
    _ text: String, _ place: SIMD2<Double>, _ size: Double, _ color: Color,
    _ anchor: DrawnText.Anchor = .start
  ) -> Drawn {
    .text(DrawnText(text: text, place: place, size: size, color: color, anchor: anchor))
  }
}

extension PageBox {
  /// The corners, the upper left one first.
  var corners: [SIMD2<Double>] { [SIMD2(x, y), SIMD2(endX, y), SIMD2(endX, endY), SIMD2(x, endY)] }
}

extension Figure {
  /// Whether heights lie below everything.
  var hasField: Bool { field != nil }

  /// The heights below everything; `nil` without any.
  var field: Field? {
    for case .field(let field) in backdrop.shapes { return field }
    return nil
  }
}

/// Where a figure's plane lies on the page.
struct PanelPlane {
  let plot: PageBox
  private let x: ClosedRange<Double>
  private let y: ClosedRange<Double>

  init(_ figure: Figure, _ plot: PageBox) { (x, y, self.plot) = (figure.x, figure.y, plot) }

  /// The place of a point of the plane.
  func place(_ point: SIMD2<Double>) -> SIMD2<Double> {
    SIMD2(
      plot.x + (point.x - x.lowerBound) / (x.upperBound - x.lowerBound) * plot.width,
      plot.endY - (point.y - y.lowerBound) / (y.upperBound - y.lowerBound) * plot.height)
  }

  /// The point of the plane at a place.
  func point(_ place: SIMD2<Double>) -> SIMD2<Double> {
    SIMD2(
      x.lowerBound + (place.x - plot.x) / plot.width * (x.upperBound - x.lowerBound),
      y.lowerBound + (plot.endY - place.y) / plot.height * (y.upperBound - y.lowerBound))
  }
}
