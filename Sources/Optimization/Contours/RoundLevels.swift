import RealModule

/// The multiples of 1, 2 or 5 times a power of ten inside a range, at the smallest step that yields at most `count`.
///
/// Should that step yield none, the multiples of the one before it, thinned around their middle. In a range
/// narrower than a billionth of its own numbers nothing is round: equal distances instead.
func roundLevels(count: Int, in range: ClosedRange<Double>) -> [Double] {
  let width = range.upperBound - range.lowerBound
  // Beyond, a step's power of ten or the number of a multiple would not be a Double any more.
  guard width > 1e-290, width < 1e290, range.magnitude < width * 1e9 else {
    return evenLevels(count: count, in: range)
  }
  var finer: [Double] = []
  // One decade below the step that is surely too fine, up to one that no range of this width holds twice.
  let exponent = Int(Double.log10(width / Double(count + 1)).rounded(.down)) - 1
  for exponent in exponent... {
    for digit in [1.0, 2.0, 5.0] {
      let step = RoundStep(digit: digit, exponent: exponent)
      guard step.multipleCount(inside: range) <= Double(count) else {
        if step.multipleCount(inside: range) <= Double(16 * count) { finer = step.multiples(inside: range) }
        continue
      }
      let levels = step.multiples(inside: range)
      return levels.isEmpty ? finer.middle(count) : levels
    }
  }
  return []
}

/// A round distance between levels: a digit times a power of ten.
private struct RoundStep {
  let digit: Double
  let exponent: Int

  /// The multiple of the step with a number.
  ///
  /// Divided by a whole power of ten rather than multiplied with an inexact
  /// fraction, so that it is the number a person would type: 0.3, not 0.30000000000000004.
  func multiple(_ number: Double) -> Double {
    let power = Double.pow(10, abs(exponent))
    return exponent < 0 ? number * digit / power : number * digit * power
  }

  /// The numbers of the first and the last multiple strictly inside a range.
  private func numbers(inside range: ClosedRange<Double>) -> (first: Double, last: Double) {
    let step = multiple(1)
    var first = (range.lowerBound / step).rounded(.down)
    while multiple(first) <= range.lowerBound { first += 1 }
    var last = (range.upperBound / step).rounded(.up)
    while multiple(last) >= range.upperBound { last -= 1 }
    return (first, last)
  }

  func multipleCount(inside range: ClosedRange<Double>) -> Double {
    let (first, last) = numbers(inside: range)
    return max(last - first + 1, 0)
  }

  func multiples(inside range: ClosedRange<Double>) -> [Double] {
    let (first, last) = numbers(inside: range)
    // Zero added, because a rounded number can be a negative zero.
    return stride(from: first, through: last, by: 1).map { multiple($0) + 0 }
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
