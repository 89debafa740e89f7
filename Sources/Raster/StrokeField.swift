import TerminalGraphics

/// How far each pixel is from a line: what a stroke of any width is made from.
///
/// Kept in tiles, and only in those near the line. To add a piece of line costs as many pixels as lie near to it, whatever
/// is there already. Where a line that has a casing crosses its own earlier course, that is kept below.
struct StrokeField: Sendable {
  /// Pixels along a tile's side: a row of a tile is one vector.
  static let side = 16

  typealias Row = SIMD16<Float>

  /// Tiles from left to right.
  let columns: Int
  /// Tiles from top to bottom.
  let rows: Int
  /// How far from the line distances are kept: `margin` beyond what is visible.
  let reach: Double
  /// The place of each tile in the lists; -1 for a tile without any.
  private(set) var slots: [Int32]
  /// The tiles that are kept, in the order in which the line reached them.
  private(set) var tiles: [Int32] = []
  /// Squared distances to the line, row by row of each kept tile.
  private(set) var squares: ContiguousArray<Row> = []
  /// The tag of the nearest piece of line.
  private(set) var tags: ContiguousArray<SIMD16<Int32>> = []
  /// Half of the line's width.
  private let radius: Double
  /// Whether a line passes over its own earlier course, instead of merging with it.
  private let weaves: Bool
  /// Squared distances to what the line has passed over, row by row of the tiles where it has.
  private var underSquares: ContiguousArray<Row> = []
  /// What is known of each kept tile.
  private var states: [State] = []

  private struct State: Sendable {
    /// The place of its tile of `underSquares`; -1 for none.
    var under: Int32 = -1
    /// The number of the first piece that it has got.
    var first = Int32.max
    /// How many pieces it has got.
    var count: Int32 = 0
    /// Whether the line covers all of it.
    var isFull = false
  }

  /// The tiles that have changed since the last call of `takeTouched`.
  private var touched: [Int32] = []
  private var isTouched: [Bool] = []

  /// From a pixel's middle to its corner: what a line may touch beyond its own width.
  static let halfDiagonal = 0.7072

  /// How far beyond what is visible distances are kept.
  static let margin = 0.25

  /// The distance of a pixel that nothing is near to, squared.
  static let far: Float = 1e9

