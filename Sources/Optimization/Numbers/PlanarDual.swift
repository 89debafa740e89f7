/// A dual number in two variables over plain numbers, whose two derivatives share a vector register.
///
/// It gives the bits of `Dual<Double>`. A formula's interpreter keeps numbers in memory from one instruction to the next,
/// and there three loose numbers cost it twice the time: the compiler stores and reads them in different pairs, and the
/// processor has to wait until a store has reached the cache.
struct PlanarDual: Scalar {
  typealias Mask = Bool

  /// The value.
  var value: Double
  /// The partial derivatives.
  var slopes: SIMD2<Double>

  @inline(__always) init(_ value: Double, _ slopes: SIMD2<Double>) {
    self.value = value
    self.slopes = slopes
  }
  @inline(__always) init(_ value: Double) { self.init(value, SIMD2(repeating: 0)) }

  static var laneCount: Int { 1 }
  static func gather(_ value: (Int) -> Double) -> PlanarDual { PlanarDual(value(0)) }
  func lane(_ index: Int) -> Double { value }

  @inline(__always) static func + (a: PlanarDual, b: PlanarDual) -> PlanarDual {
    PlanarDual(a.value + b.value, a.slopes + b.slopes)
  }
  @inline(__always) static func - (a: PlanarDual, b: PlanarDual) -> PlanarDual {
    PlanarDual(a.value - b.value, a.slopes - b.slopes)
  }
  @inline(__always) static func * (a: PlanarDual, b: PlanarDual) -> PlanarDual {
    PlanarDual(a.value * b.value, a.slopes * b.value + a.value * b.slopes)
  }
  @inline(__always) static func / (a: PlanarDual, b: PlanarDual) -> PlanarDual {
    let q = a.value / b.value
    return PlanarDual(q, (a.slopes - q * b.slopes) / b.value)
  }
  @inline(__always) static func + (a: PlanarDual, b: Double) -> PlanarDual {
    PlanarDual(a.value + b, a.slopes)
  }
  @inline(__always) static func - (a: PlanarDual, b: Double) -> PlanarDual {
    PlanarDual(a.value - b, a.slopes)
  }
  @inline(__always) static func * (a: PlanarDual, b: Double) -> PlanarDual {
    PlanarDual(a.value * b, a.slopes * b)
  }
  @inline(__always) static func / (a: PlanarDual, b: Double) -> PlanarDual {
    PlanarDual(a.value / b, a.slopes / b)
  }
  @inline(__always) static func + (a: Double, b: PlanarDual) -> PlanarDual { b + a }
  @inline(__always) static func - (a: Double, b: PlanarDual) -> PlanarDual {
    PlanarDual(a - b.value, b.slopes.negated)
  }
  @inline(__always) static func * (a: Double, b: PlanarDual) -> PlanarDual { b * a }
  @inline(__always) static func / (a: Double, b: PlanarDual) -> PlanarDual {
    let q = a / b.value
    return PlanarDual(q, (q * b.slopes).negated / b.value)
  }
  @inline(__always) static prefix func - (a: PlanarDual) -> PlanarDual {
    PlanarDual(-a.value, a.slopes.negated)
  }

  @inline(__always) static func .< (a: PlanarDual, b: PlanarDual) -> Bool { a.value < b.value }
  @inline(__always) static func .<= (a: PlanarDual, b: PlanarDual) -> Bool { a.value <= b.value }
  @inline(__always) static func .== (a: PlanarDual, b: PlanarDual) -> Bool { a.value == b.value }
  @inline(__always) static func select(_ mask: Bool, _ a: PlanarDual, _ b: PlanarDual) -> PlanarDual {
    mask ? a : b
  }

  @inline(__always) func squared() -> PlanarDual { PlanarDual(value * value, value * (2 * slopes)) }
}

/// Operations that cost more than their memory traffic are left to `Dual`.
extension PlanarDual {
  typealias Plain = Dual<Double>

  private init(_ dual: Plain) { self.init(dual.value, SIMD2(dual.dx, dual.dy)) }
  private var dual: Plain { Plain(value, slopes.x, slopes.y) }

  func squareRoot() -> PlanarDual { PlanarDual(dual.squareRoot()) }
  static func sin(_ x: PlanarDual) -> PlanarDual { PlanarDual(Plain.sin(x.dual)) }
  static func cos(_ x: PlanarDual) -> PlanarDual { PlanarDual(Plain.cos(x.dual)) }
  static func exp(_ x: PlanarDual) -> PlanarDual { PlanarDual(Plain.exp(x.dual)) }
  static func log(_ x: PlanarDual) -> PlanarDual { PlanarDual(Plain.log(x.dual)) }
  static func tanh(_ x: PlanarDual) -> PlanarDual { PlanarDual(Plain.tanh(x.dual)) }
  static func pow(_ x: PlanarDual, _ n: Int) -> PlanarDual { PlanarDual(Plain.pow(x.dual, n)) }
  static func tan(_ x: PlanarDual) -> PlanarDual { PlanarDual(Plain.tan(x.dual)) }
  static func asin(_ x: PlanarDual) -> PlanarDual { PlanarDual(Plain.asin(x.dual)) }
  static func acos(_ x: PlanarDual) -> PlanarDual { PlanarDual(Plain.acos(x.dual)) }
  static func atan(_ x: PlanarDual) -> PlanarDual { PlanarDual(Plain.atan(x.dual)) }
  static func atan2(_ y: PlanarDual, _ x: PlanarDual) -> PlanarDual {
    PlanarDual(Plain.atan2(y.dual, x.dual))
  }
  static func sinh(_ x: PlanarDual) -> PlanarDual { PlanarDual(Plain.sinh(x.dual)) }
  static func cosh(_ x: PlanarDual) -> PlanarDual { PlanarDual(Plain.cosh(x.dual)) }
  static func log10(_ x: PlanarDual) -> PlanarDual { PlanarDual(Plain.log10(x.dual)) }
  static func elementary(_ function: ElementaryFunction, _ x: PlanarDual) -> PlanarDual {
    PlanarDual(Plain.elementary(function, x.dual))
  }
  static func hypot(_ x: PlanarDual, _ y: PlanarDual) -> PlanarDual {
    PlanarDual(Plain.hypot(x.dual, y.dual))
  }
  static func remainder(_ x: PlanarDual, _ y: PlanarDual) -> PlanarDual {
    PlanarDual(Plain.remainder(x.dual, y.dual))
  }
  static func floor(_ x: PlanarDual) -> PlanarDual { PlanarDual(Plain.floor(x.dual)) }
  static func sigmoid(_ x: PlanarDual) -> PlanarDual { PlanarDual(Plain.sigmoid(x.dual)) }
  static func softplus(_ x: PlanarDual) -> PlanarDual { PlanarDual(Plain.softplus(x.dual)) }
  static func power(_ base: PlanarDual, _ exponent: PlanarDual) -> PlanarDual {
    PlanarDual(Plain.power(base.dual, exponent.dual))
  }
  static func power(_ base: PlanarDual, _ exponent: Double) -> PlanarDual {
    PlanarDual(Plain.power(base.dual, exponent))
  }
  static func power(_ base: Double, _ exponent: PlanarDual) -> PlanarDual {
    PlanarDual(Plain.power(base, exponent.dual))
  }
}
