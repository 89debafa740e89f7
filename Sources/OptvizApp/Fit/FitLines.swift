import Arithmetic
import Optimization
import TerminalGraphics

/// The models on the examples: each run's line or curve, the best one, and the chosen run's residuals.
struct FitLines {
  let plot: FitPlot
  let projection: Projection
  /// Points of a curve.
  let points: Int

  /// The runs that are drawn and their parameters, the chosen one last.
  private func runs(_ model: Model) -> [(run: Int, parameters: Point<Double>)] {
    let visible = model.visibleRuns
    return
      (visible.filter { $0 != model.document.chosenRun } + visible.filter { $0 == model.document.chosenRun })
      .map {
        ($0, model.derived.race.point(of: $0, at: model.step(of: $0)).position)
      }
  }

  /// The best model, dashed and quiet.
  func reference(_ model: Model) -> [Shape] {
    guard let minimum = model.derived.race.objective.minima.first(where: \.isGlobal) else { return [] }
    let color = model.derived.theme.strongColor
    let stroke = Stroke(color, strength: 0.55, dash: Stroke.Dash(on: 6, off: 5), sign: "-")
    return [.line(Line(plot.curve(at: minimum.point, dots: points), stroke))]
  }

  /// Thin lines from examples to the chosen run's model.
  func residuals(of rows: [Int], _ scatter: Scatter, _ model: Model) -> [Shape] {
    guard let (run, parameters) = runs(model).last, run == model.document.chosenRun, parameters.isFinite
    else { return [] }
    let stroke = RunLook.stroke(run, in: model, .hair, strength: 0.45)
    return rows.filter(plot.regression.data.x.indices.contains).map { row in
      let from = scatter.place(row)
      return .line(
        Line([from, SIMD2(from.x, plot.regression.prediction(at: parameters, x: from.x))], stroke))
    }
  }

  /// Each run's model with its head; the chosen one's thick.
  func models(_ model: Model) -> [Shape] {
    let runs = runs(model).filter { $0.parameters.isFinite }
    let lines = runs.flatMap { run, parameters -> [Shape] in
      let isChosen = run == model.document.chosenRun
      let stroke = RunLook.stroke(run, in: model, isChosen ? .curve : .hair, strength: isChosen ? 1 : 0.82)
      return [.line(Line(plot.curve(at: parameters, dots: points), stroke))]
        + boundary(run, parameters, isChosen, model)
    }
    return lines + runs.map { head($0, $1, model) }
  }

  /// Where the probability is one half: a dashed line over the whole height for the chosen run, a mark at the foot for
  /// the others.
  private func boundary(_ run: Int, _ parameters: Point<Double>, _ isChosen: Bool, _ model: Model) -> [Shape]
  {
    guard let place = plot.regression.boundary(at: parameters) else { return [] }
    let dash = isChosen ? Stroke.Dash(on: 2, off: 2) : nil
    let stroke = RunLook.stroke(run, in: model, .hair, strength: 0.7, dash: dash)
    let (low, high) = (plot.y.lowerBound, plot.y.upperBound)
    let top = isChosen ? high : plot.y.place(at: 1 / Double(max(1, projection.rect.height)))
    return [.line(Line([SIMD2(place, low), SIMD2(place, top)], stroke))]
  }

  /// The head at the right end of the model, each run's in its own column, so that lines that coincide
  /// can still be told apart.
  private func head(_ run: Int, _ parameters: Point<Double>, _ model: Model) -> Shape {
    let rect = projection.rect
    let look = RunLook(run, in: model)
    let order = model.visibleRuns.firstIndex(of: run) ?? 0
    let last = rect.endX - 2 - (order * 3) % max(1, rect.width - 2)
    func place(_ column: Int) -> SIMD2<Double> {
      let x = projection.center(column: column, row: rect.y).x
      return SIMD2(x, plot.regression.prediction(at: parameters, x: x))
    }
    let columns = stride(from: last, to: max(rect.x - 1, last - rect.width / 2), by: -1)
    let visible = columns.first { plot.y.contains(place($0).y) }
    let isBold = model.environment.depth == .mono
    return .mark(
      Mark(look.head, at: place(visible ?? max(rect.x, last)), look.color, isBold: isBold, showsWay: true))
  }
}
