import Arithmetic

/// The rectangle that a survey draws around its results.
struct SurveyWindow {
  /// How far around the origin the first lattice reaches.
  static let near = 6.0

  private(set) var centre = Point(0.0, 0.0)
  private(set) var halfWidth = 5.0
  private(set) var halfHeight = 5.0
  private var cropped: Domain?
  private let fallsForEver: Bool
  /// A small height on this surface.
  let unit: Double

  /// A window around the chosen minimum and its neighbours.
  init<O: Objective>(_ search: inout MinimumSearch<O>) {
    let unit = search.unit
    let fallsForEver = SurveyWindow.fallsForEver(&search, unit)
    (self.fallsForEver, self.unit) = (fallsForEver, unit)
    let found = search.found
    let close = found.filter { max(abs($0.point.x), abs($0.point.y)) <= 2 * Self.near }
    let candidates = close.isEmpty ? found : close
    let chosen = candidates.min { a, b in
      if !fallsForEver && !close.isEmpty {
        let tolerance = 1e-9 * max(unit, abs(a.value))
        if abs(a.value - b.value) > tolerance { return a.value < b.value }
      }
      if a.isFlat != b.isFlat && fallsForEver { return b.isFlat }
      return a.point.length < b.point.length
    }
    // A floor that begins far out, as behind a sigmoid, is not the interesting part of a surface.
    guard let chosen, !chosen.isFlat || chosen.point.length <= 2 * Self.near else {
      if let resting = search.restingPoint(reach: Self.near) { draw(around: resting, least: 3) }
      return
    }
    draw(around: chosen.point, least: 2)
    shrink(toTell: found.filter { !$0.isFlat }.map(\.point), around: chosen.point)
    take(found)
  }

  private mutating func draw(around point: Point<Double>, least: Double) {
    func half(_ x: Double) -> Double { abs(x) < 0.3 ? 1.5 * least : max(least, 1.5 * abs(x)) }
    halfWidth = half(point.x)
    halfHeight = half(point.y)
    // Axes of one scale unless the minimum is far out on one of them.
    let larger = max(halfWidth, halfHeight)
    if halfWidth > larger / 20 { halfWidth = larger > 20 * least ? larger : max(halfWidth, larger) }
    if halfHeight > larger / 20 { halfHeight = max(halfHeight, larger) }
    halfWidth = halfWidth.roundedUpNeatly
    halfHeight = halfHeight.roundedUpNeatly
  }

  /// Zooms in if there are too many minima to tell apart.
  private mutating func shrink(toTell points: [Point<Double>], around chosen: Point<Double>) {
    let inside = points.filter { domain.contains($0) }
    guard inside.count > 30 else { return }
    let distances = inside.prefix(200).map { point in
      inside.reduce(Double.infinity) { least, other in
        other == point ? least : min(least, (other - point).length)
      }
    }.filter(\.isFinite).sorted()
    guard !distances.isEmpty else { return }
    let half = (3.2 * distances[distances.count / 2]).roundedUpNeatly
    guard half < halfWidth, half > 0 else { return }
    let unit = RoundNumber.powerOfTen(atMost: half).shifted(by: -1)
    if max(abs(chosen.x), abs(chosen.y)) > 0.8 * half { centre = chosen.rounded(to: unit) }
    halfWidth = half
    halfHeight = min(half, halfHeight)
  }

