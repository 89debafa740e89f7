import Optimization

/// The two labels of a classification, and which of them is 1.
///
/// `true`, `yes`, `false` and `no` are 1 and 0. Any two other numbers, or two words, are labels too: the larger number,
/// or the later word in the order of their letters, is 1.
struct TableLabels: Sendable {
  /// The labels in the order in which they were met, at most two.
  private var labels: [Label] = []

  private struct Label: Sendable {
    let text: String
    let bytes: [UInt8]
    /// `nil` for a word.
    let number: Double?
  }

  /// What a cell is.
  enum Reading {
    /// The label met first, or second: 0 or 1.
    case label(Double)
    /// A third label.
    case third
    /// A word among numbers, or a number among words.
    case otherKind
  }

  /// The labels so far, in quotes.
  var known: String { labels.map { "'\($0.text)'" }.joined(separator: " and ") }

  /// Reads a label that is a number.
  @inline(__always)
  mutating func read(_ number: Double, _ bytes: UnsafeRawBufferPointer) -> Reading {
    if let index = labels.firstIndex(where: { $0.number == number }) { return .label(Double(index)) }
    return add(Label(text: TableCells.text(of: bytes), bytes: [], number: number))
  }

  /// Reads a label that is a word.
  mutating func read(word bytes: UnsafeRawBufferPointer) -> Reading {
    if let index = labels.firstIndex(where: { $0.number == nil && $0.bytes.elementsEqual(bytes) }) {
      return .label(Double(index))
    }
    let text = TableCells.text(of: bytes)
    if bytes.count <= 5, let number = TableLabels.usual[text.lowercased()] { return read(number, bytes) }
    return add(Label(text: text, bytes: Array(bytes), number: nil))
  }

  private mutating func add(_ label: Label) -> Reading {
    if let first = labels.first, (first.number == nil) != (label.number == nil) { return .otherKind }
    if labels.count == 2 { return .third }
    labels.append(label)
    return .label(Double(labels.count - 1))
  }

  /// Words that everyone reads as 0 or 1.
  private static let usual: [String: Double] = ["true": 1, "yes": 1, "false": 0, "no": 0]
  /// These words.
  static let usualWords = Set(usual.keys)

  /// What a column of readings becomes.
  enum Assignment {
    /// The numbers 0 and 1 for the labels met first and second, and what is to be reported.
    case labels(first: Double, second: Double, note: String?)
    /// One label alone, which is neither 0 nor 1.
    case single(String)
  }

  /// Which label is 0 and which is 1.
  var assignment: Assignment {
    guard let first = labels.first else { return .labels(first: 0, second: 1, note: nil) }
    guard labels.count == 2 else {
      guard let number = first.number, number == 0 || number == 1 else { return .single(first.text) }
      return .labels(first: number, second: number, note: nil)
    }
    let second = labels[1]
    let isRising: Bool
    if let a = first.number, let b = second.number {
      isRising = a < b
      if min(a, b) == 0, max(a, b) == 1 {
        return .labels(first: isRising ? 0 : 1, second: isRising ? 1 : 0, note: nil)
      }
    } else {
      isRising = first.text < second.text
    }
    let (zero, one) = isRising ? (first.text, second.text) : (second.text, first.text)
    return .labels(
      first: isRising ? 0 : 1, second: isRising ? 1 : 0,
      note: "the label '\(zero.shortened())' is taken for 0, '\(one.shortened())' for 1")
  }
}
