/// What characters mean in formulas.
extension Character {
  var isPlainDigit: Bool { plainDigit != nil }
  var isNameStart: Bool { isASCII && isLetter || self == "_" || self == "π" || isGreek }
  var isNamePart: Bool { isASCII && (isLetter || isPlainDigit || self == "_") || isGreek }

  /// The value of one of the digits 0 to 9.
  var plainDigit: Int? { asciiValue.flatMap { 48...57 ~= $0 ? Int($0) - 48 : nil } }

  /// A small Greek letter other than π, for parameters as in textbooks.
  var isGreek: Bool {
    guard !isASCII, self != "π", unicodeScalars.count == 1 else { return false }
    return "α"..."ω" ~= self || self == "ϑ" || self == "ϕ" || self == "ϵ"
  }

  /// The value of `²`; superscripts one to three stand apart in Unicode.
  var raisedDigit: Int? {
    if isASCII { return nil }
    switch self {
    case "¹": return 1
    case "²": return 2
    case "³": return 3
    default: return digit(after: "\u{2070}")
    }
  }

  /// 1 for `⁺`, −1 for `⁻`.
  var raisedSign: Int? { isASCII ? nil : self == "⁻" ? -1 : self == "⁺" ? 1 : nil }

  /// The value of `₂`.
  var loweredDigit: Int? { digit(after: "\u{2080}") }

  private func digit(after zero: Unicode.Scalar) -> Int? {
    guard !isASCII, unicodeScalars.count == 1, let scalar = unicodeScalars.first, scalar.value >= zero.value,
      scalar.value <= zero.value + 9, scalar.properties.numericType != nil
    else { return nil }
    return Int(scalar.value - zero.value)
  }

  /// The value of `½`.
  var commonFraction: Double? { isASCII ? nil : Self.commonFractions[self] }

  private static let commonFractions: [Character: Double] = [
    "½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅖": 2 / 5, "⅗": 3 / 5,
    "⅘": 4 / 5, "⅙": 1 / 6, "⅚": 5 / 6, "⅐": 1 / 7, "⅛": 1 / 8, "⅜": 3 / 8, "⅝": 5 / 8, "⅞": 7 / 8,
    "⅑": 1 / 9, "⅒": 1 / 10,
  ]

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
