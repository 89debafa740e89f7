import Optimization
import TerminalGraphics

/// The signs on the map: minima, saddles, the start, and above all the heads of the runs.
enum MapSigns {
  /// The most local minima in view that are marked: more signs would only clutter the map.
  private static let mostLocalMinima = 12

  static func shapes(_ model: Model, on projection: Projection) -> [Shape] {
    places(model, projection) + companions(model) + [heads(model)]
  }

  /// The signs of the surface and the race: quiet, except the global minima and the start.
  private static func places(_ model: Model, _ projection: Projection) -> [Shape] {
    let theme = model.derived.theme
    let minima = model.derived.race.objective.minima
    let saddles = model.derived.map.scene.map { $0.key.projection == projection ? $0.saddles : [] } ?? []
    let local = minima.filter { !$0.isGlobal && projection.cell(of: place($0.point)) != nil }
    var marks = saddles.map { Mark(MapSign.saddle.sign, at: $0, theme.text, tint: .label) }
    if local.count <= mostLocalMinima {
      marks += local.map { Mark(MapSign.localMinimum.sign, at: place($0.point), theme.text, tint: .label) }
    }
    marks += minima.filter(\.isGlobal).map {
      Mark(MapSign.minimum.sign, at: place($0.point), theme.strong, tint: .label, isBold: true)
    }
    let start = place(model.document.experiment.start)
    marks.append(
      Mark(MapSign.start.sign, at: start, theme.strong, tint: .label, isBold: true, showsWay: true))
    return marks.map { .mark($0) }
  }

  /// The second points that some methods keep.
  private static func companions(_ model: Model) -> [Shape] {
    model.visibleRuns.compactMap { run in
      guard let point = model.derived.race.timelines[run].moment(at: model.step(of: run)).companion else {
        return nil
      }
      let color = model.derived.theme.path(model.colorLook(of: run))
      return .mark(Mark(MapSign.companion.sign, at: place(point), color))
    }
  }

  /// Every run's head, or an arrow towards it; the chosen run's keeps its place, and others stand next to it.
  private static func heads(_ model: Model) -> Shape {
    let chosen = model.document.chosenRun
    let visible = model.visibleRuns
    let order = visible.filter { $0 == chosen } + visible.filter { $0 != chosen }.reversed()
    let marks = order.map { run in
      let position = model.derived.race.point(of: run, at: model.step(of: run)).position
      let color = model.derived.theme.path(model.colorLook(of: run))
      return Mark(RunLook.head(run, in: model), at: place(position), color)
    }
    let minima = model.derived.race.objective.minima.filter(\.isGlobal).map { place($0.point) }
    return .heads(marks, keepingFree: minima)
  }

  private static func place(_ point: Point<Double>) -> SIMD2<Double> { SIMD2(point.x, point.y) }
}
