/// `count` levels with equal shares of a grid's finite values between them.
///
/// Each lies half-way between the two values it separates, so that it passes through no node.
func quantileLevels(count: Int, in grid: SampledGrid) -> [Double] {
  let heights = RankedValues(grid.values).sorted
  return (1...count).compactMap { index in
    let below = heights.count * index / (count + 1)
    return below > 0 ? heights[below - 1] / 2 + heights[below] / 2 : nil
  }
}
