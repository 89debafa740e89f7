import Experiments
import Optimization
import TerminalGraphics

/// The learning rate over the whole run by the chosen run's schedule, with a mark at the step whose numbers are shown.
///
/// A schedule that depends on the loss is known only as far as the run is computed.
enum ScheduleCurve {
  /// A line of numbers and the curve.
  static let height = 5

  static func draw(_ model: Model, in rect: Rect, on frame: inout Frame) {
    guard let choice = model.chosen, let schedule = choice.schedule, rect.width >= 12,
      model.derived.race.timelines.indices.contains(model.document.chosenRun),
      model.derived.race.timelines[model.document.chosenRun].budget > 0
    else { return }
    let theme = model.derived.theme
    let timeline = model.derived.race.timelines[model.document.chosenRun]
    let step = model.readableStep(of: model.document.chosenRun)
    let rule = schedule.entry.make(schedule.settings, timeline.budget)
    let known = rule.watchesLoss ? timeline.track.rates.count : timeline.budget
    func rate(_ step: Int) -> Double {
      rule.watchesLoss ? timeline.track.rates[step] : rule.rate(step, base: choice.rate)
    }
    let (line, chart) = rect.splitTop(1)
    let columns = chart.width * model.document.marker.columns
    let steps = (0..<max(1, min(known, columns))).map {
      $0 * max(1, known - 1) / max(1, min(known, columns) - 1)
    }
    let rates = steps.prefix(known).map(rate)
    let highest = max(rates.filter(\.isFinite).max() ?? 0, choice.rate)
    guard highest > 0 else { return }

    // The numbers keep their places during playback.
    frame.put("α(t)", column: line.x, row: line.y, theme.textStyle)
    if step < known {
      let now = Numerals.scientific(rate(step), digits: 3)
      frame.put(now, endingAt: line.endX, row: line.y, theme.textStyle)
    }
    let projection = Projection(chart, x: 0...Double(timeline.budget), y: 0...highest * 1.05)
    var canvas = Canvas(projection, ground: theme.ground)
    let marker = model.document.marker
    var layer = DotLayer(projection, marker: marker)
    let ink = RunLook.ink(model.document.chosenRun, in: model)
    layer.line(
      rates.count, isThick: false, point: { SIMD2(Double(steps[$0]), rates[$0]) }, ink: { _ in ink })
    canvas.add(layer)
    if step < known {
      canvas.glyph("●", at: SIMD2(Double(step), rate(step)), Style(theme.strong, []))
    }
    canvas.draw(on: &frame)
  }
}
