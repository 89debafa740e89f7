/// The content of a cell where a number or a label is needed.
enum TableNumber {
  /// A number, and the byte that marks its fractional part; 0 for none.
  case number(Double, mark: UInt8)
  /// Nothing.
  case empty
  /// A word for a value that is not finite, or a number that is too large.
  case notFinite
  /// Something else.
  case text

  /// Reads a cell; a label may also be a word for yes or no.
  @inline(__always)
  init(_ text: UnsafeRawBufferPointer, isLabel: Bool) {
    if let number = DecimalNumber(text) {
      self = number.value.isFinite ? .number(number.value, mark: number.mark) : .notFinite
    } else {
      self = TableNumber.word(text, isLabel: isLabel)
    }
  }

  private static func word(_ text: UnsafeRawBufferPointer, isLabel: Bool) -> TableNumber {
    if text.isEmpty { return .empty }
    guard text.count <= 9 else { return .text }
    switch String(decoding: text, as: UTF8.self).lowercased() {
    case "nan", "+nan", "-nan", "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity": return .notFinite
    case "true", "yes": return isLabel ? .number(1, mark: 0) : .text
    case "false", "no": return isLabel ? .number(0, mark: 0) : .text
    default: return .text
    }
  }

  /// Whether it stands for a number, perhaps not a finite one, and so is not a heading.
  var isNumeric: Bool {
    switch self {
    case .number, .notFinite: true
    case .empty, .text: false
    }
  }

  /// Words that stand for a missing value.
  static let missing: Set<String> = ["", "na", "n/a", "#n/a", "null", "none", "missing", "-", "--", "?", "."]

  /// Words that only a logistic model accepts.
  static let labelWords: Set<String> = ["true", "false", "yes", "no"]

  /// Whether a number with a decimal comma could also be an integer with a thousands separator: `1,234`.
  static func looksGrouped(_ text: UnsafeRawBufferPointer) -> Bool {
    let digits = text.drop { $0 == Ascii.minus || $0 == Ascii.plus }
    guard let comma = digits.firstIndex(of: Ascii.comma), let first = digits.first else { return false }
    let isNumber = digits.allSatisfy { $0 &- Ascii.zero < 10 || $0 == Ascii.comma }
    return isNumber && first != Ascii.zero && 1...3 ~= comma - digits.startIndex
      && digits.endIndex - comma == 4
  }
}
