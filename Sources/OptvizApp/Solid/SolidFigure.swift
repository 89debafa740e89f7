import Optimization
import TerminalGraphics

/// The view in three dimensions as a figure: the map's contours and paths on the surface as a solid.
enum SolidFigure {
  /// The figure of a model, given the surface as it was computed.
  static func figure(_ model: Model, of scene: SolidScene) -> Figure {
    let theme = model.derived.theme
    return Figure(
      x: scene.key.view.x, y: scene.key.view.y, space: .solid(solid(model, scene)), ground: theme.ground,
      backdrop: backdrop(model, scene), shapes: PathShapes.trails(model) + signs(model))
  }

  private struct BackdropKey: Hashable, Sendable {
    let scene: SolidScene.Key
    let coarseness: Int
    let camera: Camera
    let theme: Theme
  }

  private static func backdrop(_ model: Model, _ scene: SolidScene) -> Backdrop {
    let contour = model.derived.theme.contour
    return Backdrop(
      BackdropKey(
        scene: scene.key, coarseness: scene.coarseness, camera: model.document.solid.camera,
        theme: model.derived.theme),
      shapes: [.contours(ContourLines(scene.contours, Stroke(contour.color, strength: contour.strength)))])
  }

  private static func solid(_ model: Model, _ scene: SolidScene) -> Solid {
    let theme = model.derived.theme
    func short(_ value: Double) -> String { Numerals.short(value, digits: 3) }
    func edge(_ interval: ClosedRange<Double>, _ name: String) -> Solid.Edge {
      Solid.Edge(short(interval.lowerBound), name, short(interval.upperBound))
    }
    let names = model.parameterNames
    let box = Stroke(theme.quiet ?? theme.contour.color, strength: theme.heat.isEmpty ? 1 : 0.7)
    return Solid(
      scene.field, model.document.solid.camera,
      ramp: ShadedRamp(theme.heat, ground: theme.ground, light: theme.contour.color),
      pathGround: theme.map.pathGround, box: box,
      silhouette: Stroke(theme.contour.color, strength: theme.heat.isEmpty ? 1 : 0.8),
      edges: (
        edge(scene.key.view.x, names[0]), edge(scene.key.view.y, names[1]),
        scene.range.map { edge($0, model.lossName) }
      ))
  }

  /// Minima, the start, and the runs with their second points; the chosen run's head lies above the others.
  private static func signs(_ model: Model) -> [Shape] {
    let theme = model.derived.theme
    func place(_ point: Point<Double>) -> SIMD2<Double> { SIMD2(point.x, point.y) }
    let minima = model.derived.race.objective.minima.filter(\.isGlobal)
    var marks = minima.map { Mark(MapSign.minimum.sign, at: place($0.point), theme.strong, isBold: true) }
    marks.append(
      Mark(MapSign.start.sign, at: place(model.document.experiment.start), theme.strong, isBold: true))
    let chosen = model.document.chosenRun
    let visible = model.visibleRuns
    var heads: [Mark] = []
    for run in visible.filter({ $0 == chosen }) + visible.filter({ $0 != chosen }).reversed() {
      let color = theme.path(model.colorLook(of: run))
      let moment = model.derived.race.timelines[run].moment(at: model.step(of: run))
      if let companion = moment.companion {
        marks.append(Mark(MapSign.companion.sign, at: place(companion), color))
      }
      heads.append(Mark(RunLook.head(run, in: model), at: place(moment.point.position), color))
    }
    return marks.map { .mark($0) } + [.heads(heads, keepingFree: [])]
  }
}
