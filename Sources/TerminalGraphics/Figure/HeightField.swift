/// A surface to be shown as a solid: a height and a tone at each node of a square grid.
///
/// Row 0 lies at the lowest y. Both run from 0 to 1; a node that is not finite is a hole, and so are the cells around
/// it.
public struct HeightField: Hashable, Sendable {
  /// Nodes along x, at least two.
  public let columns: Int
  /// Nodes along y, at least two.
  public let rows: Int
  /// The heights, row by row.
  public let heights: [Float]
  /// The place of each node's colour on a ramp.
  public let tones: [Float]

  /// A field with equal numbers of nodes along both sides; missing values are holes, and surplus ones are left out.
  public init(side: Int, heights: [Float], tones: [Float]) {
    columns = max(2, side)
    rows = columns
    let count = columns * rows
    func whole(_ values: [Float]) -> [Float] {
      Array(values.prefix(count)) + Array(repeating: .nan, count: max(0, count - values.count))
    }
    self.heights = whole(heights)
    self.tones = whole(tones)
  }

  /// A coarser field with at most this many nodes along its longer side, and at least two; nodes in between are left out.
  public func thinned(to most: Int) -> HeightField {
    let most = max(2, most)
    guard max(columns, rows) > most else { return self }
    let side = min(most, min(columns, rows))
    func node(_ index: Int, of count: Int) -> Int { index * (count - 1) / (side - 1) }
    let nodes = (0..<side * side).map { index in
      node(index / side, of: rows) * columns + node(index % side, of: columns)
    }
    return HeightField(side: side, heights: nodes.map { heights[$0] }, tones: nodes.map { tones[$0] })
  }

  /// The height at a place given as shares of the sides; outside it is the edge's, and next to a hole it is
  /// not finite.
  @inline(__always)
  public func height(_ x: Double, _ y: Double) -> Double {
    // Clamped before it becomes an integer; a value that is not a number becomes the lower edge.
    let u = max(0, min(Double(columns - 1), x * Double(columns - 1)))
    let v = max(0, min(Double(rows - 1), y * Double(rows - 1)))
    let (column, row) = (min(columns - 2, Int(u)), min(rows - 2, Int(v)))
    let (s, t) = (u - Double(column), v - Double(row))
    return heights.withUnsafeBufferPointer { heights in
      let node = row * columns + column
      let low = Double(heights[node]) * (1 - s) + Double(heights[node + 1]) * s
      let high = Double(heights[node + columns]) * (1 - s) + Double(heights[node + columns + 1]) * s
      return low * (1 - t) + high * t
    }
  }
}
