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

  /// Whether a point lies inside; one that is not a number does not.
  @inlinable public func contains(_ point: Point<Double>) -> Bool {
    x.contains(point.x) && y.contains(point.y)
  }
}
