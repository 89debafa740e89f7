import Arithmetic

/// The multiples of 1, 2 or 5 times a power of ten inside a range, at the smallest step that yields at most `count`.
///
/// If that step yields none, the multiples of the one before it, thinned around their middle. In a range
/// narrower than a billionth of its own numbers nothing is round: the levels are equidistant instead.
func roundLevels(count: Int, in range: ClosedRange<Double>) -> [Double] {
  let width = range.length
  // Beyond this, a step's power of ten or the number of a multiple would not be a Double.
  guard width > 1e-290, width < 1e290, range.magnitude < width * 1e9 else {
    return evenLevels(count: count, in: range)
  }
  var finer: [Double] = []
  // One decade below the step that is certainly too fine, up to one that has at most one multiple in the range.
  var step = RoundNumber.powerOfTen(atMost: width / Double(count + 1)).shifted(by: -1)
  while step.multipleCount(inside: range) > Double(count) {
    if step.multipleCount(inside: range) <= Double(16 * count) { finer = step.multiples(inside: range) }
    step = step.next
  }
  let levels = step.multiples(inside: range)
  return levels.isEmpty ? finer.middle(count) : levels
}

extension RoundNumber {
  /// The numbers of the first and the last multiple strictly inside a range.
  fileprivate func numbers(inside range: ClosedRange<Double>) -> (first: Double, last: Double) {
    (number(atMost: range.lowerBound) + 1, number(atLeast: range.upperBound) - 1)
  }

  fileprivate func multipleCount(inside range: ClosedRange<Double>) -> Double {
    let (first, last) = numbers(inside: range)
    return max(last - first + 1, 0)
  }

  fileprivate func multiples(inside range: ClosedRange<Double>) -> [Double] {
    let (first, last) = numbers(inside: range)
    return stride(from: first, through: last, by: 1).map { multiple($0) }
  }
}

extension ClosedRange<Double> {
  fileprivate var magnitude: Double { Swift.max(lowerBound.magnitude, upperBound.magnitude) }
}

extension [Double] {
  /// The `count` elements in the middle.
  fileprivate func middle(_ count: Int) -> [Double] {
    Array(dropFirst((self.count - count) / 2).prefix(count))
  }
}
