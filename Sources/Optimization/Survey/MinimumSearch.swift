import Arithmetic

/// Looks for minima by Newton's method from many starts, and by a simplex where a kink stops it.
///
/// The number of evaluations is bounded, so that even a hostile formula takes bounded time.
struct MinimumSearch<O: Objective> {
  /// A minimum that was found.
  struct Found {
    var point: Point<Double>
    var value: Double
    var isKink = false
    /// Whether neighbouring points are as low, so that it is one of many.
    var isFlat = false
  }

  let objective: O
  /// How many evaluations are left; a gradient counts twice, a Hessian four times.
  private(set) var budget: Int
  /// The evaluations that descents leave for the rest of the search.
  private let reserve: Int
  private(set) var found: [Found] = []
  /// Points where a descent stopped although the gradient is not zero: a kink is near.
  private var stalled: [(point: Point<Double>, value: Double, reach: Double)] = []

  /// Heights at the starts of descents, from which a unit of height is taken.
  private var heights: [Double] = []

  /// A height that is small on this surface, above the lowest minimum: differences far below it do not count.
  ///
  /// A tenth of the starts are lower, so that walls do not decide; 1 where nothing is known.
  var unit: Double {
    guard let lowest = found.map(\.value).min() else { return 1 }
    let above = heights.map { $0 - lowest }.filter { $0 > 0 && $0.isFinite }.sorted()
    return above.isEmpty ? 1 : above[above.count / 10]
  }

  init(_ objective: O, budget: Int) {
    self.objective = objective
    self.budget = budget
    reserve = budget * 2 / 5
  }

  mutating func value(_ point: Point<Double>) -> Double {
    budget -= 1
    return objective.value(at: point)
  }

  private mutating func slope(_ point: Point<Double>) -> (value: Double, gradient: Point<Double>) {
    budget -= 2
    return objective.valueAndGradient(at: point)
  }

  private mutating func curvature(_ point: Point<Double>) -> Hessian {
    budget -= 4
    return objective.hessian(at: point)
  }

  /// Descends from the nodes of a lattice around a centre, each a little off its regular place.
  mutating func descend(fromLattice size: Int, around centre: Point<Double>, reach: Double) {
    for row in 0..<size {
      for column in 0..<size where budget > reserve {
        let u = (Double(column) + 0.5 + 0.0137 * Double(row)) / Double(size) * 2 - 1
        let v = (Double(row) + 0.5 - 0.0171 * Double(column)) / Double(size) * 2 - 1
        descend(from: Point(centre.x + u * reach, centre.y + v * reach), reach: reach)
      }
    }
  }

  /// The most moves of a descent; towards a minimum of fourth order each removes a third of the distance.
  private static var mostMoves: Int { 80 }

  /// Newton's method with the magnitudes of the curvatures, so that it leaves saddles, inside a trusted distance.
  mutating func descend(from start: Point<Double>, reach: Double) {
    var point = start
    var (value, gradient) = slope(point)
    heights.append(value)
    var trusted = reach / 4
    var moves = 0
    var stumbles = 0
    while budget > 0 {
      guard value.isFinite, gradient.isFinite else { return }
      let hessian = curvature(point)
      guard hessian.isFinite else { break }
      guard let step = hessian.descent(gradient) else {
        guard hessian.hasDescent else { break }
        // On a saddle itself there is no gradient to follow.
        point = point + 1e-3 * trusted * hessian.principal.0
        (value, gradient) = slope(point)
        moves += 1
        if moves > Self.mostMoves { return }
        continue
      }
      let length = step.length
      guard length > 1e-14 * (point.length + 1e-3 * reach), moves < Self.mostMoves else { break }
      var share = min(1, trusted / length)
      var next = point
      var there = (value: Double.nan, gradient: gradient)
      var isLower = false
      for _ in 0..<25 where budget > 0 {
        next = point + share * step
        there = slope(next)
        if there.value < value && there.gradient.isFinite {
          isLower = true
          break
        }
        share /= share > 1e-2 ? 2 : 16
      }
      guard isLower else { break }
      // Across a kink every step is cut short; the simplex continues from there.
      stumbles = share * length < 1e-2 * min(length, trusted) ? stumbles + 1 : 0
      if stumbles > 2 { break }
      trusted = share * length >= trusted * 0.99 ? trusted * 2 : max(2 * share * length, 1e-6 * reach)
      (point, value, gradient) = (next, there.value, there.gradient)
      moves += 1
      if point.length > 1e5 * reach { return }
    }
    settle(point, reach: reach, moves: moves)
  }

