import Optimization
import TerminalGraphics

extension PaneID {
  static let map = PaneID("map")
}

/// The map: heat and contours below, paths and heads above, axes along the edges.
enum MapPane: Pane {
  static let id = PaneID.map
  static let place = PanePlace.main
  static let takesFocus = true
  static let canHide = false
  static func height(_ model: Model) -> ClosedRange<Int> { 8...Int.max }
  static func isOpen(_ model: Model) -> Bool { model.mainView.panes.contains(id) }

  /// The cells inside the border and the axes.
  static func mapRect(in rect: Rect) -> Rect {
    rect.width >= 34 ? rect.inset(left: 6, top: 1, right: 1, bottom: 2) : rect.inside
  }

  /// What the map needs to be computed from, at the model's size; `nil` where no map is shown.
  static func sceneKey(_ model: Model) -> MapScene.Key? {
    guard let pane = model.layout.rect(of: .map) else { return nil }
    let rect = mapRect(in: pane)
    guard !rect.isEmpty else { return nil }
    return MapScene.Key(
      surface: model.experiment.surface,
      projection: Projection(rect, x: model.view.x, y: model.view.y), hasHeat: !model.theme.heat.isEmpty,
      heatLevels: model.theme.heat.count,
      marker: model.marker, contour: contourInk(model), hasField: model.mainView == .field)
  }

  /// The ink of contours: with a marker that fills cells it is fainter, so that they stay lines and not bands.
  private static func contourInk(_ model: Model) -> Ink {
    var ink = model.theme.contour
    // Of eight colours contours have the darkest, and arrows are all there is to see of a field.
    if model.depth == .palette8, model.mainView == .field { ink.color = ColorDepth.paletteColor(7) }
    guard model.marker.isSolid else { return ink }
    if model.theme.heat.isEmpty { ink.symbol = "·" } else { ink.strength *= 0.55 }
    return ink
  }

  static func draw(_ model: Model, in rect: Rect, on frame: inout Frame) -> [HitRegion] {
    let theme = model.theme
    let inner = mapRect(in: rect)
    let projection = Projection(inner, x: model.view.x, y: model.view.y)
    let ends = [model.view.x, model.view.y].map { Ticks.ends(of: $0) }
    let names = model.parameterNames
    let note = model.glyphs.formula("\(names[0]) \(ends[0])   \(names[1]) \(ends[1])")
    frame.border(
      rect, theme.borderStyle(isFocused: model.focus == id), title: model.experiment.surface.entry.card.name,
      theme.strongStyle, note: note, theme.quietStyle)
    caption(model, rect, beside: note, on: &frame)
    guard !inner.isEmpty else { return [] }
    if inner.x > rect.x + 1 { axes(projection, rect, theme, on: &frame) }
    drawPicture(model, projection, on: &frame)
    if let field = model.map?.field, model.batchSceneKey == nil {
      FieldLayer.drawLegend(field.range, model, in: rect, on: &frame)
    }
    BatchLegend.draw(model, in: rect, on: &frame)
    WorkBar.draw(model, in: rect, on: &frame)
    HoverLine.draw(model, in: rect, on: &frame)
    return [HitRegion(rect: inner, target: .map)]
  }

  static func follow(_ model: Model, in rect: Rect, on frame: inout Frame) {
    let inner = mapRect(in: rect)
    // What stands in the border follows the step only beside data and under the pointer.
    if inner.isEmpty || model.reading != nil || model.exampleCount != nil {
      frame.clear(rect, to: Cell(background: model.theme.ground))
      _ = draw(model, in: rect, on: &frame)
    } else {
      drawPicture(model, Projection(inner, x: model.view.x, y: model.view.y), on: &frame)
    }
  }

