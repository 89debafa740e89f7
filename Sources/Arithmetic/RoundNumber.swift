/// A number that a person would choose as a step: 1, 2 or 5 times a power of ten.
///
/// It is kept as a digit and an exponent, so that a multiple of it is the intended decimal, to the last bit: three
/// times 0.1 is 0.3, not 0.30000000000000004. Beyond the range of `Double` the value is infinite or 0.
public struct RoundNumber: Hashable, Sendable {
  /// 1, 2 or 5.
  public private(set) var digit: Int
  /// The exponent of ten.
  public private(set) var exponent: Int

  private init(_ digit: Int, _ exponent: Int) {
    self.digit = digit
    self.exponent = exponent
  }

  /// A power of ten.
  public static func powerOfTen(_ exponent: Int) -> RoundNumber { RoundNumber(1, exponent) }

  /// The largest power of ten that is at most `x`; 1 if `x` is not positive or not finite.
  public static func powerOfTen(atMost x: Double) -> RoundNumber {
    guard x > 0, x < .infinity else { return RoundNumber(1, 0) }
    // The decimal logarithm of the power of two below x is less than one below that of x.
    let below = RoundNumber(1, Int((Double(x.exponent) * 0.30102999566398120).rounded(.down)))
    let above = below.shifted(by: 1)
    return above.value <= x ? above : below
  }

  /// The largest one whose value is at most `x`; 1 if `x` is not positive or not finite.
  public init(atMost x: Double) {
    self = RoundNumber.powerOfTen(atMost: x)
    while x < .infinity, next.value <= x { self = next }
  }

  /// The smallest one whose value is at least `x`; 1 if `x` is not positive or not finite.
  public init(atLeast x: Double) {
    let below = RoundNumber(atMost: x)
    self = below.value < x && x < .infinity ? below.next : below
  }

  /// The number.
  public var value: Double { multiple(1) }

  /// The next one up.
  public var next: RoundNumber {
    switch digit {
    case 1: RoundNumber(2, exponent)
    case 2: RoundNumber(5, exponent)
    default: RoundNumber(1, exponent + 1)
    }
  }

  /// The next one down.
  public var previous: RoundNumber {
    switch digit {
    case 1: RoundNumber(5, exponent - 1)
    case 2: RoundNumber(1, exponent)
    default: RoundNumber(2, exponent)
    }
  }

  /// The same digit, some powers of ten higher.
  public func shifted(by decades: Int) -> RoundNumber { RoundNumber(digit, exponent + decades) }

  /// How many digits after the decimal point its multiples need.
  public var decimals: Int { max(0, -exponent) }
}

// MARK: - Multiples

extension RoundNumber {
  /// The multiple with an integer number: the `Double` nearest to that decimal, and never a negative zero.
  ///
  /// Beyond 2⁵³ multiples cannot be told apart, and the product is as good.
  public func multiple(_ number: Double) -> Double {
    let whole = number * Double(digit)
    guard abs(whole) <= 0x1p53, let exact = Int(exactly: whole) else { return number * value }
    // Up to 10²² a power of ten is a Double itself, so that one operation rounds once.
    switch exponent {
    case 0...22: return Double(exact) * RoundNumber.power(exponent)
    case -22..<0: return Double(exact) / RoundNumber.power(-exponent)
    default: return Double("\(exact)e\(exponent)") ?? .nan
    }
  }

  /// The number of the last multiple that is at most `x`.
  public func number(atMost x: Double) -> Double {
    var number = quotient(x).rounded(.down)
    // Beyond 2⁵² a step of one may change nothing.
    guard abs(number) < 0x1p52 else { return number }
    while multiple(number) > x { number -= 1 }
    while multiple(number + 1) <= x { number += 1 }
    return number
  }

  /// The number of the first multiple that is at least `x`.
  public func number(atLeast x: Double) -> Double { -number(atMost: -x) }

  /// The number of the multiple nearest to `x`; half-way, the one further from zero.
  public func number(nearestTo x: Double) -> Double { quotient(x).rounded() }

  /// The last multiple that is at most `x`; `x` itself if its digits do not reach down to a multiple's.
  public func multiple(atMost x: Double) -> Double { multiple(number(atMost: x), insteadOf: x) }

  /// The first multiple that is at least `x`; `x` itself if its digits do not reach down to a multiple's.
  public func multiple(atLeast x: Double) -> Double { multiple(number(atLeast: x), insteadOf: x) }

  /// The multiple nearest to `x`; `x` itself if its digits do not reach down to a multiple's.
  public func multiple(nearestTo x: Double) -> Double { multiple(number(nearestTo: x), insteadOf: x) }

  /// The multiples inside a range, its ends included.
  ///
  /// None beyond 10¹⁵ steps from zero, where neighbours can hardly be told apart.
  public func multiples(in range: ClosedRange<Double>) -> [Double] {
    let (first, last) = (number(atLeast: range.lowerBound), number(atMost: range.upperBound))
    guard abs(first) < 1e15, abs(last) < 1e15, first <= last else { return [] }
    return stride(from: first, through: last, by: 1).map { multiple($0) }
  }

  private func multiple(_ number: Double, insteadOf x: Double) -> Double {
    guard abs(number) <= 0x1p53 else { return x }
    return multiple(number)
  }

  /// `x` in units of the number, accurate to a few units in the last place.
  private func quotient(_ x: Double) -> Double {
    switch exponent {
    case 0...: x / value
    case -290..<0: x / Double(digit) * RoundNumber.powerOfTen(-exponent).value
    // A subnormal number has too few digits itself.
    default: x * 1e300 / shifted(by: 300).value
    }
  }

  /// A power of ten that is exact: 0...22.
  private static func power(_ exponent: Int) -> Double {
    var power = 1.0
    for _ in 0..<exponent { power *= 10 }
    return power
  }
}

extension Double {
  /// The number rounded to some significant digits, as the decimal with these digits.
  public func rounded(toDigits digits: Int) -> Double {
    guard self != 0, isFinite else { return self }
    return RoundNumber.powerOfTen(atMost: abs(self)).shifted(by: 1 - digits).multiple(nearestTo: self)
  }
}
