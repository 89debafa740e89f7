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
      marker: model.glyphs == .unicode ? .braille : .ascii,
      contour: model.theme.contour)
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
      canvas.add(map.contours)
    }
    let batch = BatchLayers(model, on: projection)
    batch.drawContours(on: &canvas)
    paths(model, projection, &canvas)
    batch.drawArrows(on: &canvas)
    StepArrows(model, on: projection).draw(on: &canvas)
    marks(model, &canvas)
    canvas.draw(on: &frame)
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

  /// How many steps the shades of age wait before they move along.
  private static let shadeStep = 8

  /// At most this many points of a path are drawn; more could not be seen.
  private static let mostPoints = 20_000

  private static func paths(_ model: Model, _ projection: Projection, _ canvas: inout Canvas) {
    let marker: Marker = model.glyphs == .unicode ? .braille : .ascii
    var layer = DotLayer(projection, marker: marker)
    for run in model.visibleRuns {
      let timeline = model.race.timelines[run]
      let last = model.step(of: run)
      let stride = last / mostPoints + 1
      let count = last / stride + 1
      var ink = RunLook.ink(run, in: model)
      timeline.track.points.withUnsafeBufferPointer { points in
        layer.line(
          count, isThick: marker == .braille,
          point: { i in
            let p = points[i == count - 1 ? last : i * stride].position
            return SIMD2(p.x, p.y)
          },
          ink: { i in
            ink.strength = strength(
              age: last / shadeStep * shadeStep - i * stride, of: timeline.budget, model)
            return ink
          })
      }
      companion(of: timeline, upTo: last, stride, RunLook.ink(run, in: model, strength: 0.75), on: &layer)
    }
    canvas.add(layer)
  }

  /// The second point's path, where the run keeps one: thin beside its own.
  private static func companion(
    of timeline: Timeline, upTo last: Int, _ stride: Int, _ ink: Ink, on layer: inout DotLayer
  ) {
    let companions = timeline.track.companions
    guard !companions.isEmpty else { return }
    layer.line(
      last / stride + 1, isThick: false,
      point: { i in
        let p = companions[min(last, i * stride)]
        return SIMD2(p.x, p.y)
      },
      ink: { _ in ink })
  }

  /// The strength of a path's part by the steps made since: new or old.
  ///
  /// Two shades and no more, with a border that moves every few steps: each cell that changes its shade is paid for
  /// again, and over a slow line that is most of what an animation costs.
  private static func strength(age: Int, of budget: Int, _ model: Model) -> Double {
    age * 8 <= budget ? 1 : model.theme.oldestPath
  }

  private static func marks(_ model: Model, _ canvas: inout Canvas) {
    let theme = model.theme
    for minimum in model.race.objective.minima where minimum.isGlobal {
      canvas.glyph("✦", at: SIMD2(minimum.point.x, minimum.point.y), Style(theme.strong, .bold))
    }
    canvas.glyph(
      "✕", at: SIMD2(model.experiment.start.x, model.experiment.start.y), Style(theme.strong, .bold))
    let chosen = model.visibleRuns.filter { $0 == model.chosenRun }
    for run in model.visibleRuns.filter({ $0 != model.chosenRun }) + chosen {
      let look = RunLook(run, in: model)
      let timeline = model.race.timelines[run]
      let p = timeline.track.points[model.step(of: run)].position
      // Bold only where there is no colour: setting and clearing it would double what a moving head writes.
      let style = Style(look.color, model.depth == .mono ? .bold : [])
      if !timeline.track.companions.isEmpty {
        let companion = timeline.track.companions[model.step(of: run)]
        canvas.glyph("◇", at: SIMD2(companion.x, companion.y), style)
      }
      canvas.glyph(look.head, at: SIMD2(p.x, p.y), style)
      canvas.arrow(towards: SIMD2(p.x, p.y), style)
    }
  }
}

extension Style {
  /// A style without a ground of its own.
  init(_ foreground: Color?, _ attributes: Cell.Attributes) {
    self.init(foreground, on: nil, attributes)
  }
}
