import Optimization
import TerminalGraphics

/// The chosen run's last steps as a table, the newest first: where it was, the loss, the slope, what it had evaluated.
///
/// It follows the step whose numbers are shown, which rests long enough to be read while a race plays.
struct LastSteps {
  /// Fewer rows, with their heading, say too little.
  static let leastRows = 5
  /// A heading and ten steps.
  static let usualRows = 11
  /// As many as a screen of the largest usual size has room for, where nothing else is below.
  static let mostRows = 41

  private let theme: Theme
  private let width: Int
  private let timeline: Timeline
  private let now: Int
  private let names: [String]

  /// The chosen run's; `nil` without one.
  init?(_ model: Model, width: Int) {
    let run = model.document.chosenRun
    guard model.derived.race.timelines.indices.contains(run) else { return nil }
    theme = model.derived.theme
    self.width = width
    timeline = model.derived.race.timelines[run]
    now = model.readableStep(of: run)
    names = model.parameterNames + [model.lossName, "|∇\(model.lossName)|"]
  }

  /// A heading, and as many steps as fill a number of rows.
  func lines(rows: Int) -> [StyledLine] {
    let columns = Columns(width, timeline)
    var heading = StyledLine(columns.padded("step", columns.step), theme.quietStyle)
    for name in names.prefix(columns.numbers) {
      heading.append(columns.padded(name, columns.number + 2), theme.quietStyle)
    }
    if columns.hasEvaluations {
      heading.append(columns.padded(Columns.evaluationsName, columns.evaluations + 2), theme.quietStyle)
    }
    let steps = max(0, now - max(0, rows - 2))...now
    return [heading]
      + steps.reversed().prefix(max(0, rows - 1)).map { line(of: $0, columns) }
  }

  private func line(of step: Int, _ columns: Columns) -> StyledLine {
    let point = timeline.point(at: step)
    let style = step == now ? theme.strongStyle : theme.textStyle
    var line = StyledLine(
      columns.padded(String(step), columns.step), step == now ? theme.strongStyle : theme.quietStyle)
    let numbers = [point.position.x, point.position.y, point.loss, point.gradientNorm]
    for number in numbers.prefix(columns.numbers) {
      line.append("\u{A0}\u{A0}" + Numerals.aligned(number, width: columns.number), style)
    }
    if columns.hasEvaluations {
      line.append(columns.padded(String(point.evaluations), columns.evaluations + 2), style)
    }
    return line
  }

  /// How wide the columns are; in a narrow pane the last ones are left out.
  private struct Columns {
    static let evaluationsName = "evals"
    let step: Int
    let evaluations: Int
    let number: Int
    let numbers: Int
    let hasEvaluations: Bool

    /// Fewer columns show too few digits, and more than these add none that differ.
    private static let widths = 8...12

    init(_ width: Int, _ timeline: Timeline) {
      step = max(4, String(timeline.budget).count)
      evaluations = max(Columns.evaluationsName.count, String(timeline.evaluations).count)
      let room = width - step
      let beside = room - evaluations - 2
      hasEvaluations = beside >= 4 * (Columns.widths.lowerBound + 2)
      numbers = max(1, min(4, (hasEvaluations ? beside : room) / (Columns.widths.lowerBound + 2)))
      number = min(
        Columns.widths.upperBound,
        max(Columns.widths.lowerBound, (hasEvaluations ? beside : room) / numbers - 2))
    }

    /// A text that ends at the end of its column.
    func padded(_ text: String, _ width: Int) -> String {
      String(repeating: "\u{A0}", count: max(0, width - Frame.columns(of: text))) + text
    }
  }
}
