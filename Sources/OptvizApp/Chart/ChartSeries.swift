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
  /// The rates that each run is set to, and from which step on; `nil` for a method without one.
  private let fixedRates: [[(start: Int, rate: Double?)]]

  init(_ model: Model) {
    race = model.derived.race
    runs = model.visibleRuns
    clock = model.countsExamples ? model.clockBatches : nil
    (quantity, span) = (model.shownChart.quantity, model.shownChart.span)
    minima = race.objective.minima.filter(\.isGlobal).map(\.point)
    fixedRates = race.timelines.indices.map { [race] run in
      race.legs(of: run).map { ($0.start, $0.choice.hasRate ? $0.choice.rate : nil) }
    }
  }

  /// A run's value after a step, exactly; not a number if it has none.
  func value(of run: Int, at step: Int) -> Double {
    quantity == .rate
      ? rate(of: run, race.timelines[run].moment(at: step).rate, at: step)
      : value(race.point(of: run, at: step))
  }

  /// A run's value at a point of its picture.
  ///
  /// Read through the whole chain: a timeline taken out would be copied for every point of a line.
  func value(of run: Int, atIndex index: Int) -> Double {
    guard quantity == .rate else { return value(race.timelines[run].track.points[index]) }
    let isKnown = race.timelines[run].track.rates.indices.contains(index)
    return rate(
      of: run, isKnown ? race.timelines[run].track.rates[index] : nil,
      at: race.timelines[run].track.step(at: index))
  }

  private func value(_ point: Track.Point) -> Double {
    switch quantity {
    case .loss: return point.loss
    case .gradient: return point.gradientNorm
    case .distance:
      return minima.reduce(Double.infinity) { least, minimum in
        min(least, Point(point.position.x - minimum.x, point.position.y - minimum.y).length)
      }
    case .rate: return .nan
    }
  }

  /// The rate of the step that leads on, which a schedule may have changed; the last step has none.
  private func rate(of run: Int, _ scheduled: Double?, at step: Int) -> Double {
    guard let fixed = fixedRates[run].last(where: { $0.start <= step })?.rate else { return .nan }
    return scheduled ?? (race.timelines[run].track.rates.isEmpty ? fixed : .nan)
  }

  /// How far along a run is after a step, exactly.
  func place(of run: Int, at step: Int) -> Double {
    span == .evaluations
      ? Double(race.point(of: run, at: step).evaluations) : place(of: run, afterSteps: step)
  }

  /// How far along a run is at a point of its picture.
  func place(of run: Int, atIndex index: Int) -> Double {
    span == .evaluations
      ? Double(race.timelines[run].track.points[index].evaluations)
      : place(of: run, afterSteps: race.timelines[run].track.step(at: index))
  }

  private func place(of run: Int, afterSteps step: Int) -> Double {
    span == .steps
      ? Double(race.time(ofStep: step, of: run)) : Double(race.examples(of: run, after: step) ?? 0)
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
    // Between two points of the picture first, then exactly.
    let (count, last) = (race.timelines[run].track.count, race.timelines[run].last)
    var (first, end) = (0, count)
    while first + 1 < end {
      let middle = (first + end) / 2
      if self.place(of: run, atIndex: middle) <= place { first = middle } else { end = middle }
    }
    var low = race.timelines[run].track.step(at: first)
    var high = end < count ? race.timelines[run].track.step(at: end) - 1 : last
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
