import Arithmetic

/// A rectangle of the parameter plane: what a map shows, or where a surface is usually studied.
public struct Domain: Hashable, Sendable {
  /// The interval of the first parameter.
  public var x: ClosedRange<Double>
  /// The interval of the second parameter.
  public var y: ClosedRange<Double>

  /// A rectangle from its two intervals.
  public init(x: ClosedRange<Double>, y: ClosedRange<Double>) {
    self.x = x
    self.y = y
  }

  /// The lengths of its sides.
  public var size: Point<Double> { Point(x.length, y.length) }

  /// The point in the middle.
  public var centre: Point<Double> { Point(x.middle, y.middle) }

  /// Where a point lies: 0 at the lower ends of both intervals, 1 at the upper ones.
  public func share(of point: Point<Double>) -> Point<Double> {
    Point(x.share(of: point.x), y.share(of: point.y))
  }

  /// The point at a share of each side; the inverse of `share(of:)`.
  public func place(at share: Point<Double>) -> Point<Double> {
    Point(x.place(at: share.x), y.place(at: share.y))
  }

  /// Whether a point lies inside; false if it is not a number.
  @inlinable public func contains(_ point: Point<Double>) -> Bool {
    x.contains(point.x) && y.contains(point.y)
  }
}
