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
    let whole = axis == .x ? model.document.map.view.x : model.document.map.view.y
    let names = axis == .x ? model.parameterNames : model.parameterNames.reversed()
    let run =
      model.derived.race.timelines.indices.contains(model.document.chosenRun) ? model.document.chosenRun : nil
    let timeline = run.map { model.derived.race.timelines[$0] }
    let step = run.map { model.step(of: $0) } ?? 0
    let point = timeline?.point(at: step).position ?? model.document.experiment.start
    let next = timeline.flatMap { step < $0.last ? axis.of($0.point(at: step + 1).position) : nil }
    let look = run.map { RunLook($0, in: model) }
    let color = look?.color ?? theme.strongColor

    let objective = model.derived.race.objective
    var slice = Slice(of: objective, through: point, along: axis, over: whole, count: 2 * rect.width)
    // What is said of the minimum counts for the whole view.
    let wide = slice
    let interval = slice.neighbourhood(next: next, in: whole)
    if interval != whole {
      slice = Slice(of: objective, through: point, along: axis, over: interval, count: 2 * rect.width)
    }
    let title = (look.map { "\($0.head) " } ?? "") + "\(model.lossName) along \(names[0])"
    let fixed = "\(names[1]) = \(SliceCaption.number(axis.other(point)))"
    let border = PanelBorder(
      pane: id, rect: rect, title: title, titleStyle: Style(color, on: theme.ground, .bold),
      note: "\(fixed)   \(model.lossName) \(Numerals.scientific(slice.loss, digits: 3))", noteColumns: 36)
    let keys = border.draw(model, on: &frame)

    let words = captionRows(rect)
    let plot = PlotAxes.plot(in: rect, y: slice.range, rowsBelow: words + (words > 0 ? 1 : 0))
    guard plot.width >= 8, plot.height >= 3 else { return PaneContent(keys) }
    let projection = Projection(plot, x: interval, y: slice.range)
    let axes = PlotAxes.axes(projection, name: names[0])
    CellAxes(projection, in: rect, theme).draw(axes, row: plot.endY + (words > 0 ? 1 : 0), on: &frame)
    let batch = batchCurve(run, step, point, axis, slice, model)
    if !batch.isEmpty, rect.width >= 50 {
      frame.put(
        " thin: the loss of this step's batch ", endingAt: rect.endX - 2, row: rect.endY - 1,
        theme.quietStyle)
    }
    var figure = figure(slice, batch, model, projection, color, head: look?.head ?? MapSign.start.sign)
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
        wide, names: (names[0], names[1]), next: next, isData: model.regression != nil)
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

  /// The loss of the batch of the run's next step, along the same line; empty if that is the whole.
  private static func batchCurve(
    _ run: Int?, _ step: Int, _ point: Point<Double>, _ axis: Slice.Axis, _ slice: Slice, _ model: Model
  ) -> [SIMD2<Double>] {
    guard let run, point.isFinite, let batches = model.derived.race.batches(of: run), !batches.isWhole else {
      return []
    }
    let batch = model.derived.race.objective.taking(batchSize: batches.size).batch(
      ofStep: step, seed: model.derived.race.conditions.seed)
    // Not every point: a batch's loss is as smooth as the whole's.
    let stride = max(4, slice.curve.count * batches.size / 500_000)
    let last = slice.curve.count - 1
    return Swift.stride(from: 0, to: slice.curve.count + stride - 1, by: stride).map { index in
      let place = slice.curve[min(index, last)].x
      let value = batch.value(at: axis == .x ? Point(place, point.y) : Point(point.x, place))
      return SIMD2(place, value)
    }
  }

  /// The curve over its area, the tangent, the point and the minimum.
  private static func figure(
    _ slice: Slice, _ batch: [SIMD2<Double>], _ model: Model, _ projection: Projection, _ color: Color,
    head: Unicode.Scalar
  ) -> Figure {
    let theme = model.derived.theme
    let foot = projection.y.lowerBound
    let here = SIMD2(slice.place, slice.loss)
    let text = theme.textColor
    let curve = slice.curve
    var shapes: [Shape] = [.area(Line(curve, Stroke(text, strength: 0.12)))]
    // From the point and the minimum down to the axis, where their coordinates are read.
    if let lowest = slice.lowest, !lowest.isOutside {
      let ends = [SIMD2(lowest.place, lowest.loss), SIMD2(lowest.place, foot)]
      shapes.append(.line(Line(ends, Stroke(text, strength: 0.35, dash: Stroke.Dash(on: 1, off: 2)))))
    }
    shapes.append(
      .line(
        Line(
          [here, SIMD2(slice.place, foot)], Stroke(color, strength: 0.5, dash: Stroke.Dash(on: 1, off: 1)))))
    shapes.append(.line(Line(batch, Stroke(color, strength: 0.55))))
    shapes.append(.line(Line(curve, Stroke(text, .curve, strength: 0.6))))
    let ends = tangentEnds(slice, projection)
    shapes.append(.line(Line([ends.0, ends.1], Stroke(color, .path, sign: "*"))))
    if let lowest = slice.lowest, !lowest.isOutside {
      shapes.append(
        .mark(Mark(MapSign.minimum.sign, at: SIMD2(lowest.place, lowest.loss), theme.strong, isBold: true)))
    }
    shapes.append(.mark(Mark(head, at: here, theme.strong, isBold: true, showsWay: true)))
    return Figure(x: projection.x, y: projection.y, ground: theme.ground, shapes: shapes)
  }

  /// The ends of the tangent: of the same length to the eye whatever its slope.
  private static func tangentEnds(_ slice: Slice, _ projection: Projection) -> (SIMD2<Double>, SIMD2<Double>)
  {
    let rect = projection.rect
    let across = Double(rect.width) / projection.x.length
    let up = 2 * Double(rect.height) / projection.y.length * slice.slope
    let length = (across * across + up * up).squareRoot()
    let reach = 0.45 * Double(min(rect.width, 2 * rect.height)) / length
    let here = SIMD2(slice.place, slice.loss)
    let d = SIMD2(reach, reach * slice.slope)
    return (here - d, here + d)
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
