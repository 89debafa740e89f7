import RealModule

/// `count` levels whose heights above the minimum grow by one factor.
func geometricLevels(
  count: Int, in grid: SampledGrid, _ range: ClosedRange<Double>, minimum: Double?
) -> [Double] {
  let least = range.lowerBound
  let base = minimum.map { $0 <= least && $0.isFinite ? $0 : least } ?? least
  let top = range.upperBound - base
  guard top.isFinite, let floor = visibleHeight(above: base, in: grid) else {
    return evenLevels(count: count, in: range)
  }
  // A grid that stays well above the minimum needs no levels below its own least value; one whose values are
  // all at the minimum or at the top has no height in between.
  var bottom = max(floor, least - base)
  if bottom >= top { bottom = top / 1024 }
  let first = Double.log(bottom)
  let last = Double.log(top)
  return (1...count).map { index in
    let share = Double(index) / Double(count + 1)
    return base + Double.exp(first * (1 - share) + last * share)
  }
}

/// The power of two below which the heights above a base fall on about a thousandth of a grid's finite nodes.
///
/// The smallest height itself is useless: it depends on how near a node comes to the minimum, and a level around
/// a single node is a dot. A power of two, because counting exponents takes one pass, and because a small move of the
/// map then mostly keeps the levels. nil when no height is positive.
private func visibleHeight(above base: Double, in grid: SampledGrid) -> Double? {
  var nodes = [Int](repeating: 0, count: 2048)
  var total = 0
  for value in grid.values {
    let height = value - base
    guard height > 0, height < .infinity else { continue }
    nodes[Int(height.exponentBitPattern)] += 1
    total += 1
  }
  guard total > 0 else { return nil }
  var below = 0
  let exponent = nodes.indices.first { exponent in
    below += nodes[exponent]
    return below * 1000 >= total
  }
  let power = Double(sign: .plus, exponentBitPattern: UInt(exponent ?? 0), significandBitPattern: 0)
  return max(power, .leastNormalMagnitude)
}
