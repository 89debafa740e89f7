import Optimization

/// What the chart shows of every run.
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

/// Over what the chart shows it.
public enum ChartSpan: String, CaseIterable, Hashable, Sendable {
  /// The race's clock: steps, or examples where runs are compared by those.
  case steps
  /// What each run has asked for: values and gradients, one each.
  case evaluations
  /// The examples that each run has seen.
  case examples
}

/// What a person has chosen for the chart.
public struct ChartChoice: Hashable, Sendable {
  /// What it shows.
  public var quantity = ChartQuantity.loss
  /// Over what.
  public var span = ChartSpan.steps

  /// The loss over the steps.
  public init() {}
}

extension Model {
  /// What the chart can show: a distance where there is a minimum, a rate where a method has one.
  var chartQuantities: [ChartQuantity] {
    ChartQuantity.allCases.filter { quantity in
      switch quantity {
      case .loss, .gradient: true
      case .distance: race.objective.minima.contains(where: \.isGlobal)
      case .rate: experiment.optimizers.contains(where: \.hasRate)
      }
    }
  }

  /// Over what it can show it.
  var chartSpans: [ChartSpan] {
    ChartSpan.allCases.filter { $0 != .examples || (exampleCount != nil && !countsExamples) }
  }

  /// What the chart shows: what was chosen, where there is such a thing.
  var chartQuantity: ChartQuantity { chartQuantities.contains(chart.quantity) ? chart.quantity : .loss }
  /// Over what it shows it.
  var chartSpan: ChartSpan { chartSpans.contains(chart.span) ? chart.span : .steps }

  mutating func takeNextChartQuantity() {
    let all = chartQuantities
    chart.quantity = all[((all.firstIndex(of: chartQuantity) ?? 0) + 1) % all.count]
    notice = "chart: \(chart.quantity.title)"
  }

  mutating func takeNextChartSpan() {
    let all = chartSpans
    chart.span = all[((all.firstIndex(of: chartSpan) ?? 0) + 1) % all.count]
    notice = "chart: by \(chart.span.rawValue)"
  }
}
