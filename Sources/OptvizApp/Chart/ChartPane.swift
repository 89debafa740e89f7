import Optimization
import TerminalGraphics

extension PaneID {
  public static let chart = PaneID("chart")
}

/// The loss of every run over its steps, or another number of it over another count, up to the step on display.
///
/// The axes span the whole race, so that nothing jumps while it plays.
enum ChartPane: Pane {
  static let id = PaneID.chart
  static let place = PanePlace.side
  static let takesFocus = true
  static let canHide = true
  static let leastHeight: Int? = 7
  static let keys: [Command] = [.toggleLossAxis, .nextChartQuantity, .nextChartSpan]

  static func draw(_ model: Model, in rect: Rect, on frame: inout Frame) -> PaneContent {
    let theme = model.derived.theme
    let series = ChartSeries(model)
    let axis = ChartAxis(model, series)
    let note = axis.name + (series.span == .steps ? "" : ", by \(series.span.rawValue)")
    let showsBatches =
      series.quantity == .loss
      && model.visibleRuns.contains { !model.derived.race.timelines[$0].track.batchLosses.isEmpty }
    let border = PanelBorder(
      pane: id, rect: rect, title: series.quantity.title, titleStyle: theme.strongStyle, note: note,
      caption: showsBatches ? "━ all  ⠂ batch" : "")
    let keys = border.draw(model, on: &frame)
    // A low panel has the numbers below its axis in its border.
    let inner = rect.inside.inset(left: 6, right: 1, bottom: rect.height < 9 ? 0 : 1)
    guard inner.width >= 8, inner.height >= 2, model.derived.race.budget > 0 else { return PaneContent(keys) }
    let projection = Projection(inner, x: 0...series.end, y: axis.range)

    let figure = figure(model, series, axis, projection)
    if let axes = figure.axes {
      CellAxes(projection, in: rect, theme).beside(axes.y, mayTouch: true, on: &frame)
    }
    cursor(model, series, projection, on: &frame)

    let placed = model.draw(figure, of: id, in: inner, on: &frame)
    EmptyNote.draw(model, in: inner, on: &frame)
    ChartReadout(model, series, projection)?.draw(model, over: inner, on: &frame)
    // Only on the race's own clock does a place stand for a moment.
    let regions = series.span == .steps ? [HitRegion(rect: inner, target: .timeline(share: 0))] : []
    return PaneContent(keys + regions, figures: placed)
  }

  /// Below the axis: where the step on display is, and where the axis ends.
  ///
  /// The cursor is a single cell: a line through the chart would be most of an animation's output.
  private static func cursor(
    _ model: Model, _ series: ChartSeries, _ projection: Projection, on frame: inout Frame
  ) {
    let theme = model.derived.theme
    let inner = projection.rect
    let hasRun = model.derived.race.timelines.indices.contains(model.document.chosenRun)
    let now =
      series.span == .steps || !hasRun
      ? Double(model.readableStep)
      : series.place(of: model.document.chosenRun, at: model.readableStep(of: model.document.chosenRun))
    let cursor = projection.cell(of: SIMD2(now, projection.y.lowerBound))?.column ?? inner.x
    // The ends stay readable whatever the step: the first stands before the plot, the last one before its last column.
    frame.put("0", column: inner.x - 1, row: inner.endY, theme.quietStyle)
    let end = lastTick(model, series)
    let first = inner.endX - 1 - Frame.columns(of: end)
    frame.put(end, endingAt: inner.endX - 1, row: inner.endY, theme.quietStyle)
    guard (first..<inner.endX - 1).contains(cursor) else {
      frame.put("▴", column: cursor, row: inner.endY, theme.strongStyle)
      return
    }
    // Where the cursor passes below a digit, the digit stands out in its place.
    frame[cursor, inner.endY] = Cell(
      frame[cursor, inner.endY].symbol, foreground: theme.strong, background: theme.ground,
      attributes: [.bold, .underline])
  }

