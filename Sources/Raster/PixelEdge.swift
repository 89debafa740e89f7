/// How much of a pixel lies on one side of a straight edge that passes near it: exact for every direction of the edge, so that
/// a line is equally thick at any angle.
struct PixelEdge: Sendable {
  /// Beyond this distance from the middle, the edge does not touch the pixel.
  private let reach: Float
  /// Up to this distance, the edge cuts two opposite sides of the pixel.
  private let inner: Float
  /// What a pixel gains per distance there.
  private let slope: Float
  /// What the corner beyond is divided by.
  private let corner: Float

  /// An edge whose normal has these parts, the longer one first; together they have the length one.
  private init(_ long: Double, _ short: Double) {
    reach = Float((long + short) / 2)
    inner = Float((long - short) / 2)
    slope = Float(1 / long)
    corner = short > 1e-6 ? Float(1 / (2 * long * short)) : 0
  }

  /// Edges along each direction of a tag; the last one for what has no direction: in between all.
  static let all: [PixelEdge] =
    (0..<128).map { index in
      // The inverse of the tag's direction, in the middle of its range.
      let angle = (Double(index) + 0.5) / 64
      let (x, y) = angle <= 1 ? (1 - angle, angle) : (1 - angle, 2 - angle)
      let length = (x * x + y * y).squareRoot()
      return PixelEdge(max(abs(x), abs(y)) / length, min(abs(x), abs(y)) / length)
    } + [PixelEdge(0.9239, 0.3827)]

  /// The share of a pixel on the inner side of an edge at a distance from its middle, which is positive inside.
  @inline(__always)
  func share(_ distance: Float) -> Float {
    let far = abs(distance)
    if far >= reach { return distance > 0 ? 1 : 0 }
    if far <= inner { return 0.5 + distance * slope }
    let rest = (reach - far) * (reach - far) * corner
    return distance > 0 ? 1 - rest : rest
  }

  /// The share of a pixel that a line of a radius covers, whose middle is at a distance.
  @inline(__always)
  func share(_ distance: Float, radius: Float) -> Float {
    share(radius - distance) + share(radius + distance) - 1
  }
}