  /// All that lies inside the axes.
  private static func drawPicture(_ model: Model, _ projection: Projection, on frame: inout Frame) {
    let ground = model.mapGround.flatMap { $0.canvas.projection == projection ? $0 : nil }
    var canvas = (ground ?? MapGround(model, on: projection)).canvas
    if let map = model.map, map.key.projection == projection, map.field == nil {
      var ink = map.labelInk
      if model.depth == .palette8 { ink.color = ColorDepth.paletteColor(7) }
      for label in map.labels { canvas.label(label.text, column: label.column, row: label.row, ink) }
    }
    let batch = model.batchScene == nil ? nil : BatchLayers(model, on: projection)
    batch?.drawContours(on: &canvas)
    paths(model, projection, &canvas)
    batch?.drawArrows(on: &canvas)
    if model.inspectorIsOpen { StepArrows(model, on: projection).draw(on: &canvas) }
    MapMarks.draw(model, on: &canvas)
    canvas.draw(on: &frame)
  }

  /// The formula after the title, where there is room between title and note.
  private static func caption(_ model: Model, _ rect: Rect, beside note: String, on frame: inout Frame) {
    let formula = model.glyphs.formula(model.race.objective.formula)
    guard model.race.objective.formula != model.experiment.surface.entry.card.name else { return }
    let start = rect.x + 4 + Frame.columns(of: model.experiment.surface.entry.card.name)
    guard start + Frame.columns(of: formula) + Frame.columns(of: note) + 6 < rect.endX else { return }
    frame.put("\(formula) ", column: start, row: rect.y, model.theme.quietStyle)
  }

  private static func axes(_ projection: Projection, _ rect: Rect, _ theme: Theme, on frame: inout Frame) {
    let inner = projection.rect
    let horizontal = Ticks(projection.x, atMost: max(2, inner.width / 12))
    var free = inner.x - 3
    for (value, label) in zip(horizontal.values, horizontal.labels) {
      guard let cell = projection.cell(of: SIMD2(value, projection.y.lowerBound)) else { continue }
      let columns = Frame.columns(of: label)
      let first = min(cell.column - columns / 2, rect.endX - 1 - columns)
      guard first > free else { continue }
      frame.put(label, column: first, row: inner.endY, theme.quietStyle)
      free = first + columns
    }
    let vertical = Ticks(projection.y, atMost: max(2, inner.height / 5))
    for (value, label) in zip(vertical.values, vertical.labels) {
      guard let cell = projection.cell(of: SIMD2(projection.x.lowerBound, value)) else { continue }
      // A number that would run over the border is left out: cut, it would be another one.
      let columns = Frame.columns(of: label)
      let end = inner.x - (columns < inner.x - rect.x - 1 ? 1 : 0)
      guard end - columns > rect.x else { continue }
      frame.put(label, endingAt: end, row: cell.row, theme.quietStyle)
    }
  }

  private static func paths(_ model: Model, _ projection: Projection, _ canvas: inout Canvas) {
    var traces = model.paths
    if !traces.show(model, on: projection) { traces.follow(model, on: projection) }
    var layer = DotLayer(projection, marker: model.marker)
    var companions: [(path: PathTrace, ink: Ink)] = []
    for run in model.visibleRuns {
      guard let path = traces[run]?.companion else { continue }
      companions.append((path, RunLook.ink(run, in: model, strength: 0.75)))
    }
    layer.add(companions.map(\.path)) { index, _ in companions[index].ink }
    var runs: [PathLook] = []
    for run in model.visibleRuns {
      guard let path = traces[run]?.own else { continue }
      let border = model.isPlaying ? 0 : PathLook.border(path.count, model.race.timelines[run].budget)
      runs.append(PathLook(path, RunLook.ink(run, in: model), border: border, model.theme))
    }
    layer.add(runs.map(\.path)) { runs[$0].ink(at: $1) }
    canvas.add(layer, moves: true)
  }
}

/// The inks of a run's path by the steps made since: new or old.
///
/// Two shades and no more, and both only where the race stands still: each cell that changes its shade is paid for again,
/// and over a slow line that would be most of what an animation costs.
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

  /// The first point that is new, of so many in a race of so many steps; it waits before it moves along.
  static func border(_ count: Int, _ budget: Int) -> Int {
    let pause = max(8, budget / 12)
    return (count - 1) / pause * pause - budget / 8
  }

  func ink(at point: Int) -> Ink { point >= border ? new : old }
}

extension Style {
  /// A style without a ground of its own.
  init(_ foreground: Color?, _ attributes: Cell.Attributes) {
    self.init(foreground, on: nil, attributes)
  }
}
