/// A dual number in two variables over eight lanes: eight heights and gradients at once, in vector registers.
///
/// It gives what `Dual<Lanes>` gives, with all arithmetic inlined: as calls, each operation would pass 24 registers through
/// memory. A derivative that is zero whatever the numbers, since the number does not depend on the variable, is `nil`; where a
/// formula is inlined the compiler then sees which products are left out, and a pack's gradient takes half the operations.
struct PackedDual: Scalar {
  typealias Mask = LaneMask

  /// The values.
  var value: Lanes
  /// The partial derivatives by the first and by the second variable.
  var dx, dy: Lanes?

  @inline(__always) init(_ value: Lanes, _ dx: Lanes?, _ dy: Lanes?) {
    self.value = value
    self.dx = dx
    self.dy = dy
  }
  @inline(__always) init(_ value: Double) { self.init(Lanes(value), nil, nil) }

  static var laneCount: Int { Lanes.count }
  static func gather(_ value: (Int) -> Double) -> PackedDual { PackedDual(Lanes.gather(value), nil, nil) }
  func lane(_ index: Int) -> Double { value.lane(index) }

  /// The first variable at eight points.
  @inline(__always) static func x(_ value: Lanes) -> PackedDual { PackedDual(value, Lanes(1), nil) }
  /// The second variable at eight points.
  @inline(__always) static func y(_ value: Lanes) -> PackedDual { PackedDual(value, nil, Lanes(1)) }

  /// Both partial derivatives.
  @inline(__always) var gradient: Point<Lanes> { Point(dx ?? Lanes(0), dy ?? Lanes(0)) }

  /// Each derivative through a function.
  @inline(__always) private func slopes(_ value: Lanes, _ function: (Lanes) -> Lanes) -> PackedDual {
    PackedDual(value, dx.map(function), dy.map(function))
  }

  @inline(__always) private static func sum(_ a: Lanes?, _ b: Lanes?) -> Lanes? {
    guard let a else { return b }
    guard let b else { return a }
    return a + b
  }
  @inline(__always) private static func difference(_ a: Lanes?, _ b: Lanes?) -> Lanes? {
    guard let b else { return a }
    guard let a else { return -b }
    return a - b
  }

  @inline(__always) static func + (a: PackedDual, b: PackedDual) -> PackedDual {
    PackedDual(a.value + b.value, sum(a.dx, b.dx), sum(a.dy, b.dy))
  }
  @inline(__always) static func - (a: PackedDual, b: PackedDual) -> PackedDual {
    PackedDual(a.value - b.value, difference(a.dx, b.dx), difference(a.dy, b.dy))
  }
  @inline(__always) static func * (a: PackedDual, b: PackedDual) -> PackedDual {
    PackedDual(
      a.value * b.value, sum(a.dx.map { $0 * b.value }, b.dx.map { a.value * $0 }),
      sum(a.dy.map { $0 * b.value }, b.dy.map { a.value * $0 }))
  }
  @inline(__always) static func / (a: PackedDual, b: PackedDual) -> PackedDual {
    let q = a.value / b.value
    return PackedDual(
      q, difference(a.dx, b.dx.map { q * $0 }).map { $0 / b.value },
      difference(a.dy, b.dy.map { q * $0 }).map { $0 / b.value })
  }
  @inline(__always) static func + (a: PackedDual, b: Double) -> PackedDual {
    PackedDual(a.value + b, a.dx, a.dy)
  }
  @inline(__always) static func - (a: PackedDual, b: Double) -> PackedDual {
    PackedDual(a.value - b, a.dx, a.dy)
  }
  @inline(__always) static func * (a: PackedDual, b: Double) -> PackedDual {
    a.slopes(a.value * b) { $0 * b }
  }
  @inline(__always) static func / (a: PackedDual, b: Double) -> PackedDual {
    a.slopes(a.value / b) { $0 / b }
  }
  @inline(__always) static func + (a: Double, b: PackedDual) -> PackedDual { b + a }
  @inline(__always) static func - (a: Double, b: PackedDual) -> PackedDual { b.slopes(a - b.value) { -$0 } }
  @inline(__always) static func * (a: Double, b: PackedDual) -> PackedDual { b * a }
  @inline(__always) static func / (a: Double, b: PackedDual) -> PackedDual {
    let q = a / b.value
    return b.slopes(q) { -(q * $0) / b.value }
  }
  @inline(__always) static prefix func - (a: PackedDual) -> PackedDual { a.slopes(-a.value) { -$0 } }

