import Optimization

/// The numbers that the chart shows: for each run and step how high it lies and how far along.
struct ChartSeries {
  let quantity: ChartQuantity
  let span: ChartSpan
  private let race: Race
  /// The runs that are drawn.
  private let runs: [Int]
  /// The batches that the race's clock counts, if it counts examples.
  private let clock: Batches?
  private let minima: [Point<Double>]
  /// The rate that each run is set to; `nil` for a method without one.
  private let fixedRates: [Double?]

  init(_ model: Model) {
    race = model.derived.race
    runs = model.visibleRuns
    clock = model.countsExamples ? model.clockBatches : nil
    (quantity, span) = (model.shownChart.quantity, model.shownChart.span)
    minima = race.objective.minima.filter(\.isGlobal).map(\.point)
    fixedRates = race.timelines.map { $0.choice.hasRate ? $0.choice.rate : nil }
  }

  /// A run's value after a step; not a number if it has none.
  func value(of run: Int, at step: Int) -> Double {
    switch quantity {
    case .loss: return race.point(of: run, at: step).loss
    case .gradient: return race.point(of: run, at: step).gradientNorm
    case .distance:
      let place = race.point(of: run, at: step).position
      return minima.reduce(Double.infinity) { least, minimum in
        min(least, Point(place.x - minimum.x, place.y - minimum.y).length)
      }
    case .rate:
      guard let fixed = fixedRates[run] else { return .nan }
      if race.timelines[run].track.rates.isEmpty { return fixed }
      // The rate of the step that leads on from here; the last step has none.
      return race.timelines[run].track.rates.indices.contains(step)
        ? race.timelines[run].track.rates[step] : .nan
    }
  }

  /// How far along a run is after a step.
  func place(of run: Int, at step: Int) -> Double {
    switch span {
    case .steps: Double(race.time(ofStep: step, of: run))
    case .evaluations: Double(race.point(of: run, at: step).evaluations)
    case .examples: Double(race.batches(of: run)?.examples(after: step) ?? 0)
    }
  }

  /// Where the axis ends: at the end of the race, not at the step on display, so that nothing jumps.
  var end: Double {
    switch span {
    case .steps: Double(max(1, race.budget))
    case .evaluations, .examples:
      runs.reduce(1) { max($0, place(of: $1, at: race.timelines[$1].last)) }
    }
  }

  /// The step of a run that a place along the axis belongs to: the last one that is not beyond it.
  func step(of run: Int, at place: Double) -> Int {
    var (low, high) = (0, race.timelines[run].last)
    while low < high {
      let middle = (low + high + 1) / 2
      if self.place(of: run, at: middle) <= place { low = middle } else { high = middle - 1 }
    }
    return low
  }

  /// A place along the axis in words.
  func words(for place: Double) -> String {
    let number = Int(max(0, min(9e15, place)).rounded(.down))
    switch span {
    case .steps: return clock.map { "\($0.examples(after: number).grouped) examples" } ?? "step \(number)"
    case .evaluations: return "\(number.grouped) evaluations"
    case .examples: return "\(number.grouped) examples"
    }
  }
}
