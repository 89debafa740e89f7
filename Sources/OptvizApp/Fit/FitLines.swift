import Arithmetic
import Optimization
import TerminalGraphics

/// The models on the examples: each run's line or curve, the best one, and the chosen run's residuals.
struct FitLines {
  let plot: FitPlot
  let projection: Projection
  let marker: Marker

  /// The runs that are drawn and their parameters, the chosen one last.
  private func runs(_ model: Model) -> [(run: Int, parameters: Point<Double>)] {
    let visible = model.visibleRuns
    return
      (visible.filter { $0 != model.document.chosenRun } + visible.filter { $0 == model.document.chosenRun })
      .map {
        ($0, model.derived.race.point(of: $0, at: model.step(of: $0)).position)
      }
  }

  private var dots: Int { projection.rect.width * marker.columns }

  /// The best model, dashed and quiet.
  func reference(_ model: Model, on canvas: inout Canvas) {
    guard let minimum = model.derived.race.objective.minima.first(where: \.isGlobal) else { return }
    var layer = DotLayer(projection, marker: marker)
    let ink = model.derived.theme.strongInk(0.55, symbol: model.symbol("-"))
    let points = plot.curve(at: minimum.point, dots: dots)
    if points.count == 2 {
      layer.dashes(from: points[0], to: points[1], ink, on: 6, off: 5)
    } else {
      layer.dashes(along: points, ink, period: 12)
    }
    canvas.add(layer)
  }

  /// Thin lines from examples to the chosen run's model.
  func residuals(of rows: [Int], _ scatter: Scatter, _ model: Model, on canvas: inout Canvas) {
    guard let (run, parameters) = runs(model).last, run == model.document.chosenRun, parameters.isFinite
    else {
      return
    }
    var layer = DotLayer(projection, marker: marker)
    let ink = RunLook.ink(run, in: model, strength: 0.45)
    for row in rows where plot.regression.data.x.indices.contains(row) {
      let from = scatter.place(row)
      let to = SIMD2(from.x, plot.regression.prediction(at: parameters, x: from.x))
      layer.line(2, isThick: false, point: { $0 == 0 ? from : to }, ink: { _ in ink })
    }
    canvas.add(layer)
  }

  /// Each run's model with its head; the chosen one's thick.
  func models(_ model: Model, on canvas: inout Canvas) {
    var layer = DotLayer(projection, marker: marker)
    for (run, parameters) in runs(model) where parameters.isFinite {
      let isChosen = run == model.document.chosenRun
      let points = plot.curve(at: parameters, dots: dots)
      let ink = RunLook.ink(run, in: model, strength: isChosen ? 1 : 0.82)
      layer.line(
        points.count, isThick: isChosen && marker.isFine, point: { points[$0] }, ink: { _ in ink })
      boundary(run, parameters, isChosen, model, on: &layer)
    }
    canvas.add(layer)
    for (run, parameters) in runs(model) where parameters.isFinite {
      head(run, parameters, model, on: &canvas)
    }
  }

  /// Where the probability is one half: a dashed line over the whole height for the chosen run, a mark at the foot for
  /// the others.
  private func boundary(
    _ run: Int, _ parameters: Point<Double>, _ isChosen: Bool, _ model: Model, on layer: inout DotLayer
  ) {
    guard let place = plot.regression.boundary(at: parameters) else { return }
    let ink = RunLook.ink(run, in: model, strength: 0.7)
    let (low, high) = (plot.y.lowerBound, plot.y.upperBound)
    let top = isChosen ? high : plot.y.place(at: 1 / Double(max(1, projection.rect.height)))
    layer.dashes(from: SIMD2(place, low), to: SIMD2(place, top), ink, on: 2, off: isChosen ? 2 : 0)
  }

  /// The head at the right end of the model, each run's in its own column, so that lines that coincide
  /// can still be told apart.
  private func head(_ run: Int, _ parameters: Point<Double>, _ model: Model, on canvas: inout Canvas) {
    let rect = projection.rect
    let look = RunLook(run, in: model)
    let style = Style(look.color, model.environment.depth == .mono ? .bold : [])
    let order = model.visibleRuns.firstIndex(of: run) ?? 0
    let last = rect.endX - 2 - (order * 3) % max(1, rect.width - 2)
    for column in stride(from: last, to: max(rect.x - 1, last - rect.width / 2), by: -1) {
      let x = projection.center(column: column, row: rect.y).x
      let y = plot.regression.prediction(at: parameters, x: x)
      guard plot.y.contains(y) else { continue }
      canvas.glyph(look.head, at: SIMD2(x, y), style)
      return
    }
    let x = projection.center(column: max(rect.x, last), row: rect.y).x
    canvas.arrow(towards: SIMD2(x, plot.regression.prediction(at: parameters, x: x)), style)
  }
}
