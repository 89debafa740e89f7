import TerminalGraphics

/// A line laid over the top of a solid: what is seen of it, and what lies behind hills, as places in pixels.
///
/// It grows with the line, so that a frame costs what has been added.
struct SolidLine: Sendable {
  /// A part of the line: places in pixels from the lower left corner, the pieces separated by what is not a number.
  struct Part: Sendable {
    private(set) var places: [SIMD2<Double>] = []
    /// For each place the point of the line that it leads to.
    private var owners: [Int32] = []

    fileprivate mutating func add(_ place: SIMD2<Double>, _ owner: Int) {
      places.append(place)
      owners.append(Int32(truncatingIfNeeded: owner))
    }

    fileprivate mutating func lift() {
      guard let last = places.last, !last.x.isNaN else { return }
      places.append(SIMD2(.nan, .nan))
      owners.append(owners[owners.count - 1])
    }

    /// The first place that leads to a point or a later one.
    func first(leadingTo point: Int) -> Int {
      var (low, high) = (0, owners.count)
      while low < high {
        let middle = (low + high) / 2
        if Int(owners[middle]) < point { low = middle + 1 } else { high = middle }
      }
      return low
    }
  }

  private(set) var seen = Part()
  private(set) var hidden = Part()
  /// How many points of the line are laid.
  private(set) var count = 0
  private var share = SIMD2(Double.nan, .nan)
  /// Where the pen is: pixels from the left and from the top, and the nearness; not a number where it is lifted.
  private var pen = SIMD3<Float>(repeating: .nan)
  private var isSeen = false

  /// The longest piece that is taken as straight, in pixels.
  private static let step = 4.0
  /// The most pieces between two points.
  private static let mostPieces = 4096.0
  /// A place this near to the last one adds nothing, in pixels, squared.
  private static let nearness: Float = 0.25

  /// Extends the line to its first `count` points; never to fewer than before.
  ///
  /// - Parameter point: the point of an index, as shares of the solid's sides. Beyond 0...1 nothing is drawn; one that is not
  ///   finite breaks the line.
  mutating func extend(to count: Int, on solid: SolidImage, point: (Int) -> SIMD2<Double>) {
    while self.count < count {
      let next = point(self.count)
      draw(to: next, owner: self.count, on: solid)
      share = next
      self.count += 1
    }
  }

  private mutating func draw(to next: SIMD2<Double>, owner: Int, on solid: SolidImage) {
    guard share.x.isFinite, share.y.isFinite else {
      // A line begins with its first point, which is seen as a dot.
      lift()
      if (0...1).contains(next.x), (0...1).contains(next.y) {
        move(to: solid.place(on: next), owner, on: solid)
      }
      return
    }
    guard let (a, b) = Clipping.segment(share, next, from: .zero, to: SIMD2(1, 1)) else { return lift() }
    if a != share { lift() }
    let (start, end) = (solid.place(on: a), solid.place(on: b))
    if pen.x.isNaN { move(to: start, owner, on: solid) }
    let (dx, dy) = (Double(end.x - start.x), Double(end.y - start.y))
    let length = (dx * dx + dy * dy).squareRoot() / SolidLine.step
    // The surface may bend within half of a cell of its mesh.
    let way = b - a
    let nodes = 2 * max(abs(way.x) * Double(solid.field.columns), abs(way.y) * Double(solid.field.rows))
    let wanted = length.isFinite ? max(length, min(nodes, 2 * length)) : nodes
    let pieces = max(1, Int(min(SolidLine.mostPieces, wanted.rounded(.up))))
    for piece in 1..<pieces {
      move(to: solid.place(on: a + way * (Double(piece) / Double(pieces))), owner, on: solid)
    }
    move(to: end, owner, on: solid)
    if b != next { lift() }
  }

  /// Ends the piece at hand.
  private mutating func lift() {
    pen = SIMD3(repeating: .nan)
    seen.lift()
    hidden.lift()
  }

  /// Moves the pen, and changes the part where the line goes behind a hill or comes out.
  private mutating func move(to place: SIMD3<Float>, _ owner: Int, on solid: SolidImage) {
    guard place.x.isFinite, place.y.isFinite, abs(place.x) < 1e6, abs(place.y) < 1e6 else { return lift() }
    if pen.x.isNaN {
      isSeen = solid.isSeen(place)
      add(place, owner, on: solid)
      pen = place
      return
    }
    let way = place - pen
    if way.x * way.x + way.y * way.y < SolidLine.nearness { return }
    let willBeSeen = solid.isSeen(place)
    if willBeSeen != isSeen {
      // Where it changes, to a sixteenth of the piece.
      var (near, far) = (Float(0), Float(1))
      for _ in 0..<4 {
        let middle = (near + far) / 2
        if solid.isSeen(pen + way * middle) == isSeen { near = middle } else { far = middle }
      }
      let border = pen + way * near
      add(border, owner, on: solid)
      if isSeen { seen.lift() } else { hidden.lift() }
      isSeen = willBeSeen
      add(border, owner, on: solid)
    }
    add(place, owner, on: solid)
    pen = place
  }

  private mutating func add(_ place: SIMD3<Float>, _ owner: Int, on solid: SolidImage) {
    let flipped = SIMD2(Double(place.x), Double(solid.height) - Double(place.y))
    if isSeen { seen.add(flipped, owner) } else { hidden.add(flipped, owner) }
  }
}
