/// What characters mean in formulas.
extension Character {
  var isPlainDigit: Bool { plainDigit != nil }
  var isNameStart: Bool { isASCII && isLetter || self == "_" || self == "π" || isGreek }
  var isNamePart: Bool { isASCII && (isLetter || isPlainDigit || self == "_") || isGreek }

  /// The value of one of the digits 0 to 9.
  var plainDigit: Int? { asciiValue.flatMap { 48...57 ~= $0 ? Int($0) - 48 : nil } }

  /// A small Greek letter other than π, for parameters as in textbooks.
  var isGreek: Bool {
    guard self != "π", unicodeScalars.count == 1 else { return false }
    return "α"..."ω" ~= self || self == "ϑ" || self == "ϕ" || self == "ϵ"
  }

  /// The value of `²`; superscripts one to three stand apart in Unicode.
  var raisedDigit: Int? {
    switch self {
    case "¹": 1
    case "²": 2
    case "³": 3
    default: digit(after: "\u{2070}")
    }
  }

  /// 1 for `⁺`, −1 for `⁻`.
  var raisedSign: Int? { self == "⁻" ? -1 : self == "⁺" ? 1 : nil }

  /// The value of `₂`.
  var loweredDigit: Int? { digit(after: "\u{2080}") }

  private func digit(after zero: Unicode.Scalar) -> Int? {
    guard unicodeScalars.count == 1, let scalar = unicodeScalars.first, scalar.value >= zero.value,
      scalar.value <= zero.value + 9, scalar.properties.numericType != nil
    else { return nil }
    return Int(scalar.value - zero.value)
  }

  /// The value of `½`.
  var commonFraction: Double? {
    switch self {
    case "½": 1 / 2
    case "⅓": 1 / 3
    case "⅔": 2 / 3
    case "¼": 1 / 4
    case "¾": 3 / 4
    case "⅕": 1 / 5
    case "⅖": 2 / 5
    case "⅗": 3 / 5
    case "⅘": 4 / 5
    case "⅙": 1 / 6
    case "⅚": 5 / 6
    case "⅐": 1 / 7
    case "⅛": 1 / 8
    case "⅜": 3 / 8
    case "⅝": 5 / 8
    case "⅞": 7 / 8
    case "⅑": 1 / 9
    case "⅒": 1 / 10
    default: nil
    }
  }

  /// The plain character for one of full width or of a mathematical alphabet, as copied from a page: `𝑥` is x.
  var plainForm: Character {
    guard !isASCII, unicodeScalars.count == 1, let code = unicodeScalars.first?.value else { return self }
    let plain: UInt32? =
      switch code {
      case 0xFF01...0xFF5E: code - 0xFEE0
      case 0x210E: 0x68
      // Thirteen alphabets of 26 capitals and 26 small letters, then five rows of digits.
      case 0x1D400...0x1D6A3:
        (code - 0x1D400) % 52 < 26 ? (code - 0x1D400) % 52 + 0x41 : (code - 0x1D400) % 52 - 26 + 0x61
      case 0x1D7CE...0x1D7FF: (code - 0x1D7CE) % 10 + 0x30
      default: nil
      }
    return plain.flatMap(Unicode.Scalar.init).map(Character.init) ?? self
  }
}
