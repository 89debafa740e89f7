/// Functions that update rules need besides arithmetic, element by element unless stated otherwise.
extension Vector {
  /// The absolute value of each coordinate.
  @inlinable public var magnitude: Self { map { $0.magnitude } }
  /// −1, 0 or 1 for each coordinate; 0 exactly at zero.
  @inlinable public var sign: Self { map { $0.sign } }
  /// Each coordinate held between −`bound` and `bound`.
  @inlinable public func clipped(to bound: Element) -> Self {
    map { Element.minimum(bound, Element.maximum(-bound, $0)) }
  }
  /// The sum of the coordinates.
  @inlinable public var sum: Element { dot(filled(with: Element(1))) }
  /// The reciprocal root of each coordinate, and 0 where the coordinate is 0.
  @inlinable public func reciprocalRoot(plus epsilon: Element) -> Self {
    map { Element.select(Element(0) .< $0, 1 / ($0 + epsilon).squareRoot(), Element(0)) }
  }
}

extension Vector where Element == Double {
  /// The largest absolute value of a coordinate; not a number if some coordinate is not a number.
  @inlinable public var largestMagnitude: Double {
    var largest = 0.0
    _ = map { coordinate in
      if !largest.isNaN && !(abs(coordinate) <= largest) { largest = abs(coordinate) }
      return coordinate
    }
    return largest
  }
}