  /// Decides what a descent has found.
  private mutating func settle(_ end: Point<Double>, reach: Double, moves: Int) {
    var point = end
    var (value, gradient) = slope(point)
    var hessian = curvature(point)
    // Undamped steps as long as they shorten the gradient, down to its rounding.
    for _ in 0..<8 {
      guard hessian.isFinite, let step = hessian.descent(gradient) else { break }
      let next = point + step
      let there = slope(next)
      guard there.gradient.length < gradient.length else { break }
      (point, value, gradient) = (next, there.value, there.gradient)
      hessian = curvature(point)
    }
    guard value.isFinite, gradient.isFinite else { return }
    let scale = point.length + 1e-2 * reach
    let rest = hessian.isFinite ? hessian.descent(gradient)?.length ?? 0 : .infinity
    let curvature = max(abs(hessian.xx), abs(hessian.yy), abs(hessian.xy))
    let isResting = gradient.length == 0 || (curvature > 0 && rest <= 1e-6 * scale)
    guard isResting, !hessian.hasDescent else {
      if moves < Self.mostMoves, stalled.count < 400 { stalled.append((point, value, reach)) }
      return
    }
    let (smaller, larger) = hessian.eigenvalues
    if smaller > 1e-9 * larger && larger > 0 {
      take(Found(point: point, value: value), scale: scale)
    } else {
      // In a bowl whose axes differ in unit, places of about the same height are compared.
      let ratio = smaller > 0 && hessian.shape == .bowl ? (smaller / larger).squareRoot() : 1
      takeChecked(
        Found(point: point, value: value), scale: scale, along: hessian.principal.0, ratio: ratio)
    }
  }

  /// Accepts a point whose curvature is inconclusive, if no place around it is lower.
  ///
  /// `along` is the direction in which the floor is flattest, and `ratio` how much shorter the way across is on which
  /// it rises as much.
  private mutating func takeChecked(
    _ candidate: Found, scale: Double, along: Point<Double>? = nil, ratio: Double = 1
  ) {
    var candidate = candidate
    guard candidate.value.isFinite else { return }
    let rounding = 4e-16 * abs(candidate.value)
    if let along {
      let step = 1e-2 * scale * along
      let across = ratio * 1e-2 * scale * Point(-along.y, along.x)
      let beside = min(value(candidate.point + step), value(candidate.point - step))
      let above = max(value(candidate.point + across), value(candidate.point - across)) - candidate.value
      if beside < candidate.value - rounding - 1e-12 * above { return }
      if beside <= candidate.value + rounding + 1e-10 * above { candidate.isFlat = true }
    }
    for radius in [1e-2, 1e-4] {
      for direction in 0..<16 {
        let angle = (Double(direction) + 0.21) * Double.pi / 8
        let offset = radius * scale * Point(Double.cos(angle), Double.sin(angle))
        let height = value(candidate.point + offset)
        if height < candidate.value - rounding { return }
        // The bottom of a pole is only where the numbers end.
        if abs(candidate.value) > 1e8 * (abs(height) + 1) { return }
        if radius == 1e-2 && height <= candidate.value + rounding { candidate.isFlat = true }
      }
    }
    take(candidate, scale: scale)
  }

  /// Keeps a minimum, unless it is known already.
  private mutating func take(_ candidate: Found, scale: Double) {
    var candidate = candidate
    guard rounded(&candidate, scale: scale) else { return }
    for index in found.indices {
      guard (found[index].point - candidate.point).length <= 1e-5 * scale else { continue }
      if candidate.value < found[index].value || (candidate.isKink && !found[index].isKink) {
        let isKink = candidate.isKink || found[index].isKink
        if candidate.value < found[index].value { found[index] = candidate }
        found[index].isKink = isKink
      }
      return
    }
    found.append(candidate)
  }

  /// Moves a minimum to the nearest short decimal if that is as low: (1, 1) instead of 0.9999999999.
  ///
  /// False if the surface has no floor there.
  private mutating func rounded(_ candidate: inout Found, scale: Double) -> Bool {
    let size = max(abs(candidate.point.x), abs(candidate.point.y), 0.1 * scale)
    for unit in [RoundNumber.powerOfTen(0), RoundNumber.powerOfTen(atMost: size).shifted(by: -6)] {
      let slack = candidate.isKink ? 1e-7 * unit.value : 0
      func near(_ x: Double) -> Double {
        let whole = unit.multiple(nearestTo: x)
        return abs(whole - x) <= 1e-9 * max(size, abs(whole)) + slack ? whole : x
      }
      let neat = Point(near(candidate.point.x), near(candidate.point.y))
      let height = value(neat)
      if height == -.infinity { return false }
      if height <= candidate.value {
        candidate.point = neat
        candidate.value = height
        return true
      }
    }
    return true
  }

