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

  static func draw(_ model: Model, in rect: Rect, on frame: inout Frame) -> [HitRegion] {
    let theme = model.derived.theme
    let title = MapTitle(model, in: rect)
    let inner = title.plot
    let projection = Projection(inner, x: model.document.map.view.x, y: model.document.map.view.y)
    let ends = [model.document.map.view.x, model.document.map.view.y].map { Ticks.ends(of: $0) }
    let names = model.parameterNames
    let note = model.environment.glyphs.formula("\(names[0]) \(ends[0])   \(names[1]) \(ends[1])")
    let border = PanelBorder(
      pane: id, rect: rect, title: title.name, titleStyle: theme.strongStyle, note: note,
      caption: title.caption)
    let keys = border.draw(model, on: &frame)
    guard !inner.isEmpty else { return keys }
    title.draw(on: &frame)
    if inner.x > rect.x + 1 { axes(projection, rect, theme, on: &frame) }
    drawPicture(model, projection, on: &frame)
    if let field = model.derived.map.scene?.field, model.batchSceneKey == nil {
      FieldLayer.drawLegend(field.range, model, in: rect, on: &frame)
    }
    BatchLegend.draw(model, in: rect, on: &frame)
    WorkBar.draw(model, in: rect, on: &frame)
    HoverLine.draw(model, in: rect, on: &frame)
    return keys + [HitRegion(rect: inner, target: .map)]
  }

  static func follow(_ model: Model, in rect: Rect, on frame: inout Frame) {
    let inner = model.derived.map.rect
    // The border's text follows the step only with data and under the pointer.
    if inner.isEmpty || model.derived.map.reading != nil || model.exampleCount != nil {
      frame.clear(rect, to: Cell(background: model.derived.theme.ground))
      _ = draw(model, in: rect, on: &frame)
    } else {
      drawPicture(
        model, Projection(inner, x: model.document.map.view.x, y: model.document.map.view.y), on: &frame)
    }
  }

  /// Everything inside the axes.
  private static func drawPicture(_ model: Model, _ projection: Projection, on frame: inout Frame) {
    let ground = model.derived.map.ground.flatMap { $0.canvas.projection == projection ? $0 : nil }
    var canvas = (ground ?? MapGround(model, on: projection)).canvas
    if let map = model.derived.map.scene, map.key.projection == projection, map.field == nil {
      var ink = map.labelInk
      if model.environment.depth == .palette8 { ink.color = ColorDepth.paletteColor(7) }
      for label in map.labels { canvas.label(label.text, column: label.column, row: label.row, ink) }
    }
    let batch = model.derived.batchScene == nil ? nil : BatchLayers(model, on: projection)
    batch?.drawContours(on: &canvas)
    paths(model, projection, &canvas)
    batch?.drawArrows(on: &canvas)
    if model.derived.inspection != nil { StepArrows(model, on: projection).draw(on: &canvas) }
    MapMarks.draw(model, on: &canvas)
    canvas.draw(on: &frame)
  }

  private static func axes(_ projection: Projection, _ rect: Rect, _ theme: Theme, on frame: inout Frame) {
    let inner = projection.rect
    PlotAxes.numbersBelow(
      Ticks(projection.x, atMost: max(2, inner.width / 12)), projection, row: inner.endY, from: inner.x - 2,
      to: rect.endX - 1, gap: 1, isPushedIn: true, theme, on: &frame)
    let vertical = Ticks(projection.y, atMost: max(2, inner.height / 5))
    PlotAxes.numbersBeside(
      zip(vertical.values, vertical.labels).map { (place: $0, label: $1) }, projection, in: rect,
      mayTouch: true, theme, on: &frame)
  }

  private static func paths(_ model: Model, _ projection: Projection, _ canvas: inout Canvas) {
    var traces = model.derived.map.paths
    if !traces.show(model, on: projection) { traces.follow(model, on: projection) }
    var layer = DotLayer(projection, marker: model.document.marker)
    var companions: [(path: PathTrace, ink: Ink)] = []
    for run in model.visibleRuns {
      guard let path = traces[run]?.companion else { continue }
      companions.append((path, RunLook.ink(run, in: model, strength: 0.75)))
    }
    layer.add(companions.map(\.path)) { index, _ in companions[index].ink }
    var runs: [PathLook] = []
    for run in model.visibleRuns {
      guard let path = traces[run]?.own else { continue }
      let border =
        model.playback.isPlaying
        ? 0 : PathLook.border(traces[run]?.count ?? 0, model.derived.race.timelines[run])
      runs.append(PathLook(path, RunLook.ink(run, in: model), border: border, model.derived.theme))
    }
    layer.add(runs.map(\.path)) { runs[$0].ink(at: $1) }
    canvas.add(layer, moves: true)
  }
}

/// The inks of a run's path by the steps made since: new or old.
///
/// Two shades only, and both only while the race stands still: recolouring a cell costs bytes, and over a slow
/// line it would be most of an animation's output.
private struct PathLook {
  let path: PathTrace
  private let new: Ink
  private let old: Ink
  /// The first point that is new.
  private let border: Int

  init(_ path: PathTrace, _ ink: Ink, border: Int, _ theme: Theme) {
    (self.path, new, self.border) = (path, ink, border)
    var old = ink
    if border > 0, let ground = theme.heat.isEmpty ? nil : theme.heat[theme.heat.count / 3] {
      old.color = ground.blended(towards: new.color, theme.oldestPath)
    }
    self.old = old
  }

  /// The first point that is new, for a path of a length; it moves in jumps.
  static func border(_ count: Int, _ timeline: Timeline) -> Int {
    let pause = max(8, timeline.budget / 12)
    let step = (count - 1) / pause * pause - timeline.budget / 8
    return timeline.track.isWhole ? step : timeline.track.count(upTo: step - 1)
  }

  func ink(at point: Int) -> Ink { point >= border ? new : old }
}

extension Style {
  /// A style without a ground of its own.
  init(_ foreground: Color?, _ attributes: Cell.Attributes) {
    self.init(foreground, on: nil, attributes)
  }
}
