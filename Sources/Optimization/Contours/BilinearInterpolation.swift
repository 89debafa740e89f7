extension SampledGrid {
  /// The height at a point of the domain, interpolated between the four nodes around it.
  ///
  /// Bilinear, so it equals the node's value at a node and runs straight along every edge, as the contour lines
  /// assume. nil outside of the domain and on a grid without nodes. A node of zero weight is ignored, so a
  /// hole near the point does not spread; with a non-finite node that counts, the result is not finite either.
  public func value(at point: SIMD2<Double>) -> Double? {
    guard columns > 0, rows > 0, domain.x.contains(point.x), domain.y.contains(point.y) else { return nil }
    let (column, shareX) = Self.cell(of: point.x, in: domain.x, nodes: columns, coordinate: x(ofColumn:))
    let (row, shareY) = Self.cell(of: point.y, in: domain.y, nodes: rows, coordinate: y(ofRow:))
    func along(_ row: Int) -> Double {
      Self.between(self[column, row], shareX) { self[column + 1, row] }
    }
    return Self.between(along(row), shareY) { along(row + 1) }
  }

  /// The node before a coordinate, and how far the coordinate lies on the way to the next: 0 to 1.
  private static func cell(
    of point: Double, in interval: ClosedRange<Double>, nodes: Int, coordinate: (Int) -> Double
  ) -> (index: Int, share: Double) {
    // Halved throughout, so that the widest interval does not overflow.
    let width = interval.upperBound / 2 - interval.lowerBound / 2
    guard nodes > 1, width > 0, width.isFinite else { return (0, 0) }
    let position = (point / 2 - interval.lowerBound / 2) / width * Double(nodes - 1)
    var index = min(Int(position), nodes - 2)
    // Rounding may place a point just off the node it is on: the nodes' own coordinates decide.
    if index > 0, point < coordinate(index) { index -= 1 }
    if index < nodes - 2, point >= coordinate(index + 1) { index += 1 }
    let (low, high) = (coordinate(index), coordinate(index + 1))
    guard high > low else { return (index, 0) }
    return (index, min(max((point / 2 - low / 2) / (high / 2 - low / 2), 0), 1))
  }

  private static func between(_ first: Double, _ share: Double, _ second: () -> Double) -> Double {
    if share == 0 { return first }
    if share == 1 { return second() }
    return first * (1 - share) + second() * share
  }
}
