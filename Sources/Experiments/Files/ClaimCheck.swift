import Optimization

/// Whether claims hold on a race.
///
/// A step is the run's own; beyond its end its last point counts. A run that has stopped being a number is nowhere from then
/// on, and its loss infinite.
public struct ClaimCheck: Sendable {
  private var race: Race
  private let labels: [String]

  /// Carries out an experiment.
  public init(_ experiment: Experiment) {
    race = experiment.race()
    race.extend(to: race.budget)
    labels = experiment.optimizers.labels
  }

  /// Why a claim does not hold, in a sentence with the numbers; `nil` where it holds.
  public func failure(of claim: Claim) -> String? {
    for part in claim.comparisons {
      let (left, right) = (value(part.left), value(part.right))
      if part.sign.holds(left, right) { continue }
      return "\(part.left.text)\(said(part.left, left)) is not \(part.sign.rawValue) "
        + "\(part.right.text)\(said(part.right, right))"
    }
    return nil
  }

  /// The value of a term that is not a mere number.
  private func said(_ term: Claim.Term, _ value: Double) -> String {
    term.quantity == nil ? "" : " (\(value.shortText))"
  }

  private func value(_ term: Claim.Term) -> Double {
    term.quantity.map { term.factor * value($0) } ?? term.factor
  }

  private func value(_ quantity: Claim.Quantity) -> Double {
    guard let run = labels.firstIndex(of: quantity.label) else { return .nan }
    let timeline = race.timelines[run]
    let step = min(quantity.step ?? timeline.last, timeline.last)
    if let asked = quantity.step, asked > timeline.last, timeline.divergedAt != nil {
      switch quantity.kind {
      case .loss, .gradient, .distance: return .infinity
      case .x, .y: return .nan
      case .turns, .evaluations, .spread, .converged, .diverged, .best, .worst: break
      }
    }
    switch quantity.kind {
    case .loss: return timeline.point(at: step).loss
    case .gradient: return timeline.point(at: step).gradientNorm
    case .x: return timeline.point(at: step).position.x
    case .y: return timeline.point(at: step).position.y
    case .distance: return distance(of: timeline.point(at: step).position)
    case .evaluations: return Double(timeline.point(at: step).evaluations)
    case .turns: return Double(turns(of: run, to: step))
    case .spread:
      let range = losses(of: run, from: step - step / 10, to: step)
      return range.highest - range.lowest
    case .best: return losses(of: run, from: 0, to: timeline.last).lowest
    case .worst: return losses(of: run, from: 0, to: timeline.last).highest
    case .converged: return timeline.convergedAt.map(Double.init) ?? .infinity
    case .diverged: return timeline.divergedAt.map(Double.init) ?? .infinity
    }
  }

  /// How far the nearest global minimum is; not a number where none is known.
  private func distance(of point: Point<Double>) -> Double {
    race.objective.minima.filter(\.isGlobal).map { (point - $0.point).length }.min() ?? .nan
  }

  /// The lowest and the highest loss of some steps; not a number where one of them is none.
  private func losses(of run: Int, from first: Int, to last: Int) -> (lowest: Double, highest: Double) {
    var (lowest, highest) = (Double.infinity, -Double.infinity)
    follow(run, to: last) { step, point in
      guard step >= first, !point.loss.isNaN else { return }
      (lowest, highest) = (min(lowest, point.loss), max(highest, point.loss))
    }
    return (lowest, highest)
  }

  /// How often y has changed direction.
  private func turns(of run: Int, to last: Int) -> Int {
    var (turns, before, direction) = (0, Double.nan, 0.0)
    follow(run, to: last) { _, point in
      let move = point.position.y - before
      before = point.position.y
      guard move > 0 || move < 0 else { return }
      if direction * move < 0 { turns += 1 }
      direction = move > 0 ? 1 : -1
    }
    return turns
  }

  /// Passes all points of a run on, up to a step; those of a long run are made again, some at a time.
  private func follow(_ run: Int, to last: Int, _ take: (Int, Track.Point) -> Void) {
    let track = race.timelines[run].track
    if track.isWhole {
      for (step, point) in track.points.prefix(last + 1).enumerated() { take(step, point) }
      return
    }
    var run = race.start(of: run)
    var passing = Track()
    run.record(into: &passing)
    var step = 0
    while true {
      for point in passing.points {
        take(step, point)
        step += 1
      }
      guard run.step < last, !run.isStuck else { return }
      passing.removeAll()
      run.advance(min(1024, last - run.step), into: &passing)
    }
  }
}
