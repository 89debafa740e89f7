import RealModule

/// A number that formulas are written over: a `Double`, a dual number, or a pack of lanes.
///
/// A surface or an optimizer written once over `Scalar` gives its value over `Double`, its exact derivatives over
/// `Dual`, and eight independent results at once over `Lanes`. Operations happen in the order they are written,
/// each rounded as IEEE 754 says, so a lane holds the same bits as the number alone.
///
/// Mixed operators take a `Double` on one side: a constant has no derivative, and saying so is cheaper than
/// multiplying by its zeros. A choice that depends on a number goes through a `Mask` and `select`, never through
/// `if`, because the lanes of a pack may differ.
///
/// ```swift
/// func ripple<S: Scalar>(_ x: S) -> S { x.squared() + S.sin(10 * x) }
///
/// let value = ripple(0.5)
/// let slope = ripple(Dual(0.5, 1, 0)).dx
/// let eight = ripple(Lanes(0.5))
/// ```
public protocol Scalar: Sendable {
  /// The result of a comparison: one truth value, or one for each lane.
  associatedtype Mask: ScalarMask

  /// The constant `value`, in every lane, with derivative zero.
  init(_ value: Double)

  /// How many independent numbers this holds side by side.
  static var laneCount: Int { get }
  /// A number whose lane `i` is the constant `value(i)`.
  static func gather(_ value: (Int) -> Double) -> Self
  /// The value in one lane, derivatives dropped.
  func lane(_ index: Int) -> Double

  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  static func / (a: Self, b: Self) -> Self
  static func + (a: Self, b: Double) -> Self
  static func - (a: Self, b: Double) -> Self
  static func * (a: Self, b: Double) -> Self
  static func / (a: Self, b: Double) -> Self
  static func + (a: Double, b: Self) -> Self
  static func - (a: Double, b: Self) -> Self
  static func * (a: Double, b: Self) -> Self
  static func / (a: Double, b: Self) -> Self
  static prefix func - (a: Self) -> Self

  static func .< (a: Self, b: Self) -> Mask
  static func .<= (a: Self, b: Self) -> Mask
  static func .== (a: Self, b: Self) -> Mask
  /// `a` where the mask holds, else `b`.
  static func select(_ mask: Mask, _ a: Self, _ b: Self) -> Self

  /// The number times itself.
  func squared() -> Self
  /// The correctly rounded square root.
  func squareRoot() -> Self
  static func sin(_ x: Self) -> Self
  static func cos(_ x: Self) -> Self
  static func exp(_ x: Self) -> Self
  static func log(_ x: Self) -> Self
  static func tanh(_ x: Self) -> Self
  /// `x` to an integer power, as accurate as the platform's `pow`.
  static func pow(_ x: Self, _ n: Int) -> Self

  static func tan(_ x: Self) -> Self
  static func asin(_ x: Self) -> Self
  static func acos(_ x: Self) -> Self
  static func atan(_ x: Self) -> Self
  /// The angle of the point (`x`, `y`), from −π to π; the derivatives at the origin are taken as 0.
  static func atan2(_ y: Self, _ x: Self) -> Self
  static func sinh(_ x: Self) -> Self
  static func cosh(_ x: Self) -> Self
  static func log10(_ x: Self) -> Self
  /// One of the rarer functions, as libm gives it.
  static func elementary(_ function: ElementaryFunction, _ x: Self) -> Self
  /// The distance of the point (`x`, `y`) from the origin, without overflow; the derivatives at the origin are taken as 0.
  static func hypot(_ x: Self, _ y: Self) -> Self
  /// What `x` exceeds a multiple of `y` by: from 0 to `y`, with the sign of `y`; at its jumps the derivatives are those
  /// beside them.
  static func remainder(_ x: Self, _ y: Self) -> Self
  /// The greatest whole number that is not above `x`; its derivative is taken as 0, at the jumps too.
  static func floor(_ x: Self) -> Self
  /// The logistic function 1/(1 + e⁻ˣ), without overflow on either side.
  static func sigmoid(_ x: Self) -> Self
  /// log(1 + eˣ), without overflow on either side.
  static func softplus(_ x: Self) -> Self
  /// A power whose base and exponent vary, as libm gives it; not a number for a negative base and a fractional exponent.
  ///
  /// Where the chain rule meets a base of zero and would give 0 · ∞, the derivative is taken as 0.
  static func power(_ base: Self, _ exponent: Self) -> Self
  static func power(_ base: Self, _ exponent: Double) -> Self
  static func power(_ base: Double, _ exponent: Self) -> Self
}

/// The result of comparing scalars, lane by lane.
public protocol ScalarMask: Sendable {
  /// The same truth in every lane.
  init(repeating value: Bool)
  /// A mask whose lane `i` is `value(i)`.
  static func gather(_ value: (Int) -> Bool) -> Self
  /// Whether every lane holds.
  var all: Bool { get }
  static func .& (a: Self, b: Self) -> Self
  static func .| (a: Self, b: Self) -> Self
  static prefix func .! (a: Self) -> Self
}

extension ScalarMask {
  /// Whether some lane holds.
  @inlinable public var any: Bool { !(.!self).all }
}

extension Scalar {
  @inlinable public static func .> (a: Self, b: Self) -> Mask { b .< a }
  @inlinable public static func .>= (a: Self, b: Self) -> Mask { b .<= a }

  @inlinable public static func += (a: inout Self, b: Self) { a = a + b }
  @inlinable public static func -= (a: inout Self, b: Self) { a = a - b }

  /// The larger of two; `b` if either is not a number.
  @inlinable public static func maximum(_ a: Self, _ b: Self) -> Self { select(b .< a, a, b) }

  /// The absolute value; at zero its derivative is taken as 0, the middle of −1 and +1.
  @inlinable public var magnitude: Self {
    let zero = Self(0)
    return Self.select(self .< zero, -self, Self.select(self .== zero, zero, self))
  }

  /// The square root, whose derivatives at zero are taken as 0.
  ///
  /// A root of a square or of an absolute value has a kink or a cusp there, and the chain rule would give 0 · ∞, which
  /// is not a number. Zero is the middle of its slopes on either side.
  @inlinable public func kinkedRoot() -> Self {
    let isZero = self .== Self(0)
    return Self.select(isZero, Self(0), Self.select(isZero, Self(1), self).squareRoot())
  }
}
