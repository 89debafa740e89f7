import Experiments
import Optimization
import TerminalGraphics

/// The map as a figure: heights and contours below, paths above them, arrows, and on top signs and heads.
enum MapFigure {
  /// The figure of a model over the cells where it is drawn.
  ///
  /// The cells only choose lengths that are meant for the eye, such as those of arrows.
  static func figure(_ model: Model, on projection: Projection) -> Figure {
    let batch = model.derived.batchScene == nil ? nil : BatchShapes(model, on: projection)
    var shapes = batch?.contours ?? []
    shapes += PathShapes.trails(model)
    shapes += batch?.arrows ?? []
    if model.derived.inspection != nil { shapes += StepArrows(model, on: projection).shapes }
    shapes += MapSigns.shapes(model, on: projection)
    return Figure(
      x: projection.x, y: projection.y, ground: model.derived.theme.ground,
      casing: model.derived.theme.casing, backdrop: backdrop(model, projection), shapes: shapes)
  }

  /// What the part that stays was made from.
  private struct BackdropKey: Hashable, Sendable {
    let scene: MapScene.Key?
    let coarseness: Int?
    let theme: Theme
  }

  private static func backdrop(_ model: Model, _ projection: Projection) -> Backdrop {
    let scene = model.derived.map.scene.flatMap { $0.key.projection == projection ? $0 : nil }
    let key = BackdropKey(scene: scene?.key, coarseness: scene?.coarseness, theme: model.derived.theme)
    guard let scene else { return Backdrop(key) }
    let theme = model.derived.theme
    var shapes: [Shape] = []
    if !scene.heat.isEmpty {
      let rect = projection.rect
      shapes.append(
        .field(Field(columns: rect.width, rows: 2 * rect.height, levels: scene.heat, ramp: theme.heat)))
    }
    if let field = scene.field {
      shapes.append(.needles(FieldNeedles.needles(field, projection, contour(model))))
    } else {
      let minima = model.derived.race.objective.minima.map { SIMD2($0.point.x, $0.point.y) }
      shapes.append(
        .contours(
          ContourLines(
            scene.contours, contour(model), numbers: numbers(model), avoiding: minima + scene.saddles)))
    }
    return Backdrop(key, shapes: shapes)
  }

  /// The stroke of contours: fainter with a marker that fills cells, so that they still look like lines.
  private static func contour(_ model: Model) -> Stroke {
    let ink = model.derived.theme.contour
    var stroke = Stroke(ink.color, strength: ink.strength)
    // With eight colours contours get the darkest; in a field only the arrows are drawn.
    if model.environment.depth == .palette8, model.derived.layout.mainView == .field {
      stroke.color = ColorDepth.paletteColor(7)
    }
    guard model.document.markers.lines.isSolid else { return stroke }
    if model.derived.theme.heat.isEmpty { stroke.sign = "·" } else { stroke.strength *= 0.55 }
    return stroke
  }

  /// The stroke of the contours' numbers: a little stronger, so that they are legible; `nil` where runs are drawn in
  /// digits, since a number would look like a run.
  private static func numbers(_ model: Model) -> Stroke? {
    guard model.document.markers.lines != .ascii else { return nil }
    var stroke = contour(model)
    stroke.strength = min(1, max(model.derived.theme.contour.strength, 0.5))
    if model.environment.depth == .palette8 { stroke.color = ColorDepth.paletteColor(7) }
    return stroke
  }
}

extension Model {
  /// Brings the picture of the map up to date: what has been drawn of the backdrop and the paths is kept.
  mutating func refreshMapPicture() {
    guard !derived.map.rect.isEmpty else { return derived.map.shown = nil }
    let figure = MapFigure.figure(self, on: mapProjection)
    // Taken out while it grows: shared with the model, it would be copied.
    var picture = derived.map.shown?.picture
    derived.map.shown = nil
    if picture?.fits(figure, in: derived.map.rect, cells) != true {
      picture = CellPicture(figure, in: derived.map.rect, cells)
    }
    picture?.follow(figure)
    derived.map.shown = picture.map { (figure, $0) }
  }

  /// How figures are drawn in the terminal's cells.
  var cells: CellStyle {
    CellStyle(
      paths: document.markers.paths, lines: document.markers.lines, depth: environment.depth,
      usesSigns: usesSymbols)
  }
}
