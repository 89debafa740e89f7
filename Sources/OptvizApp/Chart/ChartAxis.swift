import Arithmetic
import Optimization
import TerminalGraphics

/// The vertical axis of the chart.
///
/// For the loss a logarithmic axis measures the height above the surface's minimum, which is the loss itself where that
/// minimum is zero. A loss without a lower bound has no such height, and the axis is linear.
struct ChartAxis {
  /// The places at the bottom and the top.
  let range: ClosedRange<Double>
  /// What it measures, in words.
  let name: String
  private let isLogarithmic: Bool
  private let floor: Double

  init(_ model: Model, _ series: ChartSeries) {
    let isLoss = series.quantity == .loss
    let runs = model.visibleRuns
    let batchLosses =
      isLoss
      ? runs.flatMap { ChartAxis.usualBatchLosses(of: model.derived.race.timelines[$0]) }.filter(\.isFinite)
      : []
    // A batch's loss may lie below the minimum of all examples: then losses are measured as they are.
    let lowest = isLoss ? model.derived.race.objective.minima.filter(\.isGlobal).map(\.value).min() : 0
    let floor = batchLosses.isEmpty ? lowest : lowest.map { min(0, $0) }
    // A run that diverges leaves through the top: the axis fits the others, and this run's own path until then.
    let heights =
      runs.flatMap { run in
        let timeline = model.derived.race.timelines[run]
        let end = timeline.divergedAt.map { max(1, $0 / 2) - 1 } ?? timeline.last
        let count = timeline.track.count(upTo: end)
        // Where points are left out, those that are there are the extreme ones.
        let stride = timeline.track.isWhole ? count / 4096 + 1 : 1
        return Swift.stride(from: 0, to: count, by: stride).map {
          series.value(of: run, atIndex: $0) - (floor ?? 0)
        }
      }.filter(\.isFinite) + batchLosses.map { $0 - (floor ?? 0) }
    let positive = heights.filter { $0 > 0 }
    let canBeLogarithmic = !positive.isEmpty && (floor != nil || positive.count == heights.count)
    isLogarithmic = model.document.chart.isLogarithmic && canBeLogarithmic
    self.floor = isLogarithmic ? floor ?? 0 : 0
    if isLogarithmic {
      let high = ChartAxis.log10(positive.max() ?? 1).rounded(.up)
      // Far below the last digit of a loss of 1 there is only rounding noise, which would take half the chart.
      let low = max(high - 24, ChartAxis.log10(positive.min() ?? 1).rounded(.down))
      range = (low < high ? low : high - 1)...high
      name = floor == nil || floor == 0 ? "log" : "log, above the minimum"
    } else {
      let (low, high) = ((heights.min() ?? 0) + (floor ?? 0), (heights.max() ?? 1) + (floor ?? 0))
      let margin = low < high ? 0.03 * (high - low) : max(0.5, 0.1 * abs(low))
      let ends = (low - margin, high + margin)
      range = ends.0 < ends.1 && (ends.1 - ends.0).isFinite ? ends.0...ends.1 : 0...1
      name = "linear"
    }
  }

  /// The batch losses without the few lowest and highest: one lucky batch must not take half of the axis.
  private static func usualBatchLosses(of timeline: Timeline) -> [Double] {
    let losses = timeline.track.batchLosses
    guard !losses.isEmpty else { return [] }
    let end = timeline.divergedAt.map { max(1, $0 / 2) - 1 } ?? timeline.last
    let count = min(losses.count, timeline.track.count(upTo: end))
    let some = Swift.stride(from: 0, to: count, by: count / 1024 + 1).map { losses[$0] }.sorted()
    return [some[some.count / 20], some[(some.count - 1) * 19 / 20]]
  }

  /// Where a value lies; not finite if the axis has no place for it.
  func place(_ value: Double) -> Double { isLogarithmic ? ChartAxis.log10(value - floor) : value }

  /// Round places with their labels.
  func ticks(atMost count: Int) -> [(place: Double, label: String)] {
    guard isLogarithmic else {
      let ticks = Ticks(range, atMost: count)
      return zip(ticks.values, ticks.labels).map { ($0, $1) }
    }
    let decades = Int(range.length)
    let step = max(1, (decades + count - 1) / max(1, count))
    return stride(from: Int(range.upperBound), through: Int(range.lowerBound), by: -step).map {
      (Double($0), "1e\($0 < 0 ? "−" : "")\(abs($0))")
    }
  }

  /// The decimal logarithm; minus infinity for numbers that are not positive, and whole for powers of ten.
  private static func log10(_ x: Double) -> Double {
    guard x > 0 else { return -.infinity }
    let quotient = Double.log(x) / Double.log(10)
    let whole = quotient.rounded()
    return abs(quotient - whole) < 1e-13 * max(1, abs(whole)) ? whole : quotient
  }
}
