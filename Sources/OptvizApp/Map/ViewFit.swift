import Arithmetic
import Optimization

/// Chooses the part of the plane that shows a race best.
enum ViewFit {
  /// The smallest rectangle around the start, the minima and the paths, with a margin.
  ///
  /// Only points inside `domain` count, so that a run that diverges does not shrink the others to a dot. A side is
  /// at least a fifth of the domain's, so that a short path is not magnified too much; without any point
  /// inside it is the domain.
  static func domain(of race: Race, within domain: Domain) -> Domain {
    var box: (low: Point<Double>, high: Point<Double>)?
    func include(_ p: Point<Double>) {
      guard domain.contains(p) else { return }
      let (low, high) = box ?? (p, p)
      box = (Point(min(low.x, p.x), min(low.y, p.y)), Point(max(high.x, p.x), max(high.y, p.y)))
    }
    include(race.start)
    for minimum in race.objective.minima where minimum.isGlobal { include(minimum.point) }
    for timeline in race.timelines { for point in timeline.track.points { include(point.position) } }
    guard let box else { return domain }
    return Domain(
      x: interval(box.low.x, box.high.x, in: domain.x), y: interval(box.low.y, box.high.y, in: domain.y))
  }

  private static func interval(_ low: Double, _ high: Double, in whole: ClosedRange<Double>) -> ClosedRange<
    Double
  > {
    let margin = max(0.1 * (high - low), 0.5 * (0.2 * whole.length - (high - low)))
    // Round ends read better and keep the view still when the race changes a little.
    let grid = RoundNumber(atMost: whole.length / 100)
    let ends = (grid.multiple(atMost: low - margin), grid.multiple(atLeast: high + margin))
    guard ends.0 < ends.1, (ends.1 - ends.0).isFinite else { return whole }
    return ends.0...ends.1
  }

  /// A rectangle with ends rounded to a thousandth of its size, as short decimals.
  static func rounded(_ domain: Domain) -> Domain {
    func rounded(_ interval: ClosedRange<Double>) -> ClosedRange<Double> {
      let grid = RoundNumber(atMost: interval.length / 1000)
      let low = grid.multiple(nearestTo: interval.lowerBound)
      let high = grid.multiple(nearestTo: interval.upperBound)
      return low < high ? low...high : interval
    }
    return Domain(x: rounded(domain.x), y: rounded(domain.y))
  }
}
