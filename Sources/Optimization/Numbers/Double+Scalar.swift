import RealModule

/// A plain number: one lane, no derivative.
///
/// Sine, cosine, exponential, logarithm, hyperbolic tangent and powers are those of RealModule, that is, of the platform's libm.
extension Double: Scalar {
  public typealias Mask = Bool

  @inlinable public static var laneCount: Int { 1 }
  @inlinable public static func gather(_ value: (Int) -> Double) -> Double { value(0) }
  @inlinable public func lane(_ index: Int) -> Double { self }

  @inlinable public static func .< (a: Double, b: Double) -> Bool { a < b }
  @inlinable public static func .<= (a: Double, b: Double) -> Bool { a <= b }
  @inlinable public static func .== (a: Double, b: Double) -> Bool { a == b }
  @inlinable public static func select(_ mask: Bool, _ a: Double, _ b: Double) -> Double { mask ? a : b }

  @inlinable public func squared() -> Double { self * self }
}

extension Bool: ScalarMask {
  @inlinable public init(repeating value: Bool) { self = value }
  @inlinable public static func gather(_ value: (Int) -> Bool) -> Bool { value(0) }
  @inlinable public var all: Bool { self }
  @inlinable public static func .& (a: Bool, b: Bool) -> Bool { a && b }
  @inlinable public static func .| (a: Bool, b: Bool) -> Bool { a || b }
  @inlinable public static prefix func .! (a: Bool) -> Bool { !a }
}
