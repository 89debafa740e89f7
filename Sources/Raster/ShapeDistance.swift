import TerminalGraphics

/// How far places are from shapes, negative inside: what an edge without stairs is made from.
enum ShapeDistance {
  /// The distance from outlines, of which one inside another is a hole.
  static func from(_ place: SIMD2<Double>, to outlines: [[SIMD2<Double>]]) -> Double {
    var (least, isInside) = (Double.infinity, false)
    for corners in outlines {
      guard var previous = corners.last else { continue }
      for corner in corners {
        least = min(least, square(from: place, to: previous, corner))
        // Whether a ray to the right crosses the edge.
        if (corner.y > place.y) != (previous.y > place.y) {
          let x = corner.x + (place.y - corner.y) / (previous.y - corner.y) * (previous.x - corner.x)
          if place.x < x { isInside.toggle() }
        }
        previous = corner
      }
    }
    return isInside ? -least.squareRoot() : least.squareRoot()
  }

  /// The squared distance from a line between two places.
  private static func square(from place: SIMD2<Double>, to a: SIMD2<Double>, _ b: SIMD2<Double>) -> Double {
    let (way, from) = (b - a, place - a)
    let length = (way * way).sum()
    let share = length > 0 ? max(0, min(1, (from * way).sum() / length)) : 0
    let rest = from - way * share
    return (rest * rest).sum()
  }
}
