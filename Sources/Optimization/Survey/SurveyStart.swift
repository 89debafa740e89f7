import Arithmetic

/// Where a race on a surface begins: a round point well above the minimum, off the axes of symmetry, from which the way
/// down stays in sight and leads to a minimum.
struct SurveyStart {
  /// The point.
  let point: Point<Double>

  init<O: Objective>(
    _ surface: O, _ domain: Domain, _ minima: [Minimum], _ grid: SampledGrid,
    _ spacing: LevelSpacing
  ) {
    let (width, height) = (domain.size.x, domain.size.y)
    let heights = RankedValues(grid.values)
    let centre = domain.centre
    // A tenth of a side's decade.
    let across = RoundNumber.powerOfTen(atMost: width).shifted(by: -1)
    let up = RoundNumber.powerOfTen(atMost: height).shifted(by: -1)
    // Over many decades the walls are far higher than the interesting part.
    let share = spacing == .logarithmic ? 0.4 : 0.62
    let relief = (grid.finiteRange ?? 0...0).length
    var fallback: Point<Double>?
    let goal = minima.first?.point ?? centre
    var candidates: [(score: Double, point: Point<Double>, value: Double)] = []
    // Off the lattice's middle lines, where gradients are often along an axis.
    for v in [-0.78, -0.56, -0.34, -0.18, 0.14, 0.26, 0.42, 0.66, 0.8] {
      for u in [-0.74, -0.6, -0.42, -0.22, 0.16, 0.3, 0.48, 0.64, 0.82] {
        let rough = Point(centre.x + u * width / 2, centre.y + v * height / 2)
        let point = Point(across.multiple(nearestTo: rough.x), up.multiple(nearestTo: rough.y))
        guard domain.contains(point) else { continue }
        let (value, gradient) = surface.valueAndGradient(at: point)
        guard value.isFinite else { continue }
        if fallback == nil { fallback = point }
        guard gradient.isFinite, gradient.length > 0 else { continue }
        let rank = heights.share(below: value)
        let distance = Point(2 * (point.x - goal.x) / width, 2 * (point.y - goal.y) / height)
        let offAxis = Swift.min(abs(distance.x), abs(distance.y))
        let offDiagonal = abs(abs(distance.x) - abs(distance.y))
        // On a plain near a hollow nothing moves.
        let isPlain = spacing == .linear && gradient.length * Swift.max(width, height) < 5e-3 * relief
        let score =
          -1.6 * abs(rank - share) - 0.7 * abs(distance.length - 0.9) + Swift.min(offAxis, 0.25)
          + 0.6 * Swift.min(offDiagonal, 0.2) - (u > 0 ? 0.1 : 0) - (isPlain ? 1 : 0)
        candidates.append((score, point, value))
      }
    }
    candidates.sort { $0.score > $1.score }
    let descending = candidates.prefix(12).first {
      SurveyStart.leadsDown(surface, from: $0.point, $0.value, in: domain, minima)
    }
    self.point =
      descending?.point ?? candidates.first?.point ?? fallback ?? SurveyStart.anywhere(grid)
      ?? centre.rounded(to: width < height ? across : up)
  }

  /// Whether steps along the gradient lead to a minimum, or at least far down, without leaving the domain.
  private static func leadsDown<O: Objective>(
    _ surface: O, from start: Point<Double>, _ value: Double, in domain: Domain, _ minima: [Minimum]
  ) -> Bool {
    let (width, height) = (domain.size.x, domain.size.y)
    var (point, value) = (start, value)
    var length = 0.04
    for _ in 0..<120 {
      let gradient = surface.valueAndGradient(at: point).gradient
      let scaled = Point(gradient.x * width, gradient.y * height)
      guard scaled.length > 0, scaled.isFinite, length > 1e-5 else { break }
      let next = Point(
        point.x - length * width * scaled.x / scaled.length,
        point.y - length * height * scaled.y / scaled.length)
      let there = surface.value(at: next)
      guard there < value else {
        length /= 2
        continue
      }
      guard domain.contains(next) else { return false }
      (point, value) = (next, there)
    }
    if minima.isEmpty { return true }
    return minima.contains {
      abs($0.point.x - point.x) < 0.12 * width && abs($0.point.y - point.y) < 0.12 * height && $0.isGlobal
    }
  }

  /// The first node of a grid that has a height.
  private static func anywhere(_ grid: SampledGrid) -> Point<Double>? {
    for row in 0..<grid.rows {
      for column in 0..<grid.columns where grid[column, row].isFinite {
        return Point(grid.x(ofColumn: column), grid.y(ofRow: row))
      }
    }
    return nil
  }
}
