import RealModule

/// A plain number: one lane, no derivative.
///
/// Sine, cosine, exponential, logarithm, hyperbolic tangent and powers are those of RealModule, that is, of the platform's libm.
extension Double: Scalar {
  public typealias Mask = Bool

  public static var laneCount: Int { 1 }
  public static func gather(_ value: (Int) -> Double) -> Double { value(0) }
  public func lane(_ index: Int) -> Double { self }

  public static func .< (a: Double, b: Double) -> Bool { a < b }
  public static func .<= (a: Double, b: Double) -> Bool { a <= b }
  public static func .== (a: Double, b: Double) -> Bool { a == b }
  public static func select(_ mask: Bool, _ a: Double, _ b: Double) -> Double { mask ? a : b }

  public func squared() -> Double { self * self }
}

extension Bool: ScalarMask {
  public init(repeating value: Bool) { self = value }
  public static func gather(_ value: (Int) -> Bool) -> Bool { value(0) }
  public var all: Bool { self }
  public static func .& (a: Bool, b: Bool) -> Bool { a && b }
  public static func .| (a: Bool, b: Bool) -> Bool { a || b }
  public static prefix func .! (a: Bool) -> Bool { !a }
}
