import Experiments
import Optimization

/// What the chart shows for every run.
public enum ChartQuantity: String, CaseIterable, Hashable, Sendable {
  case loss, gradient, distance, rate

  /// What it is, in words.
  var title: String {
    switch self {
    case .loss: "loss"
    case .gradient: "gradient norm"
    case .distance: "distance to the minimum"
    case .rate: "learning rate"
    }
  }
}

/// What the chart's horizontal axis counts.
public enum ChartSpan: String, CaseIterable, Hashable, Sendable {
  /// The race's clock: steps, or examples if runs are compared by those.
  case steps
  /// The evaluations of each run: values and gradients, one each.
  case evaluations
  /// The examples that each run has seen.
  case examples
}

/// What a person has chosen for the chart.
public struct ChartChoice: Hashable, Sendable {
  /// What it shows.
  public var quantity = ChartQuantity.loss
  /// The count on the horizontal axis.
  public var span = ChartSpan.steps
  /// Whether the loss's axis is logarithmic.
  public internal(set) var isLogarithmic = true

  /// The loss over the steps.
  public init() {}
}

extension ChartChoice {
  /// The quantities that the chart can show: a distance if there is a minimum, a rate if a method has one.
  static func quantities(_ experiment: Experiment, _ objective: any Objective) -> [ChartQuantity] {
    ChartQuantity.allCases.filter { quantity in
      switch quantity {
      case .loss, .gradient: true
      case .distance: objective.minima.contains(where: \.isGlobal)
      case .rate: experiment.optimizers.contains(where: \.hasRate)
      }
    }
  }

  /// The counts that it can show them over.
  static func spans(_ experiment: Experiment, _ objective: any Objective) -> [ChartSpan] {
    let countsExamples = experiment.pace == .examples && !experiment.optimizers.isEmpty
    return ChartSpan.allCases.filter { $0 != .examples || (objective.batches != nil && !countsExamples) }
  }

  /// What the chart shows: the choice, as far as it exists in this race.
  func shown(_ experiment: Experiment, _ objective: any Objective) -> ChartChoice {
    var shown = self
    if !ChartChoice.quantities(experiment, objective).contains(quantity) { shown.quantity = .loss }
    if !ChartChoice.spans(experiment, objective).contains(span) { shown.span = .steps }
    return shown
  }
}

extension Model {
  /// What the chart can show.
  var chartQuantities: [ChartQuantity] {
    ChartChoice.quantities(document.experiment, derived.race.objective)
  }

  /// What the chart shows.
  var shownChart: ChartChoice { document.chart.shown(document.experiment, derived.race.objective) }

  mutating func showNextChartQuantity() {
    let all = chartQuantities
    document.chart.quantity = all[((all.firstIndex(of: shownChart.quantity) ?? 0) + 1) % all.count]
    notice = "chart: \(document.chart.quantity.title)"
  }

  /// The count after the one on display.
  var nextChartSpan: ChartSpan {
    let all = ChartChoice.spans(document.experiment, derived.race.objective)
    return all[((all.firstIndex(of: shownChart.span) ?? 0) + 1) % all.count]
  }

  mutating func showNextChartSpan() {
    document.chart.span = nextChartSpan
    notice = "chart: by \(document.chart.span.rawValue)"
  }
}