  /// Continues from where a kink stopped a descent, from the lowest of those places.
  mutating func polishKinks(_ count: Int) {
    var done: [Point<Double>] = []
    for place in stalled.sorted(by: { $0.value < $1.value }) {
      guard done.count < count, budget > 0 else { return }
      if done.contains(where: { ($0 - place.point).length < 0.02 * place.reach }) { continue }
      done.append(place.point)
      var simplex = Simplex(at: place.point, value: place.value, size: 0.05 * place.reach)
      for round in 0..<3 {
        while simplex.moves < 160 * (round + 1), budget > 0, !simplex.isCollapsed {
          simplex.move { value($0) }
        }
        let (point, height) = simplex.best
        simplex.restart(at: point, value: height, size: 1e-3 * place.reach)
      }
      let (point, height) = simplex.best
      guard height.isFinite, point.length < 1e6 * place.reach else { continue }
      done.append(point)
      let scale = point.length + 1e-2 * place.reach
      let gradient = slope(point).gradient
      let hessian = curvature(point)
      let step = hessian.isFinite ? hessian.descent(gradient)?.length ?? 0 : .infinity
      let isSmooth = gradient.isFinite && step < 1e-4 * scale && hessian.eigenvalues.smaller > 0
      if isSmooth {
        settle(point, reach: place.reach, moves: Self.mostMoves)
      } else {
        takeChecked(Found(point: point, value: height, isKink: true), scale: scale)
      }
    }
  }

  /// The stationary point nearest to the origin that is not a minimum; `nil` if none is found.
  mutating func restingPoint(reach: Double) -> Point<Double>? {
    var nearest: Point<Double>?
    for start in [Point(0.31, 0.17), Point(-1.3, 0.7), Point(1.1, -1.7), Point(-2.3, -1.9), Point(2.7, 2.2)] {
      var point = reach / 3 * start
      for _ in 0..<25 where budget > 0 {
        let (_, gradient) = slope(point)
        guard let step = curvature(point).solution(gradient), step.isFinite else { break }
        point = point - step
        guard step.length <= 1e-10 * (point.length + reach) else { continue }
        if point.length < 3 * reach, point.length < nearest?.length ?? .infinity { nearest = point }
        break
      }
    }
    return nearest
  }
}

extension Hessian {
  var isFinite: Bool { xx.isFinite && xy.isFinite && yy.isFinite }

  /// The directions of the smaller and of the larger curvature.
  var principal: (Point<Double>, Point<Double>) {
    let angle = 0.5 * Double.atan2(2 * xy, xx - yy)
    let larger = Point(Double.cos(angle), Double.sin(angle))
    return (Point(-larger.y, larger.x), larger)
  }

  /// Newton's step with the magnitudes of the curvatures; `nil` without a gradient or a curvature.
  func descent(_ gradient: Point<Double>) -> Point<Double>? {
    guard gradient.length > 0 else { return nil }
    let (smaller, larger) = eigenvalues
    let greatest = max(abs(smaller), abs(larger))
    // Without any curvature the step is very long; the search's trust radius shortens it.
    guard greatest > 0 else { return (-1e9 / gradient.length) * gradient }
    if smaller > 1e-9 * greatest, let step = solution(gradient) { return -1 * step }
    let (v, w) = principal
    let least = 1e-12 * greatest
    return (-v.dot(gradient) / max(abs(smaller), least)) * v
      + (-w.dot(gradient) / max(abs(larger), least)) * w
  }

  /// The vector that the matrix maps to `vector`, by elimination with the greater pivot; `nil` if it is singular.
  func solution(_ vector: Point<Double>) -> Point<Double>? {
    // Scaled to unit diagonal, which keeps badly scaled axes apart.
    let sx = xx == 0 ? 1 : 1 / abs(xx).squareRoot()
    let sy = yy == 0 ? 1 : 1 / abs(yy).squareRoot()
    let (a, b, d) = (xx * sx * sx, xy * sx * sy, yy * sy * sy)
    let determinant = a * d - b * b
    guard determinant != 0, determinant.isFinite else { return nil }
    let (u, v) = (vector.x * sx, vector.y * sy)
    return Point(sx * (d * u - b * v) / determinant, sy * (a * v - b * u) / determinant)
  }
}
