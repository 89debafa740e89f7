import TerminalGraphics

/// How far each pixel is from a line: what a stroke of any width is made from.
///
/// Kept in tiles, and only in those near the line. To add a piece of line costs as many pixels as lie near to it, whatever
/// is there already; the order of pieces does not matter, except where two are equally near.
struct StrokeField: Sendable {
  /// Pixels along a tile's side: a row of a tile is one vector.
  static let side = 16

  typealias Row = SIMD16<Float>

  /// Tiles from left to right.
  let columns: Int
  /// Tiles from top to bottom.
  let rows: Int
  /// How far from the line pixels matter.
  let reach: Double
  /// The place of each tile in the lists; -1 for a tile without any.
  private(set) var slots: [Int32]
  /// The tiles that are kept, in the order in which the line reached them.
  private(set) var tiles: [Int32] = []
  /// Squared distances to the line, row by row of each kept tile.
  private(set) var squares: ContiguousArray<Row> = []
  /// The tag of the nearest piece of line.
  private(set) var tags: ContiguousArray<SIMD16<Int32>> = []
  /// The tiles that have changed since the last call of `takeTouched`.
  private var touched: [Int32] = []
  private var isTouched: [Bool] = []

  /// The distance of a pixel that nothing is near to, squared.
  static let far: Float = 1e9

  /// A field over a picture.
  init(width: Int, height: Int, reach: Double) {
    columns = (max(0, width) + StrokeField.side - 1) / StrokeField.side
    rows = (max(0, height) + StrokeField.side - 1) / StrokeField.side
    self.reach = reach
    slots = Array(repeating: -1, count: columns * rows)
  }

  /// The tiles that have changed since the last call.
  mutating func takeTouched() -> [Int32] {
    defer { touched = [] }
    for tile in touched { isTouched[Int(slots[Int(tile)])] = false }
    return touched
  }

  /// Adds a piece of line between places in pixels, which lie within the picture or a little outside.
  ///
  /// - Parameter tag: what is kept at the pixels to which this piece is the nearest.
  mutating func add(_ a: SIMD2<Double>, _ b: SIMD2<Double>, tag: Int32 = 0) {
    let side = Double(StrokeField.side)
    let way = b - a
    let square = (way * way).sum()
    let inverse = square > 1e-12 ? 1 / square : 0
    let (low, high) = (min(a.y, b.y) - reach, max(a.y, b.y) + reach)
    let first = max(0, Int((low / side).rounded(.down)))
    let last = min(rows - 1, Int((high / side).rounded(.down)))
    guard first <= last else { return }
    for row in first...last {
      // The part of the line that is near this row of tiles.
      let top = Double(row) * side
      var (from, to) = (0.0, 1.0)
      if way.y != 0 {
        let (t, u) = ((top - reach - a.y) / way.y, (top + side + reach - a.y) / way.y)
        (from, to) = (max(0, min(t, u)), min(1, max(t, u)))
      }
      let (left, right) = (a.x + way.x * from, a.x + way.x * to)
      let start = max(0, Int(((min(left, right) - reach) / side).rounded(.down)))
      let end = min(columns - 1, Int(((max(left, right) + reach) / side).rounded(.down)))
      guard start <= end else { continue }
      for column in start...end {
        let origin = SIMD2(Double(column) * side, top)
        let lines = max(0, Int((low - top).rounded(.down)))...min(15, max(0, Int((high - top).rounded(.up))))
        add(
          SIMD2<Float>(a - origin), SIMD2<Float>(way), Float(inverse), lines, tag,
          to: slot(row * columns + column))
      }
    }
  }

  private static let steps = Row(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15) + 0.5

  private mutating func add(
    _ a: SIMD2<Float>, _ way: SIMD2<Float>, _ inverse: Float, _ lines: ClosedRange<Int>, _ tag: Int32,
    to slot: Int
  ) {
    let x = StrokeField.steps - a.x
    let along = x * (way.x * inverse)
    let base = slot * StrokeField.side
    squares.withUnsafeMutableBufferPointer { squares in
      tags.withUnsafeMutableBufferPointer { tags in
        for line in lines {
          let y = Float(line) + 0.5 - a.y
          var t = along + y * way.y * inverse
          t.replace(with: 0, where: t .< 0)
          t.replace(with: 1, where: t .> 1)
          let (dx, dy) = (x - t * way.x, y - t * way.y)
          let square = dx * dx + dy * dy
          let isNearer = square .< squares[base + line]
          squares[base + line].replace(with: square, where: isNearer)
          tags[base + line].replace(with: tag, where: isNearer)
        }
      }
    }
  }

  /// Adds the inside of a triangle of places in pixels, as a line of a radius would cover it.
  mutating func add(triangle corners: [SIMD2<Double>], radius: Double, tag: Int32 = 0) {
    guard corners.count == 3 else { return }
    let side = Double(StrokeField.side)
    let low = pointwiseMin(pointwiseMin(corners[0], corners[1]), corners[2]) - reach
    let high = pointwiseMax(pointwiseMax(corners[0], corners[1]), corners[2]) + reach
    guard low.x.isFinite, low.y.isFinite, high.x.isFinite, high.y.isFinite else { return }
    let bound = SIMD2(Double(columns), Double(rows)) * side
    guard low.x < bound.x, low.y < bound.y, high.x > 0, high.y > 0 else { return }
    let (first, last) = (max(0, Int(low.y / side)), min(rows - 1, Int(high.y / side)))
    let (start, end) = (max(0, Int(low.x / side)), min(columns - 1, Int(high.x / side)))
    guard first <= last, start <= end else { return }
    for row in first...last {
      for column in start...end {
        let slot = slot(row * columns + column)
        for line in 0..<StrokeField.side {
          for step in 0..<StrokeField.side {
            let place = SIMD2(
              Double(column * StrokeField.side + step) + 0.5, Double(row * StrokeField.side + line) + 0.5)
            let distance = Float(max(0, ShapeDistance.from(place, to: [corners]) + radius))
            let index = slot * StrokeField.side + line
            if distance * distance < squares[index][step] {
              squares[index][step] = distance * distance
              tags[index][step] = tag
            }
          }
        }
      }
    }
  }

  /// The place of a tile in the lists, which is added if it is new, and is touched.
  private mutating func slot(_ tile: Int) -> Int {
    var slot = Int(slots[tile])
    if slot < 0 {
      slot = tiles.count
      slots[tile] = Int32(slot)
      tiles.append(Int32(tile))
      isTouched.append(false)
      for _ in 0..<StrokeField.side {
        squares.append(Row(repeating: StrokeField.far))
        tags.append(SIMD16(repeating: 0))
      }
    }
    if !isTouched[slot] {
      isTouched[slot] = true
      touched.append(Int32(tile))
    }
    return slot
  }
}
