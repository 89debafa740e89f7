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
    frame.border(
      rect, theme.borderStyle(isFocused: model.focus == id), title: "loss", theme.strongStyle,
      note: model.lossIsLogarithmic ? "log" : "linear", theme.quietStyle)
    let inner = rect.inside.inset(left: 6, right: 1, bottom: 1)
    guard inner.width >= 8, inner.height >= 2, model.race.budget > 0 else { return [] }
    let axis = LossAxis(model)
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
    frame.put("0", column: inner.x, row: inner.endY, theme.quietStyle)
    frame.put(String(model.race.budget), endingAt: inner.endX, row: inner.endY, theme.quietStyle)

    var canvas = Canvas(projection, ground: theme.ground)
    let marker: Marker = model.glyphs == .unicode ? .braille : .ascii
    var cursor = DotLayer(projection, marker: marker)
    cursor.line(
      2, isThick: false,
      point: { SIMD2(Double(model.step), $0 == 0 ? axis.range.lowerBound : axis.range.upperBound) },
      ink: { _ in Ink(theme.border ?? Color(0x808080)) })
    canvas.add(cursor)
    var lines = DotLayer(projection, marker: marker)
    for run in model.visibleRuns { draw(run, model, axis, on: &lines) }
    canvas.add(lines)
    canvas.draw(on: &frame)
    return [HitRegion(rect: inner, target: .timeline(share: 0))]
  }

  private static func draw(_ run: Int, _ model: Model, _ axis: LossAxis, on layer: inout DotLayer) {
    let timeline = model.race.timelines[run]
    let last = min(model.step, timeline.last)
    // A few points for each column of dots are all that can be seen.
    let stride = last / (layer.projection.rect.width * layer.marker.columns * 8) + 1
    let count = last / stride + 1
    let ink = RunLook.ink(run, in: model)
    timeline.track.losses.withUnsafeBufferPointer { losses in
      layer.line(
        count, isThick: false,
        point: { i in
          let step = i == count - 1 ? last : i * stride
          return SIMD2(Double(step), axis.place(losses[step]))
        }, ink: { _ in ink })
    }
  }
}

/// The vertical axis of the loss chart.
struct LossAxis {
  /// The places at the bottom and the top.
  let range: ClosedRange<Double>
  private let isLogarithmic: Bool

  init(_ model: Model) {
    isLogarithmic = model.lossIsLogarithmic
    let timelines = model.visibleRuns.map { model.race.timelines[$0] }
    // A run that flies off leaves through the top: the axis belongs to the others.
    let first = timelines.first?.track.losses.first ?? 1
    let ceiling = 100 * max(abs(first), 1e-300)
    let losses = timelines.flatMap { timeline in
      let stride = timeline.track.losses.count / 4096 + 1
      return Swift.stride(from: 0, to: timeline.track.losses.count, by: stride).map {
        timeline.track.losses[$0]
      }
    }.filter { $0.isFinite && $0 < ceiling }
    let hasPositive = losses.contains { $0 > 0 }
    if isLogarithmic && hasPositive {
      let positive = losses.filter { $0 > 0 }
      let high = LossAxis.log10(positive.max() ?? 1).rounded(.up)
      // Sixteen decades are all that rounding leaves of a sum.
      let low = max(high - 16, LossAxis.log10(positive.min() ?? 1).rounded(.down))
      range = (low < high ? low : high - 1)...high
    } else {
      let (low, high) = (losses.min() ?? 0, losses.max() ?? 1)
      let margin = low < high ? 0.03 * (high - low) : max(0.5, 0.1 * abs(low))
      range = low - margin...high + margin
    }
  }

  /// Where a loss lies; a number that is not finite where the axis has no place for it.
  func place(_ loss: Double) -> Double { isLogarithmic ? LossAxis.log10(loss) : loss }

  /// Round places with their labels.
  func ticks(atMost count: Int) -> [(place: Double, label: String)] {
    guard isLogarithmic else {
      let ticks = Ticks(range, atMost: count)
      return zip(ticks.values, ticks.labels).map { ($0, $1) }
    }
    let decades = Int(range.upperBound - range.lowerBound)
    let step = max(1, (decades + count - 1) / max(1, count))
    return stride(from: Int(range.upperBound), through: Int(range.lowerBound), by: -step).map {
      (Double($0), "1e\($0 < 0 ? "−" : "")\(abs($0))")
    }
  }

  private static func log10(_ x: Double) -> Double { x > 0 ? Double.log(x) / 2.302585092994046 : -.infinity }
}
