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

  /// Directions in half a turn.
  private static let directions: Int32 = 128
  /// Lines whose directions differ by less are parallel: about twenty degrees.
  private static let parallel: Int32 = 14

  /// The direction of a line, whichever end it begins at.
  private static func direction(_ way: SIMD2<Double>) -> Int32 {
    let way = way.y < 0 || (way.y == 0 && way.x < 0) ? -way : way
    let sum = abs(way.x) + way.y
    guard sum > 0 else { return 0 }
    // Grows with the angle, as the angle itself would.
    let angle = way.x >= 0 ? way.y / sum : 1 - way.x / sum
    return Int32(angle * 64) % directions
  }

  /// Whether two pieces run in about the same direction.
  func isParallel(to other: StrokeTag) -> Bool {
    let difference = abs((value & 0xFF) - (other.value & 0xFF))
    return min(difference, StrokeTag.directions - difference) <= StrokeTag.parallel
  }

  /// Which of some tags belong to another stretch of the same line, in another direction, earlier by some pieces.
  static func areOther(_ tags: SIMD16<Int32>, than tag: Int32, apart: Int32) -> SIMDMask<SIMD16<Int32>> {
    let earlier = (tags &>> 8) .<= (tag >> 8) - apart
    let difference = (tags & 0xFF) &- (tag & 0xFF)
    let turned = (difference .> parallel) .& (difference .< directions - parallel)
    let back = (difference .< -parallel) .& (difference .> parallel - directions)
    return earlier .& (turned .| back)
  }
}
