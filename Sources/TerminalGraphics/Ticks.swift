import Arithmetic

/// Round places along an axis.
public struct Ticks: Hashable, Sendable {
  /// The places, rising.
  public let values: [Double]
  /// Their texts, all with the same number of decimals.
  public let labels: [String]

  /// Multiples of 1, 2 or 5 times a power of ten inside an interval, at most about `count` of them.
  public init(_ range: ClosedRange<Double>, atMost count: Int) {
    let width = range.length
    guard width > 0, width.isFinite, count > 0 else {
      values = []
      labels = []
      return
    }
    var step = RoundNumber(atMost: width / Double(count))
    while step.value * Double(count) < width { step = step.next }
    let places = step.multiples(in: range)
    let isPlain = max(abs(range.lowerBound), abs(range.upperBound)) < 1e6 && step.decimals <= 6
    values = places
    if isPlain {
      labels = places.map { Numerals.fixed($0, decimals: step.decimals) }
    } else {
      // Enough digits to distinguish neighbours; 17 distinguish any two numbers.
      let texts = (6...17).lazy.map { digits in places.map { Numerals.short($0, digits: digits) } }
      labels = texts.first { Set($0).count == places.count } ?? []
    }
  }
}

extension Ticks {
  /// The ends of an interval in as few digits as distinguish them: `−1 … 4`.
  public static func ends(of range: ClosedRange<Double>) -> String {
    "\(Numerals.short(range.lowerBound, digits: 4)) … \(Numerals.short(range.upperBound, digits: 4))"
  }
}
