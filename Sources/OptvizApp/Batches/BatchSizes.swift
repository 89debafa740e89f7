import Optimization

/// The batch sizes that keys and sliders offer: powers of two up to 512, and all examples, written 0.
enum BatchSizes {
  /// The sizes for a number of examples, the smallest first and 0 for all of them last.
  static func ladder(of exampleCount: Int) -> [Int] {
    (0...9).map { 1 << $0 }.filter { $0 < exampleCount } + [0]
  }

  /// The next smaller size; a single example is followed by all of them.
  static func smaller(than size: Int, of exampleCount: Int) -> Int {
    let effective = effective(size, of: exampleCount)
    return ladder(of: exampleCount).dropLast().last { $0 < effective } ?? 0
  }

  /// The size a number of rungs further up or down; it stops at the ends.
  static func size(from size: Int, by steps: Int, of exampleCount: Int) -> Int {
    let ladder = ladder(of: exampleCount)
    let effective = effective(size, of: exampleCount)
    func isLarger(_ rung: Int) -> Bool { self.effective(rung, of: exampleCount) > effective }
    func isSmaller(_ rung: Int) -> Bool { self.effective(rung, of: exampleCount) < effective }
    if steps > 0 {
      let larger = ladder.filter(isLarger)
      return larger.isEmpty ? size : larger[min(steps, larger.count) - 1]
    }
    let smaller = Array(ladder.filter(isSmaller).reversed())
    return steps == 0 || smaller.isEmpty ? size : smaller[min(-max(steps, -ladder.count), smaller.count) - 1]
  }

  /// Where a size lies on a slider, 0...1; all examples at its end.
  static func place(of size: Int, of exampleCount: Int) -> Double {
    let ladder = ladder(of: exampleCount)
    guard ladder.count > 1 else { return 1 }
    let effective = effective(size, of: exampleCount)
    if effective >= exampleCount { return 1 }
    return min(1, Double.log(Double(effective)) / Double.log(2) / Double(ladder.count - 1))
  }

  /// The size at a place on a slider.
  static func size(at place: Double, of exampleCount: Int) -> Int {
    let ladder = ladder(of: exampleCount)
    return ladder[Int((max(0, min(1, place)) * Double(ladder.count - 1)).rounded())]
  }

  /// How many examples a size covers: all if it is 0 or more than there are.
  static func effective(_ size: Int, of exampleCount: Int) -> Int {
    size <= 0 ? exampleCount : min(size, exampleCount)
  }

  /// A setting's value as a size; more than the examples means all of them.
  static func whole(_ value: Double, of exampleCount: Int) -> Int {
    value >= Double(exampleCount) ? 0 : max(0, Int(value.rounded(.up)))
  }

  /// A size as text: a number, or `all`.
  static func text(_ size: Int) -> String { size == 0 ? "all" : String(size) }
}

extension Batches {
  /// The size as a setting: 0 if every step sees every example.
  var settableSize: Int { isWhole ? 0 : size }

  /// What a batch's size means, as a part of a sentence.
  var sentence: String {
    if isWhole { return "all \(exampleCount.grouped) examples: a step is an epoch" }
    let steps = stepsPerEpoch == 1 ? "a step is an epoch" : "\(stepsPerEpoch.grouped) steps an epoch"
    return "\(size.grouped) of \(exampleCount.grouped) examples: \(steps)"
  }
}

extension Int {
  /// The number with thousands separators: 16,384.
  var grouped: String {
    let digits = Array(String(magnitude))
    var text = self < 0 ? "−" : ""
    for (i, digit) in digits.enumerated() {
      if i > 0 && (digits.count - i) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return text
  }
}
