/// Reads a decimal number from bytes, correctly rounded and independent of the locale.
///
/// Up to 19 digits with a moderate exponent are computed with integers: exactly by one multiplication or
/// division of doubles if both sides are exact (W. D. Clinger, *How to read floating point numbers accurately*,
/// PLDI 1990), otherwise by a quotient or product of 128 bits and its remainder. Longer ones go to the standard library.
struct DecimalNumber: Hashable, Sendable {
  /// The number; infinite if the text is too large.
  let value: Double
  /// The byte between whole and fractional part; 0 for none.
  let mark: UInt8

  /// Reads a whole text: sign, digits, a point or a comma, an exponent; `nil` for anything else.
  @inline(__always)
  init?(_ text: UnsafeRawBufferPointer) {
    var place = 0
    let end = text.count
    var isNegative = false
    if place < end, text[place] == Ascii.minus || text[place] == Ascii.plus {
      isNegative = text[place] == Ascii.minus
      place += 1
    }
    var mantissa: UInt64 = 0
    // Digits from the first that is not zero.
    var significant = 0
    var digits = 0
    var exponent = 0
    var mark: UInt8 = 0
    while place < end {
      let byte = text[place]
      let digit = byte &- Ascii.zero
      if digit < 10 {
        digits += 1
        if significant < 19 {
          mantissa = mantissa &* 10 &+ UInt64(digit)
          if mantissa != 0 { significant += 1 }
        } else {
          significant += 1
        }
        if mark != 0 { exponent -= 1 }
      } else if mark == 0, byte == Ascii.point || byte == Ascii.comma {
        mark = byte
      } else {
        break
      }
      place += 1
    }
    guard digits > 0 else { return nil }
    if place < end {
      guard text[place] | 0x20 == Ascii.e,
        let power = DecimalNumber.exponent(UnsafeRawBufferPointer(rebasing: text[(place + 1)...]))
      else { return nil }
      exponent += power
    }
    let size: Double? =
      significant > 19 ? nil : DecimalNumber.product(of: mantissa, andTenToThe: exponent)
    guard let size = size ?? DecimalNumber.exact(text, mark) else { return nil }
    // The standard library has already read the sign.
    value = isNegative ? -abs(size) : abs(size)
    self.mark = mark
  }

  /// An integer with a sign, limited far beyond the range of a double.
  private static func exponent(_ text: UnsafeRawBufferPointer) -> Int? {
    var place = 0
    var isNegative = false
    if place < text.count, text[place] == Ascii.minus || text[place] == Ascii.plus {
      isNegative = text[place] == Ascii.minus
      place += 1
    }
    guard place < text.count else { return nil }
    var power = 0
    while place < text.count {
      let digit = text[place] &- Ascii.zero
      guard digit < 10 else { return nil }
      power = min(power * 10 + Int(digit), 1_000_000_000)
      place += 1
    }
    return isNegative ? -power : power
  }

  /// The double nearest to mantissa · 10^exponent; `nil` if that takes more than 128 bits.
  @inline(__always)
  private static func product(of mantissa: UInt64, andTenToThe exponent: Int) -> Double? {
    if mantissa == 0 { return 0 }
    guard -22...22 ~= exponent else { return nil }
    if mantissa <= 1 << 53 {
      return exponent < 0
        ? Double(mantissa) / DecimalNumber.powers[-exponent]
        : Double(mantissa) * DecimalNumber.powers[exponent]
    }
    guard -19...19 ~= exponent else { return nil }
    return exponent < 0
      ? quotient(mantissa, DecimalNumber.wholePowers[-exponent])
      : nearest(mantissa.multipliedFullWidth(by: DecimalNumber.wholePowers[exponent]))
  }

  /// The double nearest to a quotient.
  private static func quotient(_ numerator: UInt64, _ denominator: UInt64) -> Double {
    let (up, down) = (numerator.leadingZeroBitCount, denominator.leadingZeroBitCount)
    let divisor = denominator << down
    var high = numerator << up
    var low: UInt64 = 0
    var shift = down - up - 64
    // Below the divisor, so that the quotient has 64 bits: the first of them set.
    if high >= divisor {
      low = high << 63
      high >>= 1
      shift += 1
    }
    let (quotient, remainder) = divisor.dividingFullWidth((high, low))
    return rounded(quotient, hasMore: remainder != 0, shift: shift)
  }

  /// The double nearest to a whole number of 128 bits.
  private static func nearest(_ number: (high: UInt64, low: UInt64)) -> Double {
    if number.high == 0 { return Double(number.low) }
    let zeros = number.high.leadingZeroBitCount
    let top = zeros == 0 ? number.high : number.high << zeros | number.low >> (64 - zeros)
    return rounded(top, hasMore: number.low << zeros != 0, shift: 64 - zeros)
  }

  /// The double nearest to bits · 2^shift, if the first bit is set; `hasMore` says that further bits follow;
  /// a tie goes to the even neighbour.
  private static func rounded(_ bits: UInt64, hasMore: Bool, shift: Int) -> Double {
    let kept = bits >> 11
    let rest = bits & 0x7FF
    let half: UInt64 = 0x400
    let isUp = rest > half || (rest == half && (hasMore || kept & 1 == 1))
    return Double(sign: .plus, exponent: shift + 11, significand: Double(kept + (isUp ? 1 : 0)))
  }

  /// The standard library's reading; the bytes are known to be a number.
  private static func exact(_ text: UnsafeRawBufferPointer, _ mark: UInt8) -> Double? {
    var bytes = Array(text)
    if mark == Ascii.comma, let comma = bytes.firstIndex(of: mark) { bytes[comma] = Ascii.point }
    return Double(String(decoding: bytes, as: UTF8.self))
  }

  /// 10^0 to 10^22, which doubles hold exactly.
  private static let powers: [Double] = (0...22).map { (0..<$0).reduce(1.0) { power, _ in power * 10 } }
  /// 10^0 to 10^19.
  private static let wholePowers: [UInt64] = (0...19).map { (0..<$0).reduce(1) { power, _ in power * 10 } }
}

/// The bytes that occur in tables.
enum Ascii {
  static let tab = UInt8(ascii: "\t")
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let space = UInt8(ascii: " ")
  static let quote = UInt8(ascii: "\"")
  static let hash = UInt8(ascii: "#")
  static let comma = UInt8(ascii: ",")
  static let semicolon = UInt8(ascii: ";")
  static let plus = UInt8(ascii: "+")
  static let minus = UInt8(ascii: "-")
  static let point = UInt8(ascii: ".")
  static let percent = UInt8(ascii: "%")
  static let bar = UInt8(ascii: "|")
  static let zero = UInt8(ascii: "0")
  static let e = UInt8(ascii: "e")
}