  /// A field over a picture.
  ///
  /// - Parameter radius: half of the width in which the line will be drawn.
  init(width: Int, height: Int, radius: Double, reach: Double, weaves: Bool = false) {
    (self.radius, self.weaves) = (radius, weaves)
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

  /// Appends what a tile has: squared distances and tags, row by row.
  func read(_ slot: Int, _ distances: inout [Float], _ own: inout [Int32]) {
    let rows = slot * StrokeField.side..<(slot + 1) * StrokeField.side
    squares.withUnsafeBufferPointer { squares in
      UnsafeBufferPointer(rebasing: squares[rows]).withMemoryRebound(to: Float.self) {
        distances.append(contentsOf: $0)
      }
    }
    tags.withUnsafeBufferPointer { tags in
      UnsafeBufferPointer(rebasing: tags[rows]).withMemoryRebound(to: Int32.self) {
        own.append(contentsOf: $0)
      }
    }
  }

  /// Appends the squared distances to what the line has passed over on a tile; `false` if there is nothing.
  func readUnder(_ slot: Int, _ distances: inout [Float]) -> Bool {
    guard states[slot].under >= 0 else { return false }
    let first = Int(states[slot].under) * StrokeField.side
    underSquares.withUnsafeBufferPointer { squares in
      UnsafeBufferPointer(rebasing: squares[first..<first + StrokeField.side])
        .withMemoryRebound(to: Float.self) { distances.append(contentsOf: $0) }
    }
    return true
  }

  /// Adds a piece of line between places in pixels, which lie within the picture or a little outside.
  ///
  /// - Parameter tag: what is kept at the pixels to which this piece is the nearest.
  mutating func add(_ a: SIMD2<Double>, _ b: SIMD2<Double>, tag: Int32 = StrokeTag.unknown.value) {
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
          Part(start: SIMD2(a - origin), way: SIMD2(way), inverse: Float(inverse), tag: tag), lines,
          to: row * columns + column)
      }
    }
  }

  /// A piece of line as a tile sees it: places are in pixels from the tile's upper left corner.
  private struct Part {
    let start: SIMD2<Float>
    let way: SIMD2<Float>
    /// One over the square of its length; 0 for a dot.
    let inverse: Float
    let tag: Int32
  }

  /// After this many pieces on a tile a line is a cloud: what is added merges with it.
  private static let mostWoven: Int32 = 512
  /// How often it is looked at whether a cloud covers all of a tile.
  private static let rhythm: Int32 = 64

  private mutating func add(_ part: Part, _ lines: ClosedRange<Int>, to tile: Int) {
    let known = Int(slots[tile])
    // Where everything is covered, nothing more can be seen.
    if known >= 0, states[known].isFull { return }
    let slot = slot(tile)
    states[slot].count = min(.max - 1, states[slot].count) + 1
    let piece = StrokeTag(part.tag).piece
    states[slot].first = min(states[slot].first, piece)
    let isCloud = states[slot].count > StrokeField.mostWoven
    if weaves, !isCloud, states[slot].first <= piece - StrokeTag.apart {
      addUnder(slot)
      weave(part, lines, slot)
    } else {
      merge(part, lines, slot)
    }
    if isCloud, states[slot].count.isMultiple(of: StrokeField.rhythm) {
      let inside = Float(
        max(0, radius - StrokeField.halfDiagonal) * max(0, radius - StrokeField.halfDiagonal))
      let rows = slot * StrokeField.side..<(slot + 1) * StrokeField.side
      states[slot].isFull = rows.allSatisfy { squares[$0].max() < inside }
    }
  }

  private static let steps = Row(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15) + 0.5

  /// Takes a piece of line into a tile; where it is nearer than what is there, it replaces that.
  private mutating func merge(_ part: Part, _ lines: ClosedRange<Int>, _ slot: Int) {
    let (way, tag) = (part.way, part.tag)
    let x = StrokeField.steps - part.start.x
    let along = x * (way.x * part.inverse)
    let base = slot * StrokeField.side
    squares.withUnsafeMutableBufferPointer { squares in
      tags.withUnsafeMutableBufferPointer { tags in
        for line in lines {
          let y = Float(line) + 0.5 - part.start.y
          var t = along + y * way.y * part.inverse
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

  /// Takes a piece of line into a tile, above what is there of the line's other stretches.
  private mutating func weave(_ part: Part, _ lines: ClosedRange<Int>, _ slot: Int) {
    // Only where it is seen: a pixel that it leaves as it is keeps what it shows.
    let limit = Float((reach - StrokeField.margin) * (reach - StrokeField.margin))
    let own = StrokeTag(part.tag)
    let (base, under) = (slot * 256, Int(states[slot].under) * 256)
    let (low, high) = (min(0, part.way.x), max(0, part.way.x))
    let near = Float(reach)
    let first = Int(max(0, min(16, part.start.x + low - near)))
    let last = Int(max(0, min(16, part.start.x + high + near + 1)))
    squares.withUnsafeMutableBytes { squares in
      tags.withUnsafeMutableBytes { tags in
        underSquares.withUnsafeMutableBytes { below in
          let squares = squares.assumingMemoryBound(to: Float.self)
          let tags = tags.assumingMemoryBound(to: Int32.self)
          let below = below.assumingMemoryBound(to: Float.self)
          for line in lines {
            let y = Float(line) + 0.5 - part.start.y
            for column in first..<last {
              let x = Float(column) + 0.5 - part.start.x
              let t = max(0, min(1, (x * part.way.x + y * part.way.y) * part.inverse))
              let (dx, dy) = (x - t * part.way.x, y - t * part.way.y)
              let square = dx * dx + dy * dy
              let index = line * 16 + column
              let former = squares[base + index]
              if square < limit, former < limit, StrokeTag(tags[base + index]).isCrossed(by: own) {
                below[under + index] = min(below[under + index], former)
              } else if square >= former {
                continue
              }
              squares[base + index] = square
              tags[base + index] = part.tag
            }
          }
        }
      }
    }
  }

  private mutating func addUnder(_ slot: Int) {
    guard states[slot].under < 0 else { return }
    states[slot].under = Int32(underSquares.count / StrokeField.side)
    for _ in 0..<StrokeField.side { underSquares.append(Row(repeating: StrokeField.far)) }
  }

  /// Adds the inside of a triangle of places in pixels, as a line of a radius would cover it.
  mutating func add(triangle corners: [SIMD2<Double>], radius: Double, tag: Int32 = StrokeTag.unknown.value) {
    guard corners.count == 3 else { return }
    let side = Double(StrokeField.side)
    let low = pointwiseMin(pointwiseMin(corners[0], corners[1]), corners[2]) - reach
    let high = pointwiseMax(pointwiseMax(corners[0], corners[1]), corners[2]) + reach
    guard low.x.isFinite, low.y.isFinite, high.x.isFinite, high.y.isFinite else { return }
    let bound = SIMD2(Double(columns), Double(rows)) * side
    guard low.x < bound.x, low.y < bound.y, high.x > 0, high.y > 0 else { return }
    // Limited before they become integers.
    let (first, last) = (Int(max(0, low.y / side)), Int(min(Double(rows - 1), high.y / side)))
    let (start, end) = (Int(max(0, low.x / side)), Int(min(Double(columns - 1), high.x / side)))
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
      states.append(State())
      for _ in 0..<StrokeField.side {
        squares.append(Row(repeating: StrokeField.far))
        tags.append(SIMD16(repeating: StrokeTag.unknown.value))
      }
    }
    if !isTouched[slot] {
      isTouched[slot] = true
      touched.append(Int32(tile))
    }
    return slot
  }
}
