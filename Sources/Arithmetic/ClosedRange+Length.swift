/// An interval as a ruler: its length, and places on it as shares of that length.
extension ClosedRange<Double> {
  /// The distance between its ends.
  @inlinable public var length: Double { upperBound - lowerBound }

  /// The point half-way between its ends; does not overflow.
  @inlinable public var middle: Double { lowerBound / 2 + upperBound / 2 }

  /// Where a number lies: 0 at the lower end, 1 at the upper one, and beyond these outside; not a number in an interval
  /// without length.
  @inlinable public func share(of x: Double) -> Double { (x - lowerBound) / length }

  /// The number at a share of the length; the inverse of `share(of:)`.
  @inlinable public func place(at share: Double) -> Double { lowerBound + share * length }
}
