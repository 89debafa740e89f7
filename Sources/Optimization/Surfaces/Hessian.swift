/// The symmetric matrix of second derivatives at a point.
public struct Hessian: Hashable, Sendable {
  /// ∂²f/∂x².
  public var xx: Double
  /// ∂²f/∂x∂y.
  public var xy: Double
  /// ∂²f/∂y².
  public var yy: Double

  /// A matrix from its three entries.
  public init(xx: Double, xy: Double, yy: Double) {
    self.xx = xx
    self.xy = xy
    self.yy = yy
  }

  /// How the gradient changes along a direction, to first order.
  public static func * (matrix: Hessian, direction: Point<Double>) -> Point<Double> {
    Point(
      matrix.xx * direction.x + matrix.xy * direction.y, matrix.xy * direction.x + matrix.yy * direction.y)
  }

  /// The curvatures along the axes.
  public var diagonal: Point<Double> { Point(xx, yy) }

  /// The curvatures along the principal directions, the smaller first.
  public var eigenvalues: (smaller: Double, larger: Double) {
    let mean = (xx + yy) / 2
    let radius = Point((xx - yy) / 2, xy).length
    return (mean - radius, mean + radius)
  }

  /// Whether some direction curves downwards: then a point without gradient is a saddle or a maximum.
  ///
  /// A curvature within rounding of zero, relative to the largest entry, does not count as downwards.
  public var hasDescent: Bool {
    let scale = max(abs(xx), abs(xy), abs(yy))
    return eigenvalues.smaller < -1e-12 * scale
  }
}
