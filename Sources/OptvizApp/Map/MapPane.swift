import Optimization
import TerminalGraphics

extension PaneID {
  public static let map = PaneID("map")
}

/// The map: heat and contours below, paths and heads above, axes along the edges.
enum MapPane: Pane {
  static let id = PaneID.map
  static let place = PanePlace.main
  static let takesFocus = true
  static let canHide = false
  static let keys: [Command] = [.resetView, .zoom(0.8), .zoom(1.25), .nextView, .randomStart]

  static func draw(_ model: Model, in rect: Rect, on frame: inout Frame) -> PaneContent {
    let theme = model.derived.theme
    let title = MapTitle(model, in: rect)
    let inner = model.mapPlot(in: rect)
    let projection = Projection(inner, x: model.document.map.view.x, y: model.document.map.view.y)
    let ends = [model.document.map.view.x, model.document.map.view.y].map { Ticks.ends(of: $0) }
    let names = model.parameterNames
    let note = model.environment.glyphs.formula("\(names[0]) \(ends[0])   \(names[1]) \(ends[1])")
    let border = PanelBorder(
      pane: id, rect: rect, title: title.name, titleStyle: theme.strongStyle, note: note,
      caption: title.caption)
    let keys = border.draw(model, on: &frame)
    guard !inner.isEmpty else { return PaneContent(keys) }
    title.draw(on: &frame)
    let (figure, placed) = drawPicture(model, projection, on: &frame)
    if inner.x > rect.x + 1, let axes = figure.axes {
      let drawing = CellAxes(projection, in: rect, theme)
      drawing.below(
        axes.x, row: inner.endY, from: inner.x - 2, to: rect.endX - 1, gap: 1, isPushedIn: true, on: &frame)
      drawing.beside(axes.y, mayTouch: true, on: &frame)
    }
    if let bar = figure.colorBar {
      CellColorBar(bar).draw(in: CellColorBar.rect(beside: inner, in: rect), theme.quietStyle, on: &frame)
    }
    if let field = model.derived.map.scene?.field, model.batchSceneKey == nil {
      FieldNeedles.drawLegend(field.range, model, in: rect, on: &frame)
    }
    BatchLegend.draw(model, in: rect, on: &frame)
    WorkBar.draw(model, in: rect, on: &frame)
    HoverLine.draw(model, in: rect, on: &frame)
    return PaneContent(keys + [HitRegion(rect: inner, target: .map)], figures: placed)
  }

  static func follow(_ model: Model, in rect: Rect, on frame: inout Frame) -> [PlacedFigure] {
    let inner = model.mapPlot(in: rect)
    // The border's text follows the step only with data and under the pointer.
    if inner.isEmpty || model.derived.map.reading != nil || model.exampleCount != nil {
      frame.clear(rect, to: Cell(background: model.derived.theme.ground))
      return draw(model, in: rect, on: &frame).figures
    }
    let projection = Projection(inner, x: model.document.map.view.x, y: model.document.map.view.y)
    return drawPicture(model, projection, on: &frame).placed
  }

  /// Draws everything inside the axes, and returns the figure, also as it is left to pixels.
  private static func drawPicture(_ model: Model, _ projection: Projection, on frame: inout Frame)
    -> (figure: Figure, placed: [PlacedFigure])
  {
    let kept = model.mapProjection == projection ? model.derived.map.shown : nil
    let figure = kept?.figure ?? MapFigure.figure(model, on: projection)
    let placed = model.draw(figure, of: id, in: projection.rect, keeping: kept?.picture, on: &frame)
    EmptyNote.draw(model, in: projection.rect, on: &frame)
    return (figure, placed)
  }
}

extension Style {
  /// A style without a ground of its own.
  init(_ foreground: Color?, _ attributes: Cell.Attributes) {
    self.init(foreground, on: nil, attributes)
  }
}
