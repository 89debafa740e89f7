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
    let track = timeline.track
    let known = rule.watchesLoss ? (track.rates.isEmpty ? 0 : timeline.last + 1) : timeline.budget
    func rate(_ step: Int) -> Double {
      rule.watchesLoss
        ? timeline.moment(at: step).rate ?? choice.rate : rule.rate(step, base: choice.rate)
    }
    let (line, chart) = rect.splitTop(1)
    let columns = chart.width * model.cells.lines.columns
    // A rate that follows the loss is drawn from the picture's points, every other from its rule.
    let count = rule.watchesLoss ? track.rates.count : known
    let places = (0..<max(1, min(count, columns))).map {
      $0 * max(1, count - 1) / max(1, min(count, columns) - 1)
    }
    let steps = rule.watchesLoss ? places.prefix(count).map { track.step(at: $0) } : places
    let rates =
      rule.watchesLoss ? places.prefix(count).map { track.rates[$0] } : steps.prefix(known).map(rate)
    let highest = max(rates.filter(\.isFinite).max() ?? 0, choice.rate)
    guard highest > 0 else { return }

    // The numbers keep their places during playback.
    frame.put("α(t)", column: line.x, row: line.y, theme.textStyle)
    if step < known {
      let now = Numerals.scientific(rate(step), digits: 3)
      frame.put(now, endingAt: line.endX, row: line.y, theme.textStyle)
    }
    let projection = Projection(chart, x: 0...Double(timeline.budget), y: 0...highest * 1.05)
    let points = zip(steps, rates).map { SIMD2(Double($0), $1) }
    var shapes: [Shape] = [
      .line(Line(points, RunLook.stroke(model.document.chosenRun, in: model, .hair)))
    ]
    if step < known { shapes.append(.mark(Mark("●", at: SIMD2(Double(step), rate(step)), theme.strong))) }
    let figure = Figure(x: projection.x, y: projection.y, ground: theme.ground, shapes: shapes)
    CellPicture.draw(figure, in: chart, model.cells, on: &frame)
  }
}
