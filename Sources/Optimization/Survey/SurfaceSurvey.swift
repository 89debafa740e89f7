/// Properties that a surface does not state, found by evaluating it: where it is worth studying, its minima, a start,
/// and how contour levels show its shape.
///
/// Minima come from Newton's method started on lattices around the origin, fine ones near it and coarse ones far away;
/// each is followed until the gradient is only rounding, and kinks by a simplex. The domain is drawn around the lowest
/// minimum (the nearest one if the surface falls without end) and its neighbours. The start is a round point
/// well above the minimum, from which the way down leads to one. The same surface gives the same survey.
public struct SurfaceSurvey: Hashable, Sendable {
  /// The rectangle that shows the surface.
  public let domain: Domain
  /// A start from which a race teaches something.
  public let start: Point<Double>
  /// The minima found inside the domain, the lowest first.
  public let minima: [Minimum]
  /// The best spacing of levels.
  public let spacing: LevelSpacing

  /// The most minima that are listed.
  public static let mostMinima = 60

  /// An empty survey.
  static let nothing = SurfaceSurvey(
    domain: Domain(x: -5...5, y: -5...5), start: Point(-3, 2), minima: [], spacing: .linear)

  private init(domain: Domain, start: Point<Double>, minima: [Minimum], spacing: LevelSpacing) {
    self.domain = domain
    self.start = start
    self.minima = minima
    self.spacing = spacing
  }

  /// Surveys a surface.
  ///
  /// - Parameters:
  ///   - surface: the surface to survey; only its heights and derivatives are used.
  ///   - cost: how many operations an evaluation takes; the more, the fewer evaluations are made.
  public init<O: Objective>(of surface: O, cost: Int = 20) {
    let budget = max(1500, 2_400_000 / max(cost, 12))
    let size = cost <= 80 ? 11 : cost <= 400 ? 7 : 4
    var search = MinimumSearch(surface, budget: budget)
    let origin = Point(0.0, 0.0)
    search.descend(fromLattice: size, around: origin, reach: SurveyWindow.near)
    for (nodes, reach) in [(3, 0.05), (4, 60), (3, 1000), (3, 1e5)] {
      search.descend(fromLattice: nodes, around: origin, reach: reach)
    }
    search.polishKinks(24)
    var window = SurveyWindow(&search)
    // The window may contain minima that the first search has missed.
    search.descend(
      fromLattice: size - 2, around: window.centre, reach: max(window.halfWidth, window.halfHeight))
    search.polishKinks(12)
    window.take(search.found)
    let grid = SampledGrid(domain: window.domain, columns: 48, rows: 48) { surface.fillRow($0, $1, $2) }
    window.crop(to: grid)
    domain = window.domain
    let shown = SampledGrid(domain: domain, columns: 48, rows: 48) { surface.fillRow($0, $1, $2) }
    minima = SurfaceSurvey.minima(search.found, in: domain, shown, window.unit)
    spacing = SurfaceSurvey.spacing(shown, minima.first?.value)
    start = SurveyStart(surface, domain, minima, shown, spacing).point
  }

  /// The minima inside a domain, the lowest first and then the nearest to its middle.
  private static func minima<O: Objective>(
    _ found: [MinimumSearch<O>.Found], in domain: Domain, _ grid: SampledGrid, _ unit: Double
  ) -> [Minimum] {
    let centre = domain.centre
    let inside = found.filter { domain.contains($0.point) }
    guard let lowest = inside.map(\.value).min() else { return [] }
    let range = grid.finiteRange ?? 0...0
    // A constant surface has no minima.
    guard range.lowerBound < range.upperBound else { return [] }
    let tolerance = 1e-9 * max(abs(lowest), min(range.upperBound - lowest, 1e3 * abs(lowest) + unit))
    // A flat floor is one minimum: its point nearest to the middle.
    let flat = inside.filter { $0.isFlat && $0.value <= lowest + tolerance }
      .min { ($0.point - centre).length < ($1.point - centre).length }
    let kept = inside.filter { !$0.isFlat } + (flat.map { [$0] } ?? [])
    let isLowest = lowest <= range.lowerBound + tolerance
    let all = kept.map { one in
      Minimum(
        one.point.x, one.point.y, value: one.value, isGlobal: isLowest && one.value <= lowest + tolerance,
        isKink: one.isKink)
    }
    let ordered = all.sorted {
      if $0.isGlobal != $1.isGlobal { return $0.isGlobal }
      if !$0.isGlobal && $0.value != $1.value { return $0.value < $1.value }
      let (a, b) = (($0.point - centre).length, ($1.point - centre).length)
      return a != b ? a < b : ($0.point.x, $0.point.y) < ($1.point.x, $1.point.y)
    }
    return Array(ordered.prefix(mostMinima))
  }

  /// How levels show a grid's shape.
  private static func spacing(_ grid: SampledGrid, _ lowest: Double?) -> LevelSpacing {
    let heights = RankedValues(grid.values)
    guard heights.count > 10, let least = heights.quantile(0), let greatest = heights.quantile(1) else {
      return .linear
    }
    func quantile(_ share: Double) -> Double { heights.quantile(share) ?? least }
    let floor = min(lowest ?? least, least)
    let middle = quantile(0.95) - quantile(0.05)
    guard middle > 0, greatest - least < .infinity else { return .linear }
    // A hole without a floor, or needles both ways: equal shares of the map.
    if lowest == nil && quantile(0.05) - least > 3 * middle { return .quantile }
    if greatest - quantile(0.95) > 20 * middle { return lowest == nil ? .quantile : .logarithmic }
    let ratio = (quantile(0.9) - floor) / (quantile(0.1) - floor)
    return ratio > 8 && lowest != nil ? .logarithmic : .linear
  }
}
