import Arithmetic

/// Where world coordinates lie on the screen: a rectangle of the plane shown in a rectangle of cells.
///
/// The lower left corner of the plane's rectangle is the lower left corner of the cells'.
public struct Projection: Hashable, Sendable {
  /// The cells.
  public var rect: Rect
  /// The interval shown from left to right.
  public var x: ClosedRange<Double>
  /// The interval shown from bottom to top.
  public var y: ClosedRange<Double>

  /// A projection.
  public init(_ rect: Rect, x: ClosedRange<Double>, y: ClosedRange<Double>) {
    self.rect = rect
    self.x = x
    self.y = y
  }

  /// Columns per unit of x, and rows per unit of y.
  var scale: SIMD2<Double> {
    SIMD2(Double(rect.width) / x.length, Double(rect.height) / y.length)
  }

  /// A world point in cells from the rectangle's top left corner; whole numbers are cell borders.
  public func place(_ point: SIMD2<Double>) -> SIMD2<Double> {
    let scale = scale
    return SIMD2((point.x - x.lowerBound) * scale.x, (y.upperBound - point.y) * scale.y)
  }

  /// The cell of the frame that shows a world point; `nil` outside the rectangle.
  public func cell(of point: SIMD2<Double>) -> (column: Int, row: Int)? {
    // Tested on the point, not on its place: an end's place may round to just outside.
    guard x.contains(point.x), y.contains(point.y), !rect.isEmpty else { return nil }
    let place = place(point)
    guard place.x.isFinite, place.y.isFinite else { return nil }
    return (
      rect.x + min(rect.width - 1, Int(place.x)), rect.y + min(rect.height - 1, Int(place.y))
    )
  }

  /// The world point at a place in cells from the rectangle's top left corner.
  public func world(_ place: SIMD2<Double>) -> SIMD2<Double> {
    let scale = scale
    return SIMD2(x.lowerBound + place.x / scale.x, y.upperBound - place.y / scale.y)
  }

  /// The world point in the middle of a cell of the frame.
  public func center(column: Int, row: Int) -> SIMD2<Double> {
    world(SIMD2(Double(column - rect.x) + 0.5, Double(row - rect.y) + 0.5))
  }

  /// The cell at the rectangle's edge nearest to a point outside, and an arrow from it towards the point.
  ///
  /// `nil` for a point inside and for one that is not a number; an infinite one has a direction.
  public func edge(towards point: SIMD2<Double>) -> (column: Int, row: Int, arrow: Unicode.Scalar)? {
    guard !point.x.isNaN, !point.y.isNaN, !rect.isEmpty else { return nil }
    let horizontal = point.x < x.lowerBound ? -1 : point.x > x.upperBound ? 1 : 0
    let vertical = point.y < y.lowerBound ? 1 : point.y > y.upperBound ? -1 : 0
    let arrows: [[Unicode.Scalar]] = [["↖", "↑", "↗"], ["←", "·", "→"], ["↙", "↓", "↘"]]
    if horizontal == 0 && vertical == 0 { return nil }
    let inside = SIMD2(
      min(max(point.x, x.lowerBound), x.upperBound), min(max(point.y, y.lowerBound), y.upperBound))
    guard let cell = cell(of: inside) else { return nil }
    return (cell.column, cell.row, arrows[vertical + 1][horizontal + 1])
  }
}
