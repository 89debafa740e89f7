/// A point of the parameter plane, or a displacement in it.
///
/// Over `Double` it is one run's position; over `Lanes`, the positions of eight independent runs.
///
/// ```swift
/// let start = Point(3.0, 4.0)
/// let length = start.length  // 5
/// let moved = start - 0.5 * Point(2.0, 2.0)  // Point(2, 3)
/// ```
public struct Point<S: Scalar>: Vector {
  public typealias Element = S

  /// The first parameter; W where a model is trained.
  public var x: S
  /// The second parameter; b where a model is trained.
  public var y: S

  /// A point from its coordinates.
  @inlinable public init(_ x: S, _ y: S) {
    self.x = x
    self.y = y
  }

  @inlinable public func filled(with value: S) -> Point { Point(value, value) }
  @inlinable public func map(_ function: (S) -> S) -> Point { Point(function(x), function(y)) }
  @inlinable public func zip(_ other: Point, _ function: (S, S) -> S) -> Point {
    Point(function(x, other.x), function(y, other.y))
  }
  @inlinable public func dot(_ other: Point) -> S { x * other.x + y * other.y }
}

extension Point: Equatable where S: Equatable {}
extension Point: Hashable where S: Hashable {}

extension Point where S == Double {
  /// Whether both coordinates are finite.
  @inlinable public var isFinite: Bool { x.isFinite && y.isFinite }

  /// The distance from the origin, without overflow or underflow on the way.
  @inlinable @inline(__always) public var length: Double {
    let squares = x * x + y * y
    return squares > 1e-280 && squares < .infinity ? squares.squareRoot() : scaledLength
  }

  /// The distance where the squares are out of range.
  @usableFromInline @inline(never) var scaledLength: Double {
    if x.isNaN || y.isNaN { return .nan }
    let largest = max(abs(x), abs(y))
    if largest == 0 || largest == .infinity { return largest }
    let (a, b) = (x / largest, y / largest)
    return largest * (a * a + b * b).squareRoot()
  }
}

extension Point where S == Lanes {
  /// The point in one lane.
  @inlinable public func lane(_ index: Int) -> Point<Double> { Point<Double>(x.pack[index], y.pack[index]) }

  /// Eight points side by side.
  @inlinable public init(lanes point: (Int) -> Point<Double>) {
    self.init(Lanes.gather { point($0).x }, Lanes.gather { point($0).y })
  }
}