  /// The number at the end of the axis, with its unit if there are two.
  private static func lastTick(_ model: Model, _ series: ChartSeries) -> String {
    switch series.span {
    case .steps:
      guard model.exampleCount != nil else { return String(model.derived.race.budget) }
      return model.counted(model.derived.race.budget).grouped
        + (model.countsExamples ? " examples" : " steps")
    case .evaluations, .examples: return series.words(for: series.end)
    }
  }

  /// The losses of batches as faint dots, and every run's line above them; where lines coincide, each shows in pieces.
  static func figure(
    _ model: Model, _ series: ChartSeries, _ axis: ChartAxis, _ projection: Projection
  ) -> Figure {
    let runs = model.visibleRuns
    // A few places for each column of dots: more could not be told apart.
    let columns = model.dots(across: projection.rect)
    var shapes: [Shape] = []
    if series.quantity == .loss {
      shapes = runs.compactMap { batchDots($0, model, series, axis, columns).map { .dots($0) } }
    }
    shapes.append(.trails(runs.map { trail($0, model, series, axis, columns) }))
    let ticks = axis.ticks(atMost: max(2, projection.rect.height / 4)).map {
      Axis.Tick($0.place, $0.label.replacing("e+0", with: "e"))
    }
    let ends = [Axis.Tick(0, "0"), Axis.Tick(series.end, lastTick(model, series))]
    return Figure(
      x: projection.x, y: projection.y, ground: model.derived.theme.ground, shapes: shapes,
      axes: Axes(x: Axis(ends), y: Axis(ticks)))
  }

  /// Batch losses in a column of dots for each run; more would blur.
  private static let batchesPerColumn = 2

  /// The losses of the batches as a training script logs them: a faint dot each, only as many as can be told apart.
  private static func batchDots(
    _ run: Int, _ model: Model, _ series: ChartSeries, _ axis: ChartAxis, _ columns: Int
  ) -> Dots? {
    let timeline = model.derived.race.timelines[run]
    let track = timeline.track
    guard !track.batchLosses.isEmpty else { return nil }
    // The choice does not depend on the moment, so that dots on display stay where they are.
    let points = track.isWhole ? timeline.budget : track.count
    let stride = points / (columns * batchesPerColumn) + 1
    let count = min(track.count(upTo: model.readableStep(of: run)), track.batchLosses.count)
    let places = Swift.stride(from: 0, to: count, by: stride).map {
      SIMD2(series.place(of: run, atIndex: $0), axis.place(track.batchLosses[$0]))
    }
    var stroke = RunLook.stroke(run, in: model, .hair, strength: 0.55)
    stroke.sign = "."
    return Dots(places, stroke)
  }

  /// What a line of the chart depends on beside the axes.
  private struct TrailKey: Hashable, Sendable {
    let track: TrackKey
    let quantity: ChartQuantity
    let span: ChartSpan
    let isLogarithmic: Bool
    let stride: Int
  }

  private static func trail(
    _ run: Int, _ model: Model, _ series: ChartSeries, _ axis: ChartAxis, _ columns: Int
  ) -> Trail {
    let timeline = model.derived.race.timelines[run]
    let track = timeline.track
    let last = track.count(upTo: model.readableStep(of: run)) - 1
    // More than a few points for each column of dots would not be visible; where points are left out, the rest are those
    // that are. The last one is left out, too, if it is not one of them, as it would not stay.
    let stride = track.isWhole ? timeline.last / (columns * 8) + 1 : 1
    let isAboveDots = series.quantity == .loss && !track.batchLosses.isEmpty
    let key = TrailKey(
      track: TrackKey(run, model), quantity: series.quantity, span: series.span,
      isLogarithmic: model.document.chart.isLogarithmic, stride: stride)
    return Trail(
      key, count: last / stride + 1, RunLook.stroke(run, in: model, isAboveDots ? .curve : .hair)
    ) { index in
      let place = index * stride
      return SIMD2(series.place(of: run, atIndex: place), axis.place(series.value(of: run, atIndex: place)))
    }
  }
}
