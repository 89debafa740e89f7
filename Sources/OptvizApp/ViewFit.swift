import Optimization

/// Chooses the part of the plane that shows a race best.
enum ViewFit {
  /// The smallest rectangle around the start, the minima and the paths, with a margin.
  ///
  /// Only what lies inside `domain` counts, so that a run that flies off does not shrink the others to a dot. A side is
  /// at least a fifth of the domain's, so that a short path is not blown up beyond its surroundings.
  static func domain(of race: Race, within domain: Domain) -> Domain {
    var points = [race.start]
    points += race.objective.minima.filter(\.isGlobal).map(\.point)
    for timeline in race.timelines { points += timeline.track.positions }
    let inside = points.filter { domain.x.contains($0.x) && domain.y.contains($0.y) }
    return Domain(
      x: interval(inside.map(\.x), in: domain.x, around: race.start.x),
      y: interval(inside.map(\.y), in: domain.y, around: race.start.y))
  }

  private static func interval(
    _ values: [Double], in whole: ClosedRange<Double>, around start: Double
  ) -> ClosedRange<Double> {
    let width = whole.upperBound - whole.lowerBound
    var low = values.min() ?? whole.lowerBound
    var high = values.max() ?? whole.upperBound
    let margin = max(0.1 * (high - low), 0.5 * (0.2 * width - (high - low)))
    low -= margin
    high += margin
    // Round ends read better and keep the view still when the race changes a little.
    let grid = roundStep(width / 100)
    low = (low / grid).rounded(.down) * grid
    high = (high / grid).rounded(.up) * grid
    return low < high ? low...high : whole
  }

  /// The largest of 1, 2, 5 times a power of ten that is not above `x`.
  static func roundStep(_ x: Double) -> Double {
    guard x > 0, x.isFinite else { return 1 }
    var power = 1.0
    while power > x && power > 1e-300 { power /= 10 }
    while power * 10 <= x { power *= 10 }
    return power * (x >= 5 * power ? 5 : x >= 2 * power ? 2 : 1)
  }
}
