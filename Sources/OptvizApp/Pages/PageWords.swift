import Experiments
import Optimization
import TerminalGraphics

/// The words on a page.
enum PageWords {
  /// A run's loss at the model's step, or that it has none any more, and what else became of it.
  static func result(of run: Int, _ model: Model) -> (loss: String, outcome: String) {
    let loss = model.derived.race.point(of: run, at: model.step(of: run)).loss
    let value = Numerals.scientific(loss, digits: 3)
    switch model.outcome(of: run) {
    case .diverged(let step):
      return (model.derived.race.objective.minima.isEmpty ? "escaped at \(step)" : "diverged at \(step)", "")
    case .converged(let step): return (value, "converged at \(step)")
    case .stopped(let step): return (value, "stopped at \(step)")
    case .running, .budgetSpent: return (value, "")
    }
  }

  /// `10⁻³` for `1e−3`: a power of ten as paper writes it.
  static func power(_ label: String) -> String {
    guard label.hasPrefix("1e") else { return label }
    let raised: [Character: Character] = [
      "−": "⁻", "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷", "8": "⁸",
      "9": "⁹",
    ]
    let digits = label.dropFirst(2).compactMap { raised[$0] }
    return digits.count == label.count - 2 ? "10" + String(digits) : label
  }

  /// What the chart's lower axis counts.
  static func span(_ series: ChartSeries, _ model: Model) -> String {
    switch series.span {
    case .steps: model.countsExamples ? "examples" : "step"
    case .evaluations: "evaluations"
    case .examples: "examples"
    }
  }

  /// A number below the chart: a time of the race in the unit that its clock counts.
  static func time(_ place: Double, _ label: String, _ series: ChartSeries, _ model: Model) -> String {
    guard series.span == .steps, model.countsExamples, place >= 0, place < 1e15 else { return label }
    return model.counted(Int(place)).grouped
  }

  /// What is to be seen, in sentences for those who cannot see it.
  static func description(_ model: Model, title: String) -> String {
    let view = model.document.map.view
    let names = model.parameterNames
    let start = model.document.experiment.start
    let ends = [view.x, view.y].map { Ticks.ends(of: $0) }
    func short(_ value: Double) -> String { Numerals.short(value, digits: 6) }
    var text =
      "\(model.visibleRuns.count == 1 ? "A run" : "\(model.visibleRuns.count) runs") on "
      + "\(title.isEmpty ? model.document.experiment.surface.entry.card.name : title), "
      + "\(names[0]) \(ends[0]), \(names[1]) \(ends[1]), from "
      + "(\(short(start.x)), \(short(start.y))), after step \(model.step) of \(model.derived.race.budget)."
    for run in model.visibleRuns {
      let position = model.derived.race.point(of: run, at: model.step(of: run)).position
      text +=
        " \(RunLook(run, in: model).label) at (\(short(position.x)), \(short(position.y))), "
        + words(result(of: run, model)) + "."
    }
    return text
  }

  private static func words(_ result: (loss: String, outcome: String)) -> String {
    let loss = result.loss.contains(" ") ? result.loss : "loss \(result.loss)"
    return result.outcome.isEmpty ? loss : "\(loss), \(result.outcome)"
  }
}
