/// Numbers as text of a given precision, without a library and the same everywhere.
public enum Numerals {
  /// Scientific notation with `digits` significant digits: `9.10e-02`, `−1.2e+10`, `nan`, `inf`.
  ///
  /// The width is the same for every finite positive number with a two-digit exponent.
  public static func scientific(_ value: Double, digits: Int) -> String {
    guard value.isFinite else { return special(value) }
    let (digitText, exponent) = decimal(abs(value), digits: max(1, digits))
    let fraction = digitText.dropFirst()
    let mantissa = String(digitText.prefix(1)) + (fraction.isEmpty ? "" : "." + fraction)
    let size = String(abs(exponent))
    let sign = value.sign == .minus && value != 0 ? "−" : ""
    return sign + mantissa + "e" + (exponent < 0 ? "-" : "+") + (size.count < 2 ? "0" + size : size)
  }

  /// Plain notation with a fixed number of decimals: `−2.50`.
  public static func fixed(_ value: Double, decimals: Int) -> String {
    guard value.isFinite else { return special(value) }
    guard abs(value) < 1e15 else { return scientific(value, digits: 3) }
    // Scaling by a power of ten would round twice; the digits are taken from the decimal itself.
    let exponent = decimal(abs(value), digits: 17).exponent
    let count = exponent + 1 + decimals
    guard count <= 16 else { return scientific(value, digits: 3) }
    var digits = "0"
    if count > 0 {
      let rounded = decimal(abs(value), digits: count)
      digits = rounded.digits + (rounded.exponent > exponent ? "0" : "")
    } else if count == 0, decimal(abs(value), digits: 17).digits >= "5" {
      digits = "1"
    }
    while digits.count <= decimals { digits = "0" + digits }
    let whole = digits.dropLast(decimals)
    let sign = value < 0 && digits.contains { $0 != "0" } ? "−" : ""
    return sign + whole + (decimals > 0 ? "." + digits.suffix(decimals) : "")
  }

  /// The shortest text with up to `digits` significant digits: `0.001`, `20`, `1.5e-06`.
  public static func short(_ value: Double, digits: Int = 4) -> String {
    guard value.isFinite else { return special(value) }
    guard value != 0 else { return "0" }
    let (digitText, exponent) = decimal(abs(value), digits: max(1, digits))
    var significant = digitText
    while significant.count > 1 && significant.last == "0" { significant.removeLast() }
    let sign = value < 0 ? "−" : ""
    if exponent < -4 || exponent >= max(digits, 6) {
      let fraction = significant.dropFirst()
      let mantissa = String(significant.prefix(1)) + (fraction.isEmpty ? "" : "." + fraction)
      let size = String(abs(exponent))
      return sign + mantissa + "e" + (exponent < 0 ? "-" : "+") + (size.count < 2 ? "0" + size : size)
    }
    if exponent < 0 { return sign + "0." + String(repeating: "0", count: -exponent - 1) + significant }
    while significant.count <= exponent { significant += "0" }
    let whole = significant.prefix(exponent + 1)
    let fraction = significant.dropFirst(exponent + 1)
    return sign + whole + (fraction.isEmpty ? "" : "." + fraction)
  }

  /// A number that fills `width` columns: as many digits as fit, plain from a thousandth on, else scientific.
  ///
  /// Text without digits to add, such as `nan`, is padded on the left with no-break blanks; the result is longer only
  /// if even one digit does not fit. Seven columns or more hold every number except those with three-digit
  /// exponents.
  public static func filling(_ value: Double, width: Int) -> String {
    guard value.isFinite else { return padded(special(value), width) }
    let room = width - (value < 0 ? 1 : 0)
    let exponent = value == 0 ? 0 : decimal(abs(value), digits: 17).exponent
    if exponent >= -3 && exponent < room {
      let decimals = room - max(1, exponent + 1) - 1
      var text = fixed(value, decimals: max(0, decimals))
      // Rounding up may have added a digit.
      if columns(text) > width { text = fixed(value, decimals: max(0, decimals - 1)) }
      if columns(text) <= width { return padded(text, width) }
    }
    for digits in stride(from: max(1, room - 5), to: 0, by: -1) {
      let text = scientific(value, digits: digits)
      if columns(text) <= width || digits == 1 { return padded(text, width) }
    }
    return special(value)
  }

  /// A number in `width` columns, the first for the sign, so that numbers above each other line up.
  public static func aligned(_ value: Double, width: Int) -> String {
    if value.isNaN { return padded("nan", width) }
    return (value < 0 ? "−" : "\u{A0}") + filling(abs(value), width: width - 1)
  }

  private static func columns(_ text: String) -> Int { text.unicodeScalars.count }

  private static func padded(_ text: String, _ width: Int) -> String {
    String(repeating: "\u{A0}", count: max(0, width - columns(text))) + text
  }

  private static func special(_ value: Double) -> String {
    value.isNaN ? "nan" : value < 0 ? "−inf" : "inf"
  }

  /// The first `digits` decimal digits of a number that is not negative, rounded, and the exponent of the first.
  ///
  /// The digits come from the standard library's shortest decimal that reads back as the same number.
  private static func decimal(_ value: Double, digits: Int) -> (digits: String, exponent: Int) {
    guard value != 0 else { return (String(repeating: "0", count: digits), 0) }
    var text = value.description
    var exponent = 0
    if let e = text.firstIndex(where: { $0 == "e" }) {
      exponent = Int(text[text.index(after: e)...]) ?? 0
      text = String(text[..<e])
    }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let whole = parts[0]
    let fraction = parts.count > 1 ? parts[1] : ""
    var all = (String(whole) + fraction).utf8.map { Int($0) - 48 }
    exponent += whole.count - 1
    while all.count > 1 && all[0] == 0 {
      all.removeFirst()
      exponent -= 1
    }
    if all.count > digits {
      let roundsUp = all[digits] >= 5
      all = Array(all.prefix(digits))
      if roundsUp {
        var i = digits - 1
        all[i] += 1
        while all[i] == 10 {
          all[i] = 0
          if i == 0 {
            all.insert(1, at: 0)
            all.removeLast()
            exponent += 1
            break
          }
          i -= 1
          all[i] += 1
        }
      }
    }
    while all.count < digits { all.append(0) }
    return (all.map(String.init).joined(), exponent)
  }
}
