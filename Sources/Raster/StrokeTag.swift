/// What is kept of the nearest piece of line at a pixel: the number of the piece, and its direction.
struct StrokeTag: Hashable, Sendable {
  /// The number in the upper bits, the direction in the lower eight.
  let value: Int32

  init(_ value: Int32) { self.value = value }

  /// The tag of a piece of line.
  init(piece: Int, _ way: SIMD2<Double>) {
    value = Int32(truncatingIfNeeded: piece & 0xFFFF) << 8 | StrokeTag.direction(way)
  }

  /// The number of the piece; after 65,536 of them they begin again.
  var piece: Int32 { value >> 8 }

  /// The direction of what has none.
  private static let dot: Int32 = 128
  /// The tag of a line of which nothing is known.
  static let unknown = StrokeTag(dot)

  /// The direction, as a place in `PixelEdge.all`.
  var direction: Int { Int(value & 0xFF) }

  /// Directions in half a turn.
  private static let directions: Int32 = 128
  /// Lines whose directions differ by less are parallel: about twenty degrees.
  private static let parallel: Int32 = 14

  /// The direction of a line, whichever end it begins at.
  private static func direction(_ way: SIMD2<Double>) -> Int32 {
    let way = way.y < 0 || (way.y == 0 && way.x < 0) ? -way : way
    let sum = abs(way.x) + way.y
    guard sum > 0 else { return dot }
    // Grows with the angle, as the angle itself would.
    let angle = way.x >= 0 ? way.y / sum : 1 - way.x / sum
    return Int32(angle * 64) % directions
  }

  /// Whether two pieces run in about the same direction.
  @inline(__always)
  func isParallel(to other: StrokeTag) -> Bool {
    let difference = abs((value & 0xFF) - (other.value & 0xFF))
    return min(difference, StrokeTag.directions - difference) <= StrokeTag.parallel
  }

  /// Pieces of a line whose numbers differ by so much are not the same stretch of it.
  static let apart: Int32 = 2

  /// Whether a later piece of the same line comes from elsewhere in another direction.
  @inline(__always)
  func isCrossed(by later: StrokeTag) -> Bool {
    piece <= later.piece - StrokeTag.apart && !isParallel(to: later)
  }
}
