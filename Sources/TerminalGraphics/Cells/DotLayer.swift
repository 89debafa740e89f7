/// Dots over a rectangle of cells, with one ink for each cell: lines are drawn here before a canvas composes them.
///
/// Lines that share a cell all keep their dots; the strongest ink colours them, the latest of equal ones.
public struct DotLayer: Sendable {
  /// How a cell is split into dots.
  public let marker: Marker
  /// The cells and the part of the plane they show.
  public let projection: Projection
  private(set) var sets: [UInt8]
  /// The inks in use, and which of them each cell has.
  private(set) var inks: [Ink] = []
  private(set) var inkNumbers: [UInt16]
  private let columns: Int
  private let rows: Int

  /// A layer without dots.
  public init(_ projection: Projection, marker: Marker) {
    self.projection = projection
    self.marker = marker
    sets = Array(repeating: 0, count: projection.rect.width * projection.rect.height)
    inkNumbers = Array(repeating: 0, count: sets.count)
    columns = projection.rect.width * marker.columns
    rows = projection.rect.height * marker.rows
  }

  /// Whether a cell of the frame has dots.
  public func hasDots(column: Int, row: Int) -> Bool {
    projection.rect.contains(column: column, row: row)
      && sets[(row - projection.rect.y) * projection.rect.width + column - projection.rect.x] != 0
  }

  /// The share of cells that have dots, 0...1.
  public var share: Double {
    sets.isEmpty ? 0 : Double(sets.reduce(0) { $0 + ($1 == 0 ? 0 : 1) }) / Double(sets.count)
  }

  /// The number of an ink, added if it is new.
  mutating func number(of ink: Ink) -> UInt16 {
    if let found = inks.lastIndex(of: ink) { return UInt16(found) }
    // More cannot be numbered: a later ink looks like the last.
    guard inks.count <= UInt16.max else { return .max }
    inks.append(ink)
    return UInt16(inks.count - 1)
  }

  /// Adds dots to a cell; without an ink, the cell keeps that of its other dots.
  mutating func merge(_ dots: UInt8, at cell: Int, ink: UInt16?) {
    sets[cell] |= dots
    if let ink { inkNumbers[cell] = ink }
  }

  /// The ends of a line in dots, clipped to the layer with a margin for the pen; `nil` if nothing is inside.
  static func clipped(_ a: SIMD2<Double>, _ b: SIMD2<Double>, _ columns: Int, _ rows: Int) -> (
    SIMD2<Double>, SIMD2<Double>
  )? {
    Clipping.segment(a, b, from: SIMD2(-1, -1), to: SIMD2(Double(columns), Double(rows)))
  }

  /// Sets the dot at whole dot coordinates; ignored outside the layer.
  private mutating func set(_ x: Int, _ y: Int, _ ink: UInt16) {
    guard x >= 0, x < columns, y >= 0, y < rows else { return }
    let cell = y / marker.rows * projection.rect.width + x / marker.columns
    if sets[cell] == 0 || inks[Int(ink)].strength >= inks[Int(inkNumbers[cell])].strength {
      inkNumbers[cell] = ink
    }
    sets[cell] |= 1 << UInt8(y % marker.rows * marker.columns + x % marker.columns)
  }

  /// Puts the pen down at a place in dots: one dot, or two by two.
  private mutating func dot(at place: SIMD2<Double>, _ ink: UInt16, isThick: Bool) {
    DotLayer.pen(at: place, isThick: isThick) { set($0, $1, ink) }
  }

  /// The dots under a pen at a place in dots: one, or two by two.
  static func pen(at place: SIMD2<Double>, isThick: Bool, _ set: (Int, Int) -> Void) {
    guard isThick else { return set(Int(place.x.rounded(.down)), Int(place.y.rounded(.down))) }
    let (x, y) = (Int((place.x - 0.5).rounded(.down)), Int((place.y - 0.5).rounded(.down)))
    set(x, y)
    set(x + 1, y)
    set(x, y + 1)
    set(x + 1, y + 1)
  }

  /// Draws an arrow between world points, its head's barbs a few dots long.
  public mutating func arrow(from tail: SIMD2<Double>, to tip: SIMD2<Double>, _ ink: Ink) {
    line(2, isThick: marker.isFine, point: { $0 == 0 ? tail : tip }, ink: { _ in ink })
    // With a coarse marker the barbs would merge.
    guard marker.isFine else { return }
    let dots = SIMD2(Double(marker.columns), Double(marker.rows))
    let (a, b) = (projection.place(tail) * dots, projection.place(tip) * dots)
    let d = b - a
    let length = (d * d).sum().squareRoot()
    guard length.isFinite, length >= 6 else { return }
    let (along, across) = (d / length, SIMD2(-d.y, d.x) / length)
    let size = min(6, length / 3)
    for side in [-0.5, 0.5] {
      let barb = projection.world((b - along * size + across * (side * size)) / dots)
      line(2, isThick: true, point: { $0 == 0 ? tip : barb }, ink: { _ in ink })
    }
  }

  /// Draws the line through world points, one dot wide or two; a point that is not finite breaks the line.
  ///
  /// - Parameters:
  ///   - count: How many points there are.
  ///   - point: The point of an index in `0..<count`.
  ///   - ink: The ink of the segment that ends in a point.
  public mutating func line(
    _ count: Int, isThick: Bool, point: (Int) -> SIMD2<Double>, ink: (Int) -> Ink
  ) {
    guard count > 0, columns > 0, rows > 0 else { return }
    let scale = projection.scale * SIMD2(Double(marker.columns), Double(marker.rows))
    let origin = SIMD2(projection.x.lowerBound, projection.y.upperBound)
    let flip = SIMD2(scale.x, -scale.y)
    var previous = (point(0) - origin) * flip
    if count == 1 {
      if previous.x.isFinite, previous.y.isFinite, abs(previous.x) < 1e9, abs(previous.y) < 1e9 {
        dot(at: previous, number(of: ink(0)), isThick: isThick)
      }
      return
    }
    for i in 1..<count {
      let next = (point(i) - origin) * flip
      defer { previous = next }
      guard let (a, b) = DotLayer.clipped(previous, next, columns, rows) else { continue }
      let ink = number(of: ink(i))
      let d = b - a
      let steps = max(1, Int(max(abs(d.x), abs(d.y)).rounded(.up)))
      for k in 0...steps { dot(at: a + d * (Double(k) / Double(steps)), ink, isThick: isThick) }
    }
  }
}
