extension SolidPicture {
  /// How a line is drawn behind the solid.
  public enum Hidden: Hashable, Sendable {
    /// Not at all.
    case left
    /// As single dots, this many dots apart, in the ink at this strength.
    case dotted(every: Double, strength: Double)
  }

  /// Draws a line that lies on the surface, however far apart its points are.
  ///
  /// - Parameters:
  ///   - count: How many points there are.
  ///   - layer: A layer over `plane`.
  ///   - point: The point of an index, as shares of the sides; beyond 0...1 nothing is drawn, and one that is not finite
  ///     breaks the line.
  ///   - ink: The ink of the segment that ends in a point.
  public func drape(
    _ count: Int, on layer: inout DotLayer, isThick: Bool, hidden: Hidden = .left,
    point: (Int) -> SIMD2<Double>, ink: (Int) -> Ink
  ) {
    var pen = DrapingPen(hidden)
    guard count > 0 else { return }
    var previous = point(0)
    if count == 1 { pen.move(to: place(on: previous), owner: 0, in: self) }
    for i in 1..<max(1, count) {
      let next = point(i)
      defer { previous = next }
      guard let (a, b) = SolidPicture.clipped(previous, next) else {
        pen.lift()
        continue
      }
      if a != previous { pen.lift() }
      let (start, end) = (place(on: a), place(on: b))
      let (dx, dy) = (end.x - start.x, end.y - start.y)
      // One part for each half cell of the field or each dot of the picture, whichever are more: the line may bend.
      let nodes = max(abs(b.x - a.x) * Double(field.columns), abs(b.y - a.y) * Double(field.rows))
      let length = (dx * dx + dy * dy).squareRoot()
      let wanted = max(length.isFinite ? length / 2 : 0, 2 * nodes)
      let pieces = max(1, Int(min(4000, wanted.rounded(.up))))
      if pen.isUp { pen.move(to: start, owner: i, in: self) }
      for k in 1...pieces {
        pen.move(
          to: k == pieces ? end : place(on: a + (b - a) * (Double(k) / Double(pieces))), owner: i, in: self)
      }
      if b != next { pen.lift() }
    }
    pen.draw(on: &layer, isThick: isThick, ink)
  }

  /// Draws the visible part of a straight line through space.
  public func edge(
    from a: SIMD3<Double>, to b: SIMD3<Double>, on layer: inout DotLayer, _ ink: Ink, gap: Bool = false
  ) {
    var pen = DrapingPen(.left)
    let (start, end) = (projection.place(a.x, a.y, a.z), projection.place(b.x, b.y, b.z))
    let length = max(abs(end.x - start.x), abs(end.y - start.y))
    guard length.isFinite else { return }
    let pieces = max(1, Int(min(4000, length.rounded(.up))))
    for k in 0...pieces {
      if gap, k / 2 % 2 == 1 {
        pen.lift()
        continue
      }
      let p = a + (b - a) * (Double(k) / Double(pieces))
      pen.move(to: projection.place(p.x, p.y, p.z), owner: 0, in: self)
    }
    pen.draw(on: &layer, isThick: false) { _ in ink }
  }

  /// The part of a line within the surface's sides; `nil` if it lies outside.
  private static func clipped(_ a: SIMD2<Double>, _ b: SIMD2<Double>) -> (SIMD2<Double>, SIMD2<Double>)? {
    let d = b - a
    guard d.x.isFinite, d.y.isFinite else { return nil }
    var (t0, t1) = (0.0, 1.0)
    for axis in 0...1 {
      if d[axis] == 0 {
        if a[axis] < 0 || a[axis] > 1 { return nil }
        continue
      }
      let (near, far) = d[axis] > 0 ? (0.0, 1.0) : (1.0, 0.0)
      t0 = max(t0, (near - a[axis]) / d[axis])
      t1 = min(t1, (far - a[axis]) / d[axis])
    }
    guard t0 <= t1 else { return nil }
    let start = t0 > 0 ? (a + d * t0).clamped(lowerBound: .zero, upperBound: .one) : a
    let end = t1 < 1 ? (a + d * t1).clamped(lowerBound: .zero, upperBound: .one) : b
    return (start, end)
  }
}

/// Collects the visible and the hidden parts of a line, so that each is drawn at once.
private struct DrapingPen {
  private let hidden: SolidPicture.Hidden
  private var seen: [SIMD2<Double>] = []
  private var seenOwners: [Int32] = []
  private var dots: [SIMD2<Double>] = []
  private var dotOwners: [Int32] = []
  private(set) var isUp = true
  private var last = SIMD2<Double>(repeating: .nan)
  /// The distance since the last dot of a hidden part.
  private var way = 0.0

  private static let nowhere = SIMD2<Double>(repeating: .nan)

  init(_ hidden: SolidPicture.Hidden) { self.hidden = hidden }

  /// Ends the line: the next place begins a new one.
  mutating func lift() {
    guard !isUp else { return }
    isUp = true
    breakSeen()
  }

  private mutating func breakSeen() {
    guard let end = seen.last, !end.x.isNaN else { return }
    seen.append(DrapingPen.nowhere)
    seenOwners.append(seenOwners.last ?? 0)
  }

  /// Draws to a place.
  @inline(__always)
  mutating func move(to place: SolidProjection.Place, owner: Int, in picture: SolidPicture) {
    guard place.x.isFinite, place.y.isFinite else { return lift() }
    let point = picture.onPlane(place)
    if isUp { (isUp, way) = (false, 0) }
    let d = point - last
    // A move within a dot adds nothing.
    if abs(d.x) < 0.25, abs(d.y) < 0.25 { return }
    last = point
    if picture.isVisible(place) {
      seen.append(point)
      seenOwners.append(Int32(truncatingIfNeeded: owner))
      return
    }
    breakSeen()
    guard case .dotted(let gap, _) = hidden else { return }
    let step = (d * d).sum().squareRoot()
    if step.isFinite { way += step }
    guard way >= gap else { return }
    way = 0
    dots += [point, point, DrapingPen.nowhere]
    dotOwners += Array(repeating: Int32(truncatingIfNeeded: owner), count: 3)
  }

  func draw(on layer: inout DotLayer, isThick: Bool, _ ink: (Int) -> Ink) {
    if case .dotted(_, let strength) = hidden, !dots.isEmpty {
      layer.line(dots.count, isThick: false, point: { dots[$0] }) { i in
        var ink = ink(Int(dotOwners[i]))
        ink.strength *= strength
        return ink
      }
    }
    guard !seen.isEmpty else { return }
    layer.line(seen.count, isThick: isThick, point: { seen[$0] }, ink: { ink(Int(seenOwners[$0])) })
  }
}
