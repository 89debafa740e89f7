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
    guard let pane = Layout(model).rect(of: .map) else { return nil }
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
    let note = "\(names[0]) \(ends[0])   \(names[1]) \(ends[1])"
    frame.border(
      rect, theme.borderStyle(isFocused: model.focus == id), title: model.experiment.surface.entry.card.name,
      theme.strongStyle, note: note, theme.quietStyle)
    caption(model, rect, beside: note, on: &frame)
    guard !inner.isEmpty else { return [] }
    if inner.x > rect.x + 1 { axes(projection, rect, theme, on: &frame) }

    var canvas = Canvas(projection, ground: theme.ground)
    if let map = model.map, map.key.projection == projection {
      if !map.heat.isEmpty { canvas.setHeat(map.heat, ramp: theme.heat) }
      canvas.add(map.field?.arrows ?? map.contours)
      if map.field == nil {
        for label in map.labels {
          canvas.label(label.text, column: label.column, row: label.row, map.labelInk)
        }
      }
    }
    let batch = BatchLayers(model, on: projection)
    batch.drawContours(on: &canvas)
    paths(model, projection, &canvas)
    batch.drawArrows(on: &canvas)
    StepArrows(model, on: projection).draw(on: &canvas)
    MapMarks(model, on: projection).draw(on: &canvas)
    canvas.draw(on: &frame)
    if let field = model.map?.field, model.batchSceneKey == nil {
      FieldLayer.drawLegend(field.range, model, in: rect, on: &frame)
    }
    BatchLegend.draw(model, in: rect, on: &frame)
    WorkBar.draw(model, in: rect, on: &frame)
    HoverLine.draw(model, in: rect, on: &frame)
    return [HitRegion(rect: inner, target: .map)]
  }

  /// The formula after the title, where there is room between title and note.
  private static func caption(_ model: Model, _ rect: Rect, beside note: String, on frame: inout Frame) {
    let formula = model.race.objective.formula
    guard formula != model.experiment.surface.entry.card.name else { return }
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
    let companions = model.visibleRuns.compactMap { run in traces[run]?.companion.map { (run, $0) } }
    layer.add(companions.map(\.1)) { index, _ in
      RunLook.ink(companions[index].0, in: model, strength: 0.75)
    }
    let runs = model.visibleRuns.compactMap { run in
      traces[run].map { PathLook($0.own, run, model) }
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

  init(_ path: PathTrace, _ run: Int, _ model: Model) {
    self.path = path
    let budget = model.race.timelines[run].budget
    // How many steps the border waits before it moves along.
    let pause = max(8, budget / 12)
    border = model.isPlaying ? 0 : (path.count - 1) / pause * pause - budget / 8
    new = RunLook.ink(run, in: model)
    var old = new
    if let ground = model.theme.heat.isEmpty ? nil : model.theme.heat[model.theme.heat.count / 3] {
      old.color = ground.blended(towards: new.color, model.theme.oldestPath)
    }
    self.old = old
  }

  func ink(at point: Int) -> Ink { point >= border ? new : old }
}

extension Style {
  /// A style without a ground of its own.
  init(_ foreground: Color?, _ attributes: Cell.Attributes) {
    self.init(foreground, on: nil, attributes)
  }
}
