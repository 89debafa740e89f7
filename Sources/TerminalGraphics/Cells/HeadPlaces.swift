/// Where signs stand when several need the same cell: one has it, and the others stand next to it.
///
/// Runs often share a place, or leave the map at one, and each of them must be visible.
struct HeadPlaces {
  /// A sign and its cell.
  struct Sign: Hashable {
    let head: Int
    var column: Int
    var row: Int
    let symbol: Unicode.Scalar
  }

  /// The occupied cells.
  private var taken: Set<SIMD2<Int>>
  private let rect: Rect

  /// Places on a map; no sign is moved into the cells to keep free.
  init(_ rect: Rect, keeping cells: [(column: Int, row: Int)]) {
    self.rect = rect
    taken = Set(cells.map { SIMD2($0.column, $0.row) })
  }

  /// The cells around one, in the order in which they are tried: a row of signs reads best.
  private static let around: [SIMD2<Int>] = [
    SIMD2(1, 0), SIMD2(-1, 0), SIMD2(2, 0), SIMD2(-2, 0), SIMD2(0, -1), SIMD2(0, 1), SIMD2(1, -1),
    SIMD2(-1, 1), SIMD2(1, 1), SIMD2(-1, -1), SIMD2(3, 0), SIMD2(-3, 0), SIMD2(2, 1), SIMD2(-2, -1),
  ]

  /// The signs in cells of their own as far as there is room; the first sign for a cell gets it.
  ///
  /// A sign alone in its cell keeps it, whatever is placed near others. Signs on the edge stay on it.
  mutating func placed(_ signs: [Sign], alongEdge: Bool = false) -> [Sign] {
    var owners: Set<SIMD2<Int>> = []
    let isFirst = signs.map { owners.insert(SIMD2($0.column, $0.row)).inserted }
    taken.formUnion(owners)
    return signs.indices.map { index in
      var sign = signs[index]
      guard !isFirst[index] else { return sign }
      let cell = SIMD2(sign.column, sign.row)
      let offsets = alongEdge ? HeadPlaces.offsets(along: cell, of: rect) : HeadPlaces.around
      for offset in offsets {
        let place = cell &+ offset
        guard rect.contains(column: place.x, row: place.y), !taken.contains(place) else { continue }
        taken.insert(place)
        (sign.column, sign.row) = (place.x, place.y)
        break
      }
      return sign
    }
  }

  private static func offsets(along cell: SIMD2<Int>, of rect: Rect) -> [SIMD2<Int>] {
    let isSide = cell.x == rect.x || cell.x == rect.endX - 1
    let isEnd = cell.y == rect.y || cell.y == rect.endY - 1
    let across = [1, -1, 2, -2, 3, -3, 4, -4].map { SIMD2($0, 0) }
    let down = [1, -1, 2, -2, 3, -3, 4, -4].map { SIMD2(0, $0) }
    return isSide && isEnd ? zip(across, down).flatMap { [$0, $1] } : isSide ? down : across
  }
}
