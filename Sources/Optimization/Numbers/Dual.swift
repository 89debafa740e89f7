/// A dual number in two variables: a value with its partial derivatives, carried exactly through every operation.
///
/// `height(Dual(x, 1, 0), Dual(y, 0, 1))` is a surface's height and gradient; nested, `Dual<Dual<Double>>` also
/// gives the Hessian. This is forward-mode automatic differentiation (Griewank and Walther, *Evaluating
/// Derivatives*, 2nd ed., chapter 3): the chain rule at every operation, no differences and no truncation. An
/// operation costs two to four of the underlying scalar's.
///
/// ```swift
/// let x = Dual(1.0, 1, 0)
/// let y = Dual(2.0, 0, 1)
/// let f = x.squared() * y  // value 2, dx 4, dy 1
/// ```
public struct Dual<S: Scalar>: Scalar {
  public typealias Mask = S.Mask

  /// The value.
  public var value: S
  /// The partial derivative by the first variable.
  public var dx: S
  /// The partial derivative by the second variable.
  public var dy: S

  /// A value with its partial derivatives.
  @inlinable public init(_ value: S, _ dx: S, _ dy: S) {
    self.value = value
    self.dx = dx
    self.dy = dy
  }

  @inlinable public init(_ value: Double) { self.init(S(value), S(0), S(0)) }

  @inlinable public static var laneCount: Int { S.laneCount }
  @inlinable public static func gather(_ value: (Int) -> Double) -> Dual { Dual(S.gather(value), S(0), S(0)) }
  @inlinable public func lane(_ index: Int) -> Double { value.lane(index) }

  @inlinable public static func + (a: Dual, b: Dual) -> Dual {
    Dual(a.value + b.value, a.dx + b.dx, a.dy + b.dy)
  }
  @inlinable public static func - (a: Dual, b: Dual) -> Dual {
    Dual(a.value - b.value, a.dx - b.dx, a.dy - b.dy)
  }
  @inlinable public static func * (a: Dual, b: Dual) -> Dual {
    Dual(a.value * b.value, a.dx * b.value + a.value * b.dx, a.dy * b.value + a.value * b.dy)
  }
  @inlinable public static func / (a: Dual, b: Dual) -> Dual {
    let q = a.value / b.value
    return Dual(q, (a.dx - q * b.dx) / b.value, (a.dy - q * b.dy) / b.value)
  }
  @inlinable public static func + (a: Dual, b: Double) -> Dual { Dual(a.value + b, a.dx, a.dy) }
  @inlinable public static func - (a: Dual, b: Double) -> Dual { Dual(a.value - b, a.dx, a.dy) }
  @inlinable public static func * (a: Dual, b: Double) -> Dual { Dual(a.value * b, a.dx * b, a.dy * b) }
  @inlinable public static func / (a: Dual, b: Double) -> Dual { Dual(a.value / b, a.dx / b, a.dy / b) }
  @inlinable public static func + (a: Double, b: Dual) -> Dual { b + a }
  @inlinable public static func - (a: Double, b: Dual) -> Dual { Dual(a - b.value, -b.dx, -b.dy) }
  @inlinable public static func * (a: Double, b: Dual) -> Dual { b * a }
  @inlinable public static func / (a: Double, b: Dual) -> Dual {
    let q = a / b.value
    return Dual(q, -(q * b.dx) / b.value, -(q * b.dy) / b.value)
  }
  @inlinable public static prefix func - (a: Dual) -> Dual { Dual(-a.value, -a.dx, -a.dy) }

  @inlinable public static func .< (a: Dual, b: Dual) -> Mask { a.value .< b.value }
  @inlinable public static func .<= (a: Dual, b: Dual) -> Mask { a.value .<= b.value }
  @inlinable public static func .== (a: Dual, b: Dual) -> Mask { a.value .== b.value }
  @inlinable public static func select(_ mask: Mask, _ a: Dual, _ b: Dual) -> Dual {
    Dual(S.select(mask, a.value, b.value), S.select(mask, a.dx, b.dx), S.select(mask, a.dy, b.dy))
  }

  @inlinable public func squared() -> Dual {
    // Doubling is exact, so the order changes no bit; the slopes are known before the value, which a run waits for.
    Dual(value.squared(), value * (2 * dx), value * (2 * dy))
  }

  @inlinable public func squareRoot() -> Dual {
    let root = value.squareRoot()
    return chained(root, slope: 0.5 / root)
  }
  @inlinable public static func sin(_ x: Dual) -> Dual { x.chained(S.sin(x.value), slope: S.cos(x.value)) }
  @inlinable public static func cos(_ x: Dual) -> Dual { x.chained(S.cos(x.value), slope: -S.sin(x.value)) }
  @inlinable public static func exp(_ x: Dual) -> Dual {
    let e = S.exp(x.value)
    return x.chained(e, slope: e)
  }
  @inlinable public static func log(_ x: Dual) -> Dual { x.chained(S.log(x.value), slope: 1 / x.value) }
  @inlinable public static func tanh(_ x: Dual) -> Dual {
    let t = S.tanh(x.value)
    return x.chained(t, slope: 1 - t.squared())
  }
  @inlinable public static func pow(_ x: Dual, _ n: Int) -> Dual {
    if n == 0 { return Dual(1) }
    return x.chained(S.pow(x.value, n), slope: Double(n) * S.pow(x.value, n - 1))
  }

  /// The chain rule: `value` is f of this number, `slope` the derivative of f there.
  @inlinable func chained(_ value: S, slope: S) -> Dual { Dual(value, slope * dx, slope * dy) }
}

/// A dual number over dual numbers: a value with its first and second derivatives in two variables.
public typealias NestedDual = Dual<Dual<Double>>
