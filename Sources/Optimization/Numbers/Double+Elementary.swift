import RealModule

/// The functions of typed formulas on plain numbers; tangent, arcus and hyperbolic functions and the decimal logarithm are
/// RealModule's own, that is, libm's.
extension Double {
  public static func atan2(_ y: Double, _ x: Double) -> Double { atan2(y: y, x: x) }

  public static func elementary(_ function: ElementaryFunction, _ x: Double) -> Double { function.value(x) }

  public static func remainder(_ x: Double, _ y: Double) -> Double {
    let rest = x.truncatingRemainder(dividingBy: y)
    return rest != 0 && (rest < 0) != (y < 0) ? rest + y : rest
  }

  public static func floor(_ x: Double) -> Double { x.rounded(.down) }

  public static func sigmoid(_ x: Double) -> Double {
    // The exponential of a number that is not positive cannot overflow.
    let e = exp(-abs(x))
    return x < 0 ? e / (1 + e) : 1 / (1 + e)
  }

  public static func softplus(_ x: Double) -> Double {
    let tail = log(onePlus: exp(-abs(x)))
    return x < 0 ? tail : x + tail
  }

  public static func power(_ base: Double, _ exponent: Double) -> Double {
    // RealModule's power of a negative number is not a number. C's has a value if the exponent is whole.
    if base > 0 { return pow(base, exponent) }
    if let whole = Int(exactly: exponent) { return pow(base, whole) }
    if base == 0 { return exponent.isNaN ? .nan : exponent > 0 ? 0 : .infinity }
    // Beyond 2⁵³ every number is even; a fractional exponent has no power of a negative number.
    if exponent.magnitude >= 0x1p53 { return pow(-base, exponent) }
    return base == -.infinity && !exponent.isNaN ? (exponent > 0 ? .infinity : 0) : .nan
  }
}

extension Double {
  /// A whole power.
  public static func power(_ base: Double, _ exponent: Int) -> Double { pow(base, exponent) }
}