  @inline(__always) static func .< (a: PackedDual, b: PackedDual) -> LaneMask { a.value .< b.value }
  @inline(__always) static func .<= (a: PackedDual, b: PackedDual) -> LaneMask { a.value .<= b.value }
  @inline(__always) static func .== (a: PackedDual, b: PackedDual) -> LaneMask { a.value .== b.value }
  @inline(__always) static func select(_ mask: LaneMask, _ a: PackedDual, _ b: PackedDual) -> PackedDual {
    @inline(__always) func chosen(_ p: Lanes?, _ q: Lanes?) -> Lanes? {
      p == nil && q == nil ? nil : Lanes.select(mask, p ?? Lanes(0), q ?? Lanes(0))
    }
    return PackedDual(Lanes.select(mask, a.value, b.value), chosen(a.dx, b.dx), chosen(a.dy, b.dy))
  }

  @inline(__always) func squared() -> PackedDual {
    slopes(value.squared()) { value * (2 * $0) }
  }
}

/// Functions are called lane by lane; next to that, the cost of a call is negligible, so they are left to `Dual`.
extension PackedDual {
  typealias Plain = Dual<Lanes>

  private init(_ dual: Plain) { self.init(dual.value, dual.dx, dual.dy) }
  private var dual: Plain { Plain(value, dx ?? Lanes(0), dy ?? Lanes(0)) }

  func squareRoot() -> PackedDual { PackedDual(dual.squareRoot()) }
  static func sin(_ x: PackedDual) -> PackedDual { PackedDual(Plain.sin(x.dual)) }
  static func cos(_ x: PackedDual) -> PackedDual { PackedDual(Plain.cos(x.dual)) }
  static func exp(_ x: PackedDual) -> PackedDual { PackedDual(Plain.exp(x.dual)) }
  static func log(_ x: PackedDual) -> PackedDual { PackedDual(Plain.log(x.dual)) }
  static func tanh(_ x: PackedDual) -> PackedDual { PackedDual(Plain.tanh(x.dual)) }
  static func pow(_ x: PackedDual, _ n: Int) -> PackedDual { PackedDual(Plain.pow(x.dual, n)) }
  static func tan(_ x: PackedDual) -> PackedDual { PackedDual(Plain.tan(x.dual)) }
  static func asin(_ x: PackedDual) -> PackedDual { PackedDual(Plain.asin(x.dual)) }
  static func acos(_ x: PackedDual) -> PackedDual { PackedDual(Plain.acos(x.dual)) }
  static func atan(_ x: PackedDual) -> PackedDual { PackedDual(Plain.atan(x.dual)) }
  static func atan2(_ y: PackedDual, _ x: PackedDual) -> PackedDual {
    PackedDual(Plain.atan2(y.dual, x.dual))
  }
  static func sinh(_ x: PackedDual) -> PackedDual { PackedDual(Plain.sinh(x.dual)) }
  static func cosh(_ x: PackedDual) -> PackedDual { PackedDual(Plain.cosh(x.dual)) }
  static func log10(_ x: PackedDual) -> PackedDual { PackedDual(Plain.log10(x.dual)) }
  static func elementary(_ function: ElementaryFunction, _ x: PackedDual) -> PackedDual {
    PackedDual(Plain.elementary(function, x.dual))
  }
  static func hypot(_ x: PackedDual, _ y: PackedDual) -> PackedDual {
    PackedDual(Plain.hypot(x.dual, y.dual))
  }
  static func remainder(_ x: PackedDual, _ y: PackedDual) -> PackedDual {
    PackedDual(Plain.remainder(x.dual, y.dual))
  }
  static func floor(_ x: PackedDual) -> PackedDual { PackedDual(Plain.floor(x.dual)) }
  static func sigmoid(_ x: PackedDual) -> PackedDual { PackedDual(Plain.sigmoid(x.dual)) }
  static func softplus(_ x: PackedDual) -> PackedDual { PackedDual(Plain.softplus(x.dual)) }
  static func power(_ base: PackedDual, _ exponent: PackedDual) -> PackedDual {
    PackedDual(Plain.power(base.dual, exponent.dual))
  }
  static func power(_ base: PackedDual, _ exponent: Double) -> PackedDual {
    PackedDual(Plain.power(base.dual, exponent))
  }
  static func power(_ base: Double, _ exponent: PackedDual) -> PackedDual {
    PackedDual(Plain.power(base, exponent.dual))
  }
}
