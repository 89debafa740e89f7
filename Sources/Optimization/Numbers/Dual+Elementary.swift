import RealModule

/// The functions of typed formulas on dual numbers: the value is the underlying scalar's, the derivatives follow by the
/// chain rule, and nest.
extension Dual {
  public static func tan(_ x: Dual) -> Dual {
    let t = S.tan(x.value)
    return x.chained(t, slope: 1 + t.squared())
  }
  public static func asin(_ x: Dual) -> Dual { x.chained(S.asin(x.value), slope: 1 / x.arcRoot) }
  public static func acos(_ x: Dual) -> Dual { x.chained(S.acos(x.value), slope: -1 / x.arcRoot) }
  public static func atan(_ x: Dual) -> Dual {
    x.chained(S.atan(x.value), slope: 1 / (1 + x.value.squared()))
  }
  public static func atan2(_ y: Dual, _ x: Dual) -> Dual {
    let square = x.value.squared() + y.value.squared()
    // At the origin the angle jumps; both coordinates are 0 there, and the derivatives are taken as 0.
    let divisor = S.select(square .== S(0), S(1), square)
    let (across, along) = (x.value / divisor, y.value / divisor)
    return Dual(
      S.atan2(y.value, x.value), across * y.dx - along * x.dx, across * y.dy - along * x.dy)
  }
  public static func sinh(_ x: Dual) -> Dual { x.chained(S.sinh(x.value), slope: S.cosh(x.value)) }
  public static func cosh(_ x: Dual) -> Dual { x.chained(S.cosh(x.value), slope: S.sinh(x.value)) }
  public static func log10(_ x: Dual) -> Dual {
    x.chained(S.log10(x.value), slope: 1 / (x.value * Double.log(10)))
  }
  public static func elementary(_ function: ElementaryFunction, _ x: Dual) -> Dual {
    x.chained(S.elementary(function, x.value), slope: function.slope(x.value))
  }
  public static func hypot(_ x: Dual, _ y: Dual) -> Dual {
    let length = S.hypot(x.value, y.value)
    let isZero = length .== S(0)
    let divisor = S.select(isZero, S(1), length)
    let across = S.select(isZero, S(0), x.value / divisor)
    let up = S.select(isZero, S(0), y.value / divisor)
    return Dual(length, across * x.dx + up * y.dx, across * x.dy + up * y.dy)
  }
  public static func remainder(_ x: Dual, _ y: Dual) -> Dual {
    let rest = S.remainder(x.value, y.value)
    // How often y goes into x: a whole number, and a constant between the jumps.
    let count = S.floor((x.value - rest) / y.value + 0.5)
    return Dual(rest, x.dx - count * y.dx, x.dy - count * y.dy)
  }
  public static func floor(_ x: Dual) -> Dual { Dual(S.floor(x.value), S(0), S(0)) }
  public static func sigmoid(_ x: Dual) -> Dual {
    let s = S.sigmoid(x.value)
    // σ(−x) is 1 − σ(x) without cancellation.
    return x.chained(s, slope: s * S.sigmoid(-x.value))
  }
  public static func softplus(_ x: Dual) -> Dual {
    x.chained(S.softplus(x.value), slope: S.sigmoid(x.value))
  }

  public static func power(_ base: Dual, _ exponent: Double) -> Dual {
    if exponent == 0 { return Dual(1) }
    let slope = exponent * S.power(base.value, exponent - 1)
    // If the slope at zero is infinite, the chain rule would give 0 · ∞; see `kinkedRoot`.
    let finite = exponent < 1 && exponent > 0 ? S.select(base.value .== S(0), S(0), slope) : slope
    return base.chained(S.power(base.value, exponent), slope: finite)
  }
  public static func power(_ base: Double, _ exponent: Dual) -> Dual {
    let value = S.power(base, exponent.value)
    return exponent.chained(value, slope: base == 0 ? S(0) : value * Double.log(base))
  }
  public static func power(_ base: Dual, _ exponent: Dual) -> Dual {
    let value = S.power(base.value, exponent.value)
    let isZero = base.value .== S(0)
    let steep = isZero .& (exponent.value .< S(1))
    let byBase = S.select(steep, S(0), exponent.value * S.power(base.value, exponent.value - 1))
    let byExponent = S.select(isZero, S(0), value * S.log(S.select(isZero, S(1), base.value)))
    return Dual(
      value, byBase * base.dx + byExponent * exponent.dx, byBase * base.dy + byExponent * exponent.dy)
  }

  /// √(1 − x²), the divisor in the derivatives of arcsine and arccosine.
  private var arcRoot: S { ((1 - value) * (1 + value)).squareRoot() }
}
