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

  static func draw(_ model: Model, in rect: Rect, on frame: inout Frame) -> [HitRegion] {
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
    guard inner.width >= 8, inner.height >= 2, model.derived.race.budget > 0 else { return keys }
    let projection = Projection(inner, x: 0...series.end, y: axis.range)

    let ticks = axis.ticks(atMost: max(2, inner.height / 4)).map {
      (place: $0.place, label: $0.label.replacing("e+0", with: "e"))
    }
    PlotAxes.numbersBeside(ticks, projection, in: rect, mayTouch: true, theme, on: &frame)
    cursor(model, series, projection, on: &frame)

    var canvas = Canvas(projection, ground: theme.ground)
    let marker = model.document.marker
    if showsBatches {
      var dots = DotLayer(projection, marker: marker)
      for run in model.visibleRuns { drawBatches(run, model, series, axis, on: &dots) }
      canvas.add(dots)
    }
    canvas.add(lines(model, series, axis, projection))
    canvas.draw(on: &frame)
    ChartReadout(model, series, projection)?.draw(model, over: inner, on: &frame)
    // Only on the race's own clock does a place stand for a moment.
    return keys + (series.span == .steps ? [HitRegion(rect: inner, target: .timeline(share: 0))] : [])
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
    let end = lastTick(model, series)
    if cursor > inner.x + 1 { frame.put(" 0 ", column: inner.x - 1, row: inner.endY, theme.quietStyle) }
    if cursor < inner.endX - Frame.columns(of: end) - 1 {
      frame.put(" \(end) ", endingAt: inner.endX + 1, row: inner.endY, theme.quietStyle)
    }
    frame.put("▴", column: cursor, row: inner.endY, theme.strongStyle)
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

  /// Batch losses in a column of dots for each run; more would blur.
  private static let batchesPerColumn = 2

  /// The losses of the batches as a training script logs them: a faint dot each, only as many as can be told apart.
  private static func drawBatches(
    _ run: Int, _ model: Model, _ series: ChartSeries, _ axis: ChartAxis, on layer: inout DotLayer
  ) {
    let timeline = model.derived.race.timelines[run]
    // The choice does not depend on the moment, so that dots on display stay where they are.
    let columns = max(1, layer.projection.rect.width * layer.marker.columns * batchesPerColumn)
    let track = timeline.track
    let points = track.isWhole ? timeline.budget : track.count
    let stride = points / columns + 1
    var ink = RunLook.ink(run, in: model, strength: 0.55)
    if ink.symbol != nil { ink.symbol = "." }
    ink.attributes = []
    track.batchLosses.withUnsafeBufferPointer { losses in
      let count = track.count(upTo: model.readableStep(of: run))
      for index in Swift.stride(from: 0, to: min(count, losses.count), by: stride) {
        let place = SIMD2(series.place(of: run, atIndex: index), axis.place(losses[index]))
        layer.line(1, isThick: false, point: { _ in place }, ink: { _ in ink })
      }
    }
  }

  /// Every run's line; where lines coincide, each shows in pieces.
  private static func lines(
    _ model: Model, _ series: ChartSeries, _ axis: ChartAxis, _ projection: Projection
  ) -> DotLayer {
    var layer = DotLayer(projection, marker: model.document.marker)
    let runs = model.visibleRuns
    let traces = runs.map { run in
      let timeline = model.derived.race.timelines[run]
      let track = timeline.track
      let last = track.count(upTo: model.readableStep(of: run)) - 1
      // More than a few points for each column of dots would not be visible; where points are left out, the rest are those
      // that are.
      let stride =
        track.isWhole ? timeline.last / (projection.rect.width * layer.marker.columns * 8) + 1 : 1
      let isThick = series.quantity == .loss && !track.batchLosses.isEmpty && layer.marker.isFine
      var trace = PathTrace(projection, marker: layer.marker, isThick: isThick)
      trace.extend(to: (last + stride - 1) / stride + 1) { index in
        let place = min(last, index * stride)
        return SIMD2(
          series.place(of: run, atIndex: place), axis.place(series.value(of: run, atIndex: place)))
      }
      return trace
    }
    let inks = runs.map { RunLook.ink($0, in: model) }
    layer.add(traces) { index, _ in inks[index] }
    return layer
  }
}
