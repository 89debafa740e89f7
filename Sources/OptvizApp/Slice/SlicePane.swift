import Arithmetic
import Optimization
import TerminalGraphics

extension PaneID {
  public static let slice = PaneID("slice")
}

/// The loss along one parameter through the chosen run's point, with the tangent there and the next step: the
/// picture from which gradient descent is explained.
enum SlicePane: Pane {
  static let id = PaneID.slice
  static let place = PanePlace.main
  static let takesFocus = true
  static let canHide = false
  static let keys: [Command] = [.nextView, .resetView]

  static func draw(_ model: Model, in rect: Rect, on frame: inout Frame) -> PaneContent {
    let theme = model.derived.theme
    let axis: Slice.Axis = model.derived.layout.mainView == .sliceY ? .y : .x
    let content = SliceContent(
      model, axis, columns: max(rect.width, model.dots(across: rect) / 2))
    let (slice, next, run) = (content.slice, content.next, content.run)
    let (look, color, point, names) = (content.look, content.color, content.point, content.names)
    let title = (look.map { "\($0.head) " } ?? "") + "\(model.lossName) along \(names[0])"
    let fixed = "\(names[1]) = \(SliceCaption.number(axis.other(point)))"
    let border = PanelBorder(
      pane: id, rect: rect, title: title, titleStyle: Style(color, on: theme.ground, .bold),
      note: "\(fixed)   \(model.lossName) \(Numerals.scientific(slice.loss, digits: 3))", noteColumns: 36)
    let keys = border.draw(model, on: &frame)

    let words = captionRows(rect)
    let plot = PlotAxes.plot(in: rect, y: slice.range, rowsBelow: words + (words > 0 ? 1 : 0))
    guard plot.width >= 8, plot.height >= 3 else { return PaneContent(keys) }
    let projection = Projection(plot, x: content.interval, y: slice.range)
    let axes = PlotAxes.axes(projection, name: names[0])
    CellAxes(projection, in: rect, theme).draw(axes, row: plot.endY + (words > 0 ? 1 : 0), on: &frame)
    if let run, point.isFinite, rect.width >= 50, model.derived.race.batches(of: run)?.isWhole == false {
      frame.put(
        " thin: the loss of this step's batch ", endingAt: rect.endX - 2, row: rect.endY - 1,
        theme.quietStyle)
    }
    var figure = content.figure(model, on: projection)
    figure.axes = axes
    let placed = model.draw(figure, of: id, in: plot, on: &frame)
    HoverLine.draw(model, projection, names: (names[0], nil), in: rect, on: &frame) { place in
      let value = model.derived.race.objective.value(
        at: axis == .x ? Point(place, point.y) : Point(point.x, place))
      return [(model.lossName, value)]
    }
    if words > 0 {
      axisLine(slice, next, run, model, projection, color, on: &frame)
      let caption = SliceCaption(
        content.wide, names: (names[0], names[1]), next: next, isData: model.regression != nil)
      for (i, line) in caption.lines(words, width: rect.width - 4).enumerated() {
        frame.put(
          model.environment.glyphs.formula(line.text), column: rect.x + 2, row: rect.endY - 1 - words + i,
          line.isStrong ? Style(color, on: theme.ground, .bold) : theme.textStyle, width: rect.width - 4)
      }
    }
    return PaneContent(keys, figures: placed)
  }

  /// Rows for the words below: three where the case needs two.
  private static func captionRows(_ rect: Rect) -> Int {
    rect.height >= 18 && rect.width < 96 ? 3 : rect.height >= 14 ? 2 : rect.height >= 10 ? 1 : 0
  }

  /// The axis below the curve: where every run stands along it, and an arrow to where the step leads.
  private static func axisLine(
    _ slice: Slice, _ next: Double?, _ run: Int?, _ model: Model, _ projection: Projection, _ color: Color,
    on frame: inout Frame
  ) {
    let theme = model.derived.theme
    let plot = projection.rect
    let row = plot.endY
    frame.fill(
      Rect(x: plot.x, y: row, width: plot.width, height: 1), "─", Style(theme.border, on: theme.ground))
    func column(_ place: Double) -> Int? {
      projection.cell(of: SIMD2(place, projection.y.lowerBound))?.column
    }
    for other in model.visibleRuns where other != run {
      let position = model.derived.race.point(of: other, at: model.step(of: other)).position
      let look = RunLook(other, in: model)
      if let column = column(slice.axis.of(position)) {
        let faded = theme.ground.map { $0.blended(towards: look.color, 0.6) } ?? look.color
        frame.put(String(look.head), column: column, row: row, Style(faded, on: theme.ground))
      }
    }
    if let lowest = slice.lowest, !lowest.isOutside, let column = column(lowest.place) {
      frame.put("┴", column: column, row: row, theme.textStyle)
    }
    guard let from = column(slice.place) else { return }
    let style = Style(color, on: theme.ground, .bold)
    frame.put("┴", column: from, row: row, style)
    guard let next, next != slice.place else { return }
    let isRight = next > slice.place
    // For a place outside the arrow ends at the edge.
    let to = column(min(max(next, projection.x.lowerBound), projection.x.upperBound)) ?? from
    // A step shorter than a cell still has a direction.
    let tip = isRight ? max(to, from + 1) : min(to, from - 1)
    guard tip >= plot.x, tip < plot.endX else { return }
    for between in min(from, tip) + 1..<max(from, tip, min(from, tip) + 1) {
      frame.put("━", column: between, row: row, style)
    }
    frame.put(isRight ? "▶" : "◀", column: tip, row: row, style)
  }
}
