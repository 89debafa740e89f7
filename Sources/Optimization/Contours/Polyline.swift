/// A line through points of the plane, open or closed.
public struct Polyline: Hashable, Sendable {
  /// The points in walking order, in world coordinates (x, y).
  public var points: [SIMD2<Double>]
  /// Whether a last segment leads from the last point back to the first, which is not repeated.
  public var isClosed: Bool

  /// A line from its points.
  public init(points: [SIMD2<Double>], isClosed: Bool) {
    self.points = points
    self.isClosed = isClosed
  }
}
