/// For every node of a grid, how many of some levels its value has reached.
///
/// Ranks turn all further comparisons into comparisons of bytes: a cell is crossed by exactly the levels between the
/// least and the greatest rank of its corners.
struct LevelRanks {
  /// The rank of a node whose value is not finite.
  static let hole = UInt8.max
  /// How many levels can be ranked at once; the highest rank stays below `hole`.
  static let capacity = 32

  /// One rank for each node, in the grid's order.
  let ranks: [UInt8]

  /// Ranks values among at most `capacity` finite levels, which must ascend strictly.
  ///
  /// A value equal to a level has reached it. O(values) if neighbours mostly share a rank, as on a smooth surface.
  init(of values: [Double], among levels: ArraySlice<Double>) {
    // Bounds outside the levels put every finite value between two of them, and no other: NaN fails any
    // comparison, and an infinity the one at its own end.
    let bounds = [-Double.greatestFiniteMagnitude] + levels + [Double.infinity]
    ranks = [UInt8](unsafeUninitializedCapacity: values.count) { ranks, count in
      var rank = 0
      for (index, value) in values.enumerated() {
        if value >= bounds[rank], value < bounds[rank + 1] {
          ranks[index] = UInt8(truncatingIfNeeded: rank)
        } else if value.isFinite {
          while value >= bounds[rank + 1] { rank += 1 }
          while value < bounds[rank] { rank -= 1 }
          ranks[index] = UInt8(truncatingIfNeeded: rank)
        } else {
          ranks[index] = Self.hole
        }
      }
      count = values.count
    }
  }
}
