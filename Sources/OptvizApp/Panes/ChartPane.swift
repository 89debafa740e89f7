import Optimization
import TerminalGraphics

extension PaneID {
  static let chart = PaneID("chart")
}

/// The loss of every run over its steps, up to the step on display.
///
/// The axes span the whole race, so that nothing jumps while it plays.
enum ChartPane: Pane {
  static let id = PaneID.chart
  static let place = PanePlace.side
  static let takesFocus = true
  static let canHide = true
  static func height(_ model: Model) -> ClosedRange<Int> { 8...Int.max }

  static func draw(_ model: Model, in rect: Rect, on frame: inout Frame) -> [HitRegion] {
    let theme = model.theme
    let axis = LossAxis(model)
    frame.border(
      rect, theme.borderStyle(isFocused: model.focus == id), title: "loss", theme.strongStyle,
      note: axis.name, theme.quietStyle)
    let inner = rect.inside.inset(left: 6, right: 1, bottom: 1)
    guard inner.width >= 8, inner.height >= 2, model.race.budget > 0 else { return [] }
    let projection = Projection(inner, x: 0...Double(model.race.budget), y: axis.range)

    for tick in axis.ticks(atMost: max(2, inner.height / 4)) {
      guard let cell = projection.cell(of: SIMD2(0, tick.place)) else { continue }
      // A number that would run over the border is left out: cut, it would be another one.
      let room = inner.x - rect.x - 1
      let label = tick.label.replacing("e+0", with: "e")
      let columns = Frame.columns(of: label)
      guard columns <= room else { continue }
      frame.put(label, endingAt: inner.x - (columns < room ? 1 : 0), row: cell.row, theme.quietStyle)
    }
    // The cursor is one cell below the axis: a line through the chart would be most of what an animation writes.
    let cursor = projection.cell(of: SIMD2(Double(model.step), axis.range.lowerBound))?.column ?? inner.x
    let end = String(model.race.budget)
    if cursor > inner.x + 1 { frame.put("0", column: inner.x, row: inner.endY, theme.quietStyle) }
    if cursor < inner.endX - end.count - 1 {
      frame.put(end, endingAt: inner.endX, row: inner.endY, theme.quietStyle)
    }
    frame.put("▴", column: cursor, row: inner.endY, theme.strongStyle)

    var canvas = Canvas(projection, ground: theme.ground)
    let marker: Marker = model.glyphs == .unicode ? .braille : .ascii
    var lines = DotLayer(projection, marker: marker)
    for run in model.visibleRuns { draw(run, model, axis, on: &lines) }
    canvas.add(lines)
    canvas.draw(on: &frame)
    return [HitRegion(rect: inner, target: .timeline(share: 0))]
  }

  private static func draw(_ run: Int, _ model: Model, _ axis: LossAxis, on layer: inout DotLayer) {
    let timeline = model.race.timelines[run]
    let last = model.step(of: run)
    // A few points for each column of dots are all that can be seen.
    let stride = last / (layer.projection.rect.width * layer.marker.columns * 8) + 1
    let count = last / stride + 1
    let ink = RunLook.ink(run, in: model)
    timeline.track.points.withUnsafeBufferPointer { points in
      layer.line(
        count, isThick: false,
        point: { i in
          let step = i == count - 1 ? last : i * stride
          return SIMD2(Double(model.race.time(ofStep: step, of: run)), axis.place(points[step].loss))
        }, ink: { _ in ink })
    }
  }
}
