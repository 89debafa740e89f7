import Optimization
import TerminalGraphics

/// What a slice shows, in words: the article's two cases, and the step that follows.
struct SliceCaption {
  /// Which case it is, if there are two of them.
  let heading: String
  /// The slope, and its consequence.
  let reason: String
  /// The step, longest wording first.
  let steps: [String]

  /// - Parameters:
  ///   - names: the moving and the fixed parameter.
  ///   - next: where the next step leads along the axis; `nil` without a next step.
  init(_ slice: Slice, names: (moving: String, fixed: String), next: Double?, isData: Bool) {
    let name = names.moving
    guard slice.slope.isFinite, slice.loss.isFinite else {
      heading = ""
      reason = "no slice: the position is not a number"
      steps = []
      return
    }
    let derivative = "d\(isData ? "J" : "f")/d\(name)"
    let slope = SliceCaption.signed(slice.slope)
    let grows = slice.slope < 0
    // The consequence of the slope; momentum or a batch may differ.
    let isAgainst = next.map { $0 != slice.place && ($0 > slice.place) != grows } ?? false
    let follows =
      isAgainst
      ? "so \(name) should \(grows ? "grow" : "shrink")" : "so \(name) \(grows ? "grows" : "shrinks")"
    if slice.slope == 0 {
      heading = "flat: "
      reason = "\(derivative) = 0, so a step along the slope does not change \(name)"
    } else {
      heading = "\(grows ? "case 1: left" : "case 2: right") of \(SliceCaption.valley(slice)): "
      reason = "\(derivative) = \(slope) \(grows ? "< 0" : "> 0"), \(follows)"
    }
    let from = SliceCaption.number(slice.place)
    guard let next, next.isFinite else {
      steps = ["\(name) = \(from)"]
      return
    }
    let to = SliceCaption.number(next)
    let isOdd = isAgainst && slice.slope != 0
    let step = isOdd ? "next step, against the slope:" : "next step:"
    steps = [
      "\(step) \(name) \(from) → \(to)   (\(names.fixed) held still in this picture)",
      "\(step) \(name) \(from) → \(to)", "\(isOdd ? "against the slope" : "next"): \(name) \(from) → \(to)",
      "\(name) \(from) → \(to)",
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

  /// A number in seven characters, not counting the minus.
  static func number(_ value: Double) -> String {
    value < 0 ? "−" + Numerals.filling(-value, width: 7) : Numerals.filling(value, width: 7)
  }

  /// A number with its sign, at a fixed width.
  static func signed(_ value: Double) -> String {
    (value < 0 ? "−" : "+") + Numerals.filling(abs(value), width: 6)
  }

  /// The lines of words for a width, at most `count` of them: the case in one line or in two, and the step.
  func lines(_ count: Int, width: Int) -> [(text: String, isStrong: Bool)] {
    let isOne = Frame.columns(of: heading + reason) <= width
    let words = isOne || count < 3 ? [isOne ? heading + reason : reason] : [heading, reason]
    let step = steps.first { Frame.columns(of: $0) <= width } ?? steps.last
    return Array((words.map { ($0, true) } + (step.map { [($0, false)] } ?? [])).prefix(count))
  }
}
