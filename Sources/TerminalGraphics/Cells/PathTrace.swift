/// A path as it lies on the cells: a value that grows with the path, so that drawing costs as much as it covers, not
/// as many points as it has.
///
/// Points within half a dot of the last one drawn are skipped: they would not be visible.
public struct PathTrace: Sendable {
  /// The state of a cell that the path touches.
  struct Mark: Sendable {
    /// The cell.
    let cell: Int32
    /// How long the path was, in dots, when it first reached the cell.
    let first: Float
    /// The dots of the cell that are set.
    var dots: UInt8 = 0
    /// The last point of the path in the cell.
    var last: Int32 = 0
  }

  /// The cells and the part of the plane they show.
  public let projection: Projection
  /// How a cell is split into dots.
  public let marker: Marker
  /// Whether the path is two dots wide.
  public let isThick: Bool
  /// Its dashes; `nil` for a solid path.
  public let dash: Stroke.Dash?
  /// How many points are drawn.
  public private(set) var count = 0

  /// The cells that the path touches, in the order in which it reached them.
  private(set) var marks: [Mark] = []
  /// The place of each cell in that list; -1 for a cell that the path does not touch.
  fileprivate var places: [Int32]
  private let columns: Int
  private let rows: Int
  private let origin: SIMD2<Double>
  private let scale: SIMD2<Double>
  private var pen = SIMD2(Double.nan, .nan)
  /// The mark of the pen's cell.
  private var penMark: Int?
  private var length = 0.0

  /// A path without points.
  public init(_ projection: Projection, marker: Marker, isThick: Bool, dash: Stroke.Dash? = nil) {
    self.dash = dash
    self.projection = projection
    self.marker = marker
    self.isThick = isThick
    places = Array(repeating: -1, count: projection.rect.width * projection.rect.height)
    columns = projection.rect.width * marker.columns
    rows = projection.rect.height * marker.rows
    origin = SIMD2(projection.x.lowerBound, projection.y.upperBound)
    let perCell = projection.scale * SIMD2(Double(marker.columns), Double(marker.rows))
    scale = SIMD2(perCell.x, -perCell.y)
  }

  /// A point this near to the last one drawn is skipped, in dots, squared.
  private static let nearness = 0.25

  /// Extends the path to its first `count` points; never to fewer than before.
  ///
  /// - Parameter point: the point of an index; one that is not finite breaks the path.
  public mutating func extend(to count: Int, point: (Int) -> SIMD2<Double>) {
    guard columns > 0, rows > 0 else { return self.count = max(count, self.count) }
    while self.count < count {
      let index = self.count
      let place = (point(index) - origin) * scale
      self.count += 1
      let d = place - pen
      let isBroken = !d.x.isFinite || !d.y.isFinite
      if (d * d).sum() < PathTrace.nearness {
        if let penMark { marks[penMark].last = Int32(clamping: index) }
        continue
      }
      defer { pen = place }
      guard !isBroken, let (a, b) = DotLayer.clipped(pen, place, columns, rows) else {
        penMark = nil
        // A path begins with a dot, also after a break.
        if isBroken { begin(at: place, index) }
        continue
      }
      let way = b - a
      let steps = max(1, Int(max(abs(way.x), abs(way.y)).rounded(.up)))
      let stride = (way * way).sum().squareRoot() / Double(steps)
      for step in 0...steps {
        if !isGap { dot(at: a + way * (Double(step) / Double(steps)), index) }
        if step < steps { length += stride }
      }
    }
  }

  /// Whether the pen is between two dashes, which count from the path's beginning.
  private var isGap: Bool {
    guard let dash else { return false }
    return length.truncatingRemainder(dividingBy: Double(dash.on + dash.off)) >= Double(dash.on)
  }

  private mutating func begin(at place: SIMD2<Double>, _ index: Int) {
    guard place.x >= -1, place.y >= -1, place.x <= Double(columns), place.y <= Double(rows) else { return }
    dot(at: place, index)
  }

  private mutating func dot(at place: SIMD2<Double>, _ index: Int) {
    DotLayer.pen(at: place, isThick: isThick) { set($0, $1, index) }
  }

  private mutating func set(_ x: Int, _ y: Int, _ index: Int) {
    guard x >= 0, x < columns, y >= 0, y < rows else { return }
    let cell = y / marker.rows * projection.rect.width + x / marker.columns
    var mark = Int(places[cell])
    if mark < 0 {
      mark = marks.count
      places[cell] = Int32(mark)
      marks.append(Mark(cell: Int32(cell), first: Float(length)))
    }
    marks[mark].dots |= 1 << UInt8(y % marker.rows * marker.columns + x % marker.columns)
    marks[mark].last = Int32(clamping: index)
    penMark = mark
  }
}

extension DotLayer {
  /// The length in dots of the pieces in which paths alternate where they coincide.
  private static let piece: Float = 6

  /// Draws paths; where several share a cell, pieces in each one's ink alternate, so that all of them are visible.
  ///
  /// A cell's ink depends only on which paths have passed through it, so that nothing changes along a path as it grows.
  ///
  /// - Parameters:
  ///   - paths: The paths, all over this layer's cells and with its marker.
  ///   - ink: The ink of a path, by its place in the list, where it was last at a point.
  public mutating func add(_ paths: [PathTrace], ink: (Int, Int) -> Ink) {
    // How many paths share a cell, how many of them are drawn, and the piece at which the first one reached it.
    var shared = [(sharers: UInt8, seen: UInt8, piece: UInt16)](repeating: (0, 0, 0), count: sets.count)
    for path in paths where path.places.count == sets.count {
      for mark in path.marks {
        let cell = Int(mark.cell)
        if shared[cell].sharers == 0 {
          shared[cell].piece = UInt16(truncatingIfNeeded: Int(mark.first / DotLayer.piece))
        }
        shared[cell].sharers = min(254, shared[cell].sharers) + 1
      }
    }
    for (index, path) in paths.enumerated() where path.places.count == sets.count {
      for mark in path.marks {
        let cell = Int(mark.cell)
        let (sharers, seen, piece) = shared[cell]
        shared[cell].seen = seen &+ 1
        let isOwn = Int(piece) % Int(sharers) == Int(seen)
        merge(mark.dots, at: cell, ink: isOwn ? number(of: ink(index, Int(mark.last))) : nil)
      }
    }
  }
}
