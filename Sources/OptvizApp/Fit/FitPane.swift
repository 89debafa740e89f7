import Optimization
import TerminalGraphics

extension PaneID {
  public static let fit = PaneID("fit")
}

/// The examples, and each run's model at this step: its line, or its probability with the boundary.
enum FitPane: Pane {
  static let id = PaneID.fit
  static let place = PanePlace.main
  static let takesFocus = true
  static let canHide = false
  static let keys: [Command] = [.nextView, .smallerBatches]

  /// The most examples of a batch that can stand out.
  private static let mostOfBatch = 4000

  static func draw(_ model: Model, in rect: Rect, on frame: inout Frame) -> PaneContent {
    let theme = model.derived.theme
    guard let regression = model.regression, regression.data.count > 0 else {
      return PaneContent(
        PanelBorder(pane: id, rect: rect, title: "model", titleStyle: theme.strongStyle)
          .draw(model, on: &frame))
    }
    let plot = FitPlot(regression, start: model.document.experiment.start)
    let keys = border(plot, model, rect, on: &frame)
    let inner = PlotAxes.plot(in: rect, y: plot.y)
    guard !inner.isEmpty else { return PaneContent(keys) }
    let projection = Projection(inner, x: plot.x, y: plot.y)
    let figure = figure(plot, regression, model, projection)
    if let axes = figure.axes {
      CellAxes(projection, in: rect, theme).draw(axes, row: inner.endY, on: &frame)
    }
    let placed = model.draw(figure, of: id, in: inner, on: &frame)
    EmptyNote.draw(model, in: inner, on: &frame)
    HoverLine.draw(
      model, projection, names: (regression.data.xName, regression.data.yName), in: rect, on: &frame)
    return PaneContent(keys, figures: placed)
  }

  /// The examples, the lines of all runs, and the best one.
  static func figure(
    _ plot: FitPlot, _ regression: Regression, _ model: Model, _ projection: Projection
  ) -> Figure {
    let scatter = Scatter(regression, projection, model)
    let lines = FitLines(
      plot: plot, projection: projection,
      points: max(2 * projection.rect.width, model.dots(across: projection.rect)))
    let batch = batchRows(model)
    // With many examples, residuals of the batch only.
    let missed =
      isDealtOut(model)
      ? batch ?? [] : Array(0..<min(regression.data.count, projection.rect.width + 1))
    let examples = scatter.all(isBackground: batch != nil)
    // The data stay visible: signs stand above the lines, and a cloud of dots lies below them.
    var shapes = scatter.isSparse ? [] : examples
    if missed.count <= projection.rect.width { shapes += lines.residuals(of: missed, scatter, model) }
    shapes += lines.reference(model) + lines.models(model)
    if scatter.isSparse { shapes += examples }
    if let batch { shapes += scatter.batch(batch) }
    return Figure(
      x: projection.x, y: projection.y, ground: model.derived.theme.ground, shapes: shapes,
      axes: PlotAxes.axes(projection, name: regression.data.xName))
  }

  /// The examples of the chosen run's next step; `nil` if it sees all of them, or too many to stand out.
  private static func batchRows(_ model: Model) -> [Int]? {
    guard showsBatch(model), let batches = batches(model) else { return nil }
    let step = model.step(of: model.document.chosenRun)
    guard batches.count(ofStep: step) <= mostOfBatch else { return nil }
    return batches.rows(ofStep: step, seed: model.derived.race.conditions.seed)
  }

  /// Examples that come and go thirty times a second would only flicker.
  private static func showsBatch(_ model: Model) -> Bool {
    !model.playback.isPlaying || model.document.speed <= 5
  }

  private static func isDealtOut(_ model: Model) -> Bool { batches(model) != nil }

  private static func batches(_ model: Model) -> Batches? {
    guard model.visibleRuns.contains(model.document.chosenRun),
      let batches = model.derived.race.batches(of: model.document.chosenRun), !batches.isWhole
    else { return nil }
    return batches
  }

  private static func border(_ plot: FitPlot, _ model: Model, _ rect: Rect, on frame: inout Frame)
    -> [HitRegion]
  {
    let theme = model.derived.theme
    let data = plot.regression.data
    guard model.derived.race.timelines.indices.contains(model.document.chosenRun) else {
      return PanelBorder(
        pane: id, rect: rect, title: "\(data.yName) by \(data.xName)", titleStyle: theme.strongStyle
      ).draw(model, on: &frame)
    }
    let look = RunLook(model.document.chosenRun, in: model)
    let point = model.derived.race.point(
      of: model.document.chosenRun, at: model.step(of: model.document.chosenRun))
    var note = "J \(Numerals.scientific(point.loss, digits: 3))"
    if let mistakes = plot.mistakes(at: point.position) {
      let digits = String(data.count).count
      let count = String(mistakes)
      note += "   wrong \(String(repeating: " ", count: digits - count.count))\(count) of \(data.count)"
    }
    let room = rect.width - 9 - Frame.columns(of: note)
    let border = PanelBorder(
      pane: id, rect: rect, title: "\(look.head) \(plot.formula(at: point.position, width: room - 2))",
      titleStyle: Style(look.color, on: theme.ground, .bold), note: note, titleColumns: 64)
    let keys = border.draw(model, on: &frame)
    below(plot.regression, model, rect, on: &frame)
    return keys
  }

  /// In the lower border: what shapes the bowl, and which examples are highlighted.
  private static func below(_ regression: Regression, _ model: Model, _ rect: Rect, on frame: inout Frame) {
    var room = rect.width - 4
    let batch = batches(model).map { batches in
      let count = batches.count(ofStep: model.step(of: model.document.chosenRun))
      return count == 1 ? "• the example of this step" : "• the \(count) examples of this step"
    }
    if let batch, showsBatch(model), Frame.columns(of: batch) + 2 <= room {
      frame.put(" \(batch) ", endingAt: rect.endX - 2, row: rect.endY - 1, model.derived.theme.quietStyle)
      room -= Frame.columns(of: batch) + 3
    }
    let text = FitConditioning(regression).wordings.first { Frame.columns(of: $0) + 2 <= room }
    if let text {
      frame.put(" \(text) ", column: rect.x + 2, row: rect.endY - 1, model.derived.theme.quietStyle)
    }
  }
}
