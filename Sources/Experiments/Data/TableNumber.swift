/// The content of a cell where a number is needed.
enum TableNumber {
  /// A number, and the byte that marks its fractional part; 0 for none.
  case number(Double, mark: UInt8)
  /// Nothing, or a word for a value that is missing.
  case missing
  /// A word for infinity, or a number that is too large.
  case infinite
  /// Something else.
  case text

  /// Reads a cell.
  @inline(__always)
  init(_ text: UnsafeRawBufferPointer, _ signs: NumberSigns) {
    if let number = signs.number(text) {
      self = number.value.isFinite ? .number(number.value, mark: number.mark) : .infinite
    } else {
      self = TableNumber.word(text)
    }
  }

  private static func word(_ text: UnsafeRawBufferPointer) -> TableNumber {
    if text.isEmpty { return .missing }
    guard text.count <= 9 else { return .text }
    let word = String(decoding: text, as: UTF8.self).lowercased()
    if missingWords.contains(word) { return .missing }
    return infinities.contains(word) ? .infinite : .text
  }

  /// Whether it stands for a number, perhaps not a finite one.
  var isNumeric: Bool {
    switch self {
    case .number, .infinite: true
    case .missing, .text: false
    }
  }

  /// Words that stand for a missing value.
  private static let missingWords: Set<String> = [
    "na", "n/a", "#n/a", "n.a.", "<na>", "nan", "+nan", "-nan", "null", "none", "missing", "-", "--", "?",
    ".",
  ]
  private static let infinities: Set<String> = ["inf", "+inf", "-inf", "infinity", "+infinity", "-infinity"]

  /// Whether a number with a decimal comma could also be an integer with a thousands separator: `1,234`.
  static func looksGrouped(_ text: UnsafeRawBufferPointer) -> Bool {
    let digits = text.drop { $0 == Ascii.minus || $0 == Ascii.plus }
    guard let comma = digits.firstIndex(of: Ascii.comma), let first = digits.first else { return false }
    let isNumber = digits.allSatisfy { $0 &- Ascii.zero < 10 || $0 == Ascii.comma }
    return isNumber && first != Ascii.zero && 1...3 ~= comma - digits.startIndex
      && digits.endIndex - comma == 4
  }
}
