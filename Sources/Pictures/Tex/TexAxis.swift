/// An axis of a plot as LaTeX computes with it: in some five digits.
///
/// A number is written as far as it can be seen. Where an interval is so short, so far from zero or so large that those digits
/// do not tell its ends apart, shares of it in hundredths stand in place of the numbers.
struct TexAxis {
  /// The interval that is shown.
  let range: ClosedRange<Double>
  /// Whether coordinates are the figure's own.
  let isPlain: Bool
  /// Digits after the point.
  private let decimals: Int

  init(_ range: ClosedRange<Double>) {
    self.range = range
    let span = range.upperBound - range.lowerBound
    let largest = max(range.lowerBound.magnitude, range.upperBound.magnitude)
    isPlain = span.isFinite && span > 1e-4 && largest < 1e5 && span > largest / 100
    var (decimals, unit) = (0, isPlain ? span : 100)
    while unit < 1e5, decimals < 9 { (decimals, unit) = (decimals + 1, unit * 10) }
    self.decimals = decimals
  }

  /// The ends of what is shown.
  var ends: (low: String, high: String) { (text(range.lowerBound), text(range.upperBound)) }

  /// A coordinate; the value is finite.
  func text(_ value: Double) -> String {
    let span = range.upperBound - range.lowerBound
    let shown = isPlain ? value : span > 0 ? (value - range.lowerBound) / span * 100 : 0
    return TexAxis.decimal(shown, decimals)
  }

  /// A number with at most `decimals` digits after the point, without trailing zeros.
  static func decimal(_ value: Double, _ decimals: Int) -> String {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let scaled = (value * scale).rounded()
    guard scaled.magnitude < 1e15 else { return "0" }
    let whole = Int(scaled)
    var digits = String(whole.magnitude)
    if decimals > 0 {
      if digits.count <= decimals {
        digits = String(repeating: "0", count: decimals + 1 - digits.count) + digits
      }
      let point = digits.index(digits.endIndex, offsetBy: -decimals)
      var fraction = digits[point...]
      while fraction.last == "0" { fraction.removeLast() }
      digits = fraction.isEmpty ? String(digits[..<point]) : "\(digits[..<point]).\(fraction)"
    }
    return whole < 0 ? "-" + digits : digits
  }
}
