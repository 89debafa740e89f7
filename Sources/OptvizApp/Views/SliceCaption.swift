import Optimization
import TerminalGraphics

/// What a slice shows, in words: the article's two cases, and the step that follows.
struct SliceCaption {
  /// The case.
  let cases: [String]
  /// The step, longest wording first.
  let steps: [String]

  /// - Parameters:
  ///   - names: what moves and what stays.
  ///   - next: where the next step leads along the axis; `nil` where no step follows.
  init(_ slice: Slice, names: (moving: String, fixed: String), next: Double?, isData: Bool) {
    let name = names.moving
    guard slice.slope.isFinite, slice.loss.isFinite else {
      cases = ["no slice: the run has left the numbers"]
      steps = []
      return
    }
    let derivative = "d\(isData ? "J" : "f")/d\(name)"
    let slope = SliceCaption.signed(slice.slope)
    let grows = slice.slope < 0
    // What follows from the slope; momentum or a batch may have it otherwise.
    let isAgainst = next.map { $0 != slice.place && ($0 > slice.place) != grows } ?? false
    let follows =
      isAgainst ? "so \(name) should \(grows ? "grow" : "shrink")" : "so \(name) \(grows ? "grows" : "shrinks")"
    if slice.slope == 0 {
      cases = ["flat: \(derivative) = 0, so the slope leaves \(name) where it is", "\(derivative) = 0"]
    } else {
      let side = grows ? "left" : "right"
      let number = grows ? "case 1" : "case 2"
      let sign = grows ? "< 0" : "> 0"
      let valley = SliceCaption.valley(slice)
      cases = [
        "\(number): \(side) of \(valley): \(derivative) = \(slope) \(sign), \(follows)",
        "\(number): \(derivative) = \(slope) \(sign), \(follows)",
        "\(derivative) = \(slope) \(sign), \(follows)",
        "\(derivative) = \(slope)",
      ]
    }
    let from = SliceCaption.number(slice.place)
    guard let next, next.isFinite else {
      steps = ["\(name) = \(from)"]
      return
    }
    let to = SliceCaption.number(next)
    let step = isAgainst && slice.slope != 0 ? "next step, against the slope:" : "next step:"
    steps = [
      "\(step) \(name) \(from) → \(to)   (\(names.fixed) held still in this picture)",
      "\(step) \(name) \(from) → \(to)", "\(name) \(from) → \(to)",
    ]
  }

  /// The minimum that the slope leads to.
  private static func valley(_ slice: Slice) -> String {
    guard let downhill = slice.downhill else { return "the minimum" }
    if downhill.isOutside { return "the minimum, which lies outside" }
    guard let lowest = slice.lowest, let first = slice.curve.first?.x, let last = slice.curve.last?.x else {
      return "the minimum"
    }
    return abs(lowest.place - downhill.place) <= 0.02 * (last - first) ? "the minimum" : "a local minimum"
  }

  /// A number in seven digits and signs, the minus aside.
  static func number(_ value: Double) -> String {
    value < 0 ? "−" + Numerals.filling(-value, width: 7) : Numerals.filling(value, width: 7)
  }

  /// A number with its sign, always as wide.
  static func signed(_ value: Double) -> String {
    (value < 0 ? "−" : "+") + Numerals.filling(abs(value), width: 6)
  }

  /// The first wording that fits a width.
  static func fitting(_ wordings: [String], _ width: Int) -> String {
    wordings.first { Frame.columns(of: $0) <= width } ?? wordings.last ?? ""
  }
}