  /// Widens the window for minima just outside, as long as they are few.
  mutating func take<O: Objective>(_ found: [MinimumSearch<O>.Found]) {
    // If it falls without end, the next minimum is lower, and the next.
    guard !fallsForEver else { return }
    let isolated = found.filter { !$0.isFlat }
    func isNear(_ point: Point<Double>, _ factor: Double) -> Bool {
      abs(point.x - centre.x) <= factor * halfWidth && abs(point.y - centre.y) <= factor * halfHeight
    }
    let lowest = isolated.filter { isNear($0.point, 1) }.map(\.value).min() ?? .infinity
    func isLowest(_ value: Double) -> Bool { abs(value - lowest) <= 1e-9 * max(unit, abs(lowest)) }
    // For a pattern that repeats without end a wider window shows only more of the same.
    guard isolated.count(where: { isLowest($0.value) }) <= 9 else { return }
    // A minimum as low as those inside justifies a wider window than others do.
    let near = isolated.filter {
      isNear($0.point, isLowest($0.value) ? 1.95 : 1.6)
    }
    guard near.count <= 9 else { return }
    let width = near.map { abs($0.point.x - centre.x) }.max() ?? 0
    let height = near.map { abs($0.point.y - centre.y) }.max() ?? 0
    if 1.2 * width > halfWidth { halfWidth = (1.2 * width).roundedUpNeatly }
    if 1.2 * height > halfHeight { halfHeight = (1.2 * height).roundedUpNeatly }
    if halfWidth < 20 * halfHeight && halfHeight < 20 * halfWidth {
      halfWidth = max(halfWidth, halfHeight)
      halfHeight = halfWidth
    }
  }

  /// The rectangle.
  var domain: Domain {
    if let cropped { return cropped }
    return Domain(
      x: centre.x - halfWidth...centre.x + halfWidth, y: centre.y - halfHeight...centre.y + halfHeight)
  }

  /// Leaves out the sides where the surface has no heights.
  mutating func crop(to grid: SampledGrid) {
    var columns: (Int, Int)?
    var rows: (Int, Int)?
    for row in 0..<grid.rows {
      for column in 0..<grid.columns where grid[column, row].isFinite {
        columns = (min(columns?.0 ?? column, column), max(columns?.1 ?? column, column))
        rows = (min(rows?.0 ?? row, row), max(rows?.1 ?? row, row))
      }
    }
    guard let columns, let rows else { return }
    func cut(_ interval: ClosedRange<Double>, _ part: (Int, Int), _ count: Int) -> ClosedRange<Double> {
      guard part.1 - part.0 < count * 4 / 5, part.1 - part.0 > 1 else { return interval }
      let unit = RoundNumber.powerOfTen(atMost: interval.length / 20)
      let spacing = interval.length / Double(count - 1)
      let low = interval.lowerBound + (Double(part.0) - 0.5) * spacing
      let high = interval.lowerBound + (Double(part.1) + 0.5) * spacing
      let (a, b) = (unit.multiple(nearestTo: low), unit.multiple(nearestTo: high))
      return max(a, interval.lowerBound)...min(max(b, a + unit.value), interval.upperBound)
    }
    cropped = Domain(
      x: cut(domain.x, columns, grid.columns), y: cut(domain.y, rows, grid.rows))
  }

  /// Whether the surface keeps falling along some straight line.
  private static func fallsForEver<O: Objective>(_ search: inout MinimumSearch<O>, _ height: Double) -> Bool {
    for direction in 0..<16 {
      let angle = Double(direction) * Double.pi / 8
      let unit = Point(Double.cos(angle), Double.sin(angle))
      let heights = [1e2, 1e3, 1e4, 1e5].map { search.value($0 * unit) }
      guard !heights.contains(where: \.isNaN) else { continue }
      let lowest = search.found.filter { max(abs($0.point.x), abs($0.point.y)) <= 2 * near }.map(\.value)
        .min()
      if heights[3] < heights[2], heights[2] < heights[1], heights[1] < heights[0],
        heights[3] < (lowest ?? .infinity) - height, heights[2] - heights[3] > heights[1] - heights[2]
      {
        return true
      }
    }
    return false
  }
}

extension Double {
  /// The next number up of 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10 times a power of ten.
  var roundedUpNeatly: Double {
    guard isFinite, self > 0 else { return self }
    let unit = RoundNumber.powerOfTen(atMost: self).shifted(by: -1)
    let numbers = [10.0, 15, 20, 25, 30, 40, 50, 60, 80, 100].map { unit.multiple($0) }
    return numbers.first { $0 >= self * 0.999 } ?? self
  }
}

extension Point<Double> {
  /// The nearest point of a lattice.
  func rounded(to unit: RoundNumber) -> Point<Double> {
    Point(unit.multiple(nearestTo: x), unit.multiple(nearestTo: y))
  }
}
