import Optimization

/// The numbers that the chart shows: for each run and step how high it lies and how far along.
struct ChartSeries {
  let quantity: ChartQuantity
  let span: ChartSpan
  private let model: Model
  private let minima: [Point<Double>]
  /// The rate that each run is set to; `nil` for a method without one.
  private let fixedRates: [Double?]

  init(_ model: Model) {
    self.model = model
    quantity = model.chartQuantity
    span = model.chartSpan
    minima = model.race.objective.minima.filter(\.isGlobal).map(\.point)
    fixedRates = model.race.timelines.map { $0.choice.hasRate ? $0.choice.rate : nil }
  }

  /// What a run has after a step; not a number where it has no such thing.
  func value(of run: Int, at step: Int) -> Double {
    // Through the whole chain each time: a timeline taken out would be copied, for every point of a line.
    switch quantity {
    case .loss: return model.race.timelines[run].track.points[step].loss
    case .gradient: return model.race.timelines[run].track.points[step].gradientNorm
    case .distance:
      let place = model.race.timelines[run].track.points[step].position
      return minima.reduce(Double.infinity) { least, minimum in
        min(least, Point(place.x - minimum.x, place.y - minimum.y).length)
      }
    case .rate:
      guard let fixed = fixedRates[run] else { return .nan }
      if model.race.timelines[run].track.rates.isEmpty { return fixed }
      // The rate of the step that leads on from here; after the last one there is none.
      return model.race.timelines[run].track.rates.indices.contains(step)
        ? model.race.timelines[run].track.rates[step] : .nan
    }
  }

  /// How far along a run is after a step.
  func place(of run: Int, at step: Int) -> Double {
    switch span {
    case .steps: Double(model.race.time(ofStep: step, of: run))
    case .evaluations: Double(model.race.timelines[run].track.points[step].evaluations)
    case .examples: Double(model.race.batches(of: run)?.examples(after: step) ?? 0)
    }
  }

  /// Where the axis ends: with the race, and not with what is on display, so that nothing jumps.
  var end: Double {
    switch span {
    case .steps: Double(max(1, model.race.budget))
    case .evaluations, .examples:
      model.visibleRuns.reduce(1) { max($0, place(of: $1, at: model.race.timelines[$1].last)) }
    }
  }

  /// The step of a run that a place along the axis belongs to: the last one that is not beyond it.
  func step(of run: Int, at place: Double) -> Int {
    var (low, high) = (0, model.race.timelines[run].last)
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
    case .steps: return model.countsExamples ? "\(model.counted(number).grouped) examples" : "step \(number)"
    case .evaluations: return "\(number.grouped) evaluations"
    case .examples: return "\(number.grouped) examples"
    }
  }
}
