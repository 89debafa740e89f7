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
      backdrop: backdrop(model, projection), shapes: shapes, axes: axes(model, projection),
      colorBar: colorBar(model, projection), legend: legend(model, projection))
  }

  /// The points of a run's whole path that are looked at for a free corner.
  private static let samples = 64

  /// The runs, where no panel beside the map names them: in the corner with the least of the paths, as long as they will
  /// become.
  private static func legend(_ model: Model, _ projection: Projection) -> Legend? {
    guard !model.isOnPage, model.derived.layout.rect(of: .race) == nil else { return nil }
    let places = model.visibleRuns.flatMap { run in
      let points = model.derived.race.timelines[run].track.points
      return stride(from: 0, to: points.count, by: points.count / samples + 1).map { index in
        let point = points[index].position
        return SIMD2(projection.x.share(of: point.x), projection.y.share(of: point.y))
      }
    }
    return Legend(
      model.visibleRuns.map { run in
        let look = RunLook(run, in: model)
        return Legend.Entry(look.head, look.color, "\(run + 1) \(look.label)")
      }, in: .freest(of: places), text: model.derived.theme.text)
  }

  private static func axes(_ model: Model, _ projection: Projection) -> Axes {
    let (names, rect) = (model.parameterNames, projection.rect)
    return Axes(
      x: Axis(Ticks(projection.x, atMost: max(2, rect.width / 12)), name: names[0]),
      y: Axis(Ticks(projection.y, atMost: max(2, rect.height / 5)), name: names[1]))
  }

  /// The digits of a number beside the colour bar.
  private static let digits = 2

  private static func colorBar(_ model: Model, _ projection: Projection) -> ColorBar? {
    guard let scene = model.derived.map.scene, scene.key.projection == projection, let scale = scene.scale,
      model.derived.theme.heat.count > 1
    else { return nil }
    return ColorBar(model.derived.theme.heat) { place in
      let short = Numerals.short(scale.loss(at: place), digits: digits)
      return Frame.columns(of: short) <= CellColorBar.widest
        ? short : Numerals.scientific(scale.loss(at: place), digits: 1)
    }
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
      shapes.append(
        .field(
          Field(
            columns: scene.key.columns, rows: scene.key.rows, levels: scene.heat, theme.map,
            signs: theme.shades,
            signColor: signColor(model.environment.depth))))
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
    // Without room beside the bar, its ends stand in the map's corners next to it.
    if let bar = colorBar(model, projection), model.hasBarWithoutNumbers {
      let stroke = Stroke(theme.contour.color, tint: .label)
      shapes.append(.label(Label(bar.label(1), in: .upperRight, stroke)))
      shapes.append(.label(Label(bar.label(0), in: .lowerRight, stroke)))
    }
    return Backdrop(key, shapes: shapes)
  }

  /// The stroke of contours: the field's own tints, fainter with a marker that fills cells, so that they still look like
  /// lines.
  private static func contour(_ model: Model) -> Stroke {
    let ink = model.derived.theme.contour
    let isSolid = model.pixelCell == nil && model.document.markers.lines.isSolid
    if model.derived.theme.heat.isEmpty {
      return Stroke(ink.color, strength: ink.strength, sign: isSolid ? "·" : nil)
    }
    if model.derived.layout.mainView == .field {
      return Stroke(ink.color, strength: ink.strength, tint: .label)
    }
    return Stroke(ink.color, strength: isSolid ? 0.6 : 1, tint: .contour)
  }

  /// The stroke of the contours' numbers, legible wherever they stand; `nil` where runs are drawn in digits, since a
  /// number would look like a run.
  private static func numbers(_ model: Model) -> Stroke? {
    guard model.pixelCell != nil || model.document.markers.lines != .ascii else { return nil }
    return Stroke(model.derived.theme.contour.color, tint: .label)
  }

  /// The colour of the signs in place of a heat map: bright blue, or without bright colours cyan, since their blue is
  /// hardly visible on black.
  private static func signColor(_ depth: ColorDepth) -> Color? {
    switch depth {
    case .direct, .palette256, .mono: nil
    case .palette16: ColorDepth.paletteColor(12)
    case .palette8: ColorDepth.paletteColor(6)
    }
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

  /// The cells of the map inside its pane: without the axes and the colour bar.
  func mapPlot(in pane: Rect) -> Rect {
    let plot = MapTitle(self, in: pane).plot
    return derived.theme.heat.isEmpty
      ? plot : plot.inset(right: CellColorBar.columns(besidePlot: plot.width))
  }

  /// Whether a tall map has a colour bar beside it, but no room for its numbers.
  fileprivate var hasBarWithoutNumbers: Bool {
    guard !isOnPage, let pane = derived.layout.rect(of: .map), derived.map.rect.height >= 12 else {
      return false
    }
    return CellColorBar.rect(beside: derived.map.rect, in: pane).width == 1
  }

  /// How figures are drawn in the terminal's cells.
  var cells: CellStyle {
    var style = CellStyle(
      paths: document.markers.paths, lines: document.markers.lines, depth: environment.depth,
      usesSigns: usesSymbols)
    // A solid in pixels is true to its sides, and its texts stand in cells.
    if let cell = pixelCell {
      style.dotAspect = Double(cell.height) / Double(2 * cell.width)
    }
    return style
  }
}
