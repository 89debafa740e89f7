/// Round places along an axis.
public struct Ticks: Hashable, Sendable {
  /// The places, rising.
  public let values: [Double]
  /// Their texts, all with the same number of decimals.
  public let labels: [String]

  /// Multiples of 1, 2 or 5 times a power of ten inside an interval, at most about `count` of them.
  public init(_ range: ClosedRange<Double>, atMost count: Int) {
    let width = range.upperBound - range.lowerBound
    guard width > 0, width.isFinite, count > 0 else {
      values = []
      labels = []
      return
    }
    var step = Ticks.powerOfTen(below: width / Double(count))
    for factor in [1.0, 2, 5, 10] where step * factor * Double(count) >= width {
      step *= factor
      break
    }
    let first = (range.lowerBound / step).rounded(.up)
    let last = (range.upperBound / step).rounded(.down)
    // Beyond 2⁵³ steps from zero neighbouring multiples are one number.
    guard step.isFinite, abs(first) < 1e15, abs(last) < 1e15, last >= first else {
      values = []
      labels = []
      return
    }
    // A product may round to just beyond the end it stands for.
    let places = stride(from: first, through: last, by: 1).map {
      min(max($0 * step + 0, range.lowerBound), range.upperBound)
    }
    var decimals = 0
    var scaled = step
    while decimals < 12 && abs(scaled - scaled.rounded()) > 1e-9 * scaled {
      scaled *= 10
      decimals += 1
    }
    let isPlain = max(abs(range.lowerBound), abs(range.upperBound)) < 1e6 && decimals <= 6
    values = places
    if isPlain {
      labels = places.map { Numerals.fixed($0, decimals: decimals) }
    } else {
      // As many digits as tell neighbours apart; 17 tell any two numbers apart.
      let texts = (6...17).lazy.map { digits in places.map { Numerals.short($0, digits: digits) } }
      labels = texts.first { Set($0).count == places.count } ?? []
    }
  }

  private static func powerOfTen(below x: Double) -> Double {
    var power = 1.0
    while power > x && power > 1e-300 { power /= 10 }
    while power * 10 <= x && power < 1e307 { power *= 10 }
    return power
  }
}

extension Ticks {
  /// The ends of an interval in as few digits as tell it: `−1 … 4`.
  public static func ends(of range: ClosedRange<Double>) -> String {
    "\(Numerals.short(range.lowerBound, digits: 4)) … \(Numerals.short(range.upperBound, digits: 4))"
  }
}
