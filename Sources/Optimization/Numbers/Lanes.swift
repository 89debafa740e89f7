import CLanes
import RealModule

/// Eight independent numbers side by side, in the processor's vector registers.
///
/// Each lane holds the bits that the same computation on a `Double` gives: vector arithmetic and square roots are
/// correctly rounded, and transcendental functions are the scalar ones, lane by lane.
///
/// The operators are always inlined: as calls, each would pass its registers through memory. They are vector operations of
/// C, since those of Swift's own vectors are loops over their numbers.
///
/// ```swift
/// let rates = Lanes.gather { 0.125 * Double($0) }
/// let shrunk = 1 - rates
/// let last = shrunk.lane(7)  // 0.125
/// ```
public struct Lanes: Scalar {
  /// How many lanes a pack has.
  public static let count = 8

  /// The numbers.
  public var pack: SIMD8<Double>

  /// A pack from its numbers.
  @inlinable public init(_ pack: SIMD8<Double>) { self.pack = pack }
  @inlinable public init(_ value: Double) { pack = optviz_repeated8(value) }

  @inlinable public static var laneCount: Int { count }
  @inlinable public static func gather(_ value: (Int) -> Double) -> Lanes {
    var pack = SIMD8<Double>()
    for i in 0..<count { pack[i] = value(i) }
    return Lanes(pack)
  }
  @inlinable public func lane(_ index: Int) -> Double { pack[index] }

  @inlinable @inline(__always)
  public static func + (a: Lanes, b: Lanes) -> Lanes { Lanes(optviz_sum8(a.pack, b.pack)) }
  @inlinable @inline(__always)
  public static func - (a: Lanes, b: Lanes) -> Lanes { Lanes(optviz_difference8(a.pack, b.pack)) }
  @inlinable @inline(__always)
  public static func * (a: Lanes, b: Lanes) -> Lanes { Lanes(optviz_product8(a.pack, b.pack)) }
  @inlinable @inline(__always)
  public static func / (a: Lanes, b: Lanes) -> Lanes { Lanes(optviz_quotient8(a.pack, b.pack)) }
  @inlinable @inline(__always)
  public static func + (a: Lanes, b: Double) -> Lanes { a + Lanes(b) }
  @inlinable @inline(__always)
  public static func - (a: Lanes, b: Double) -> Lanes { a - Lanes(b) }
  @inlinable @inline(__always)
  public static func * (a: Lanes, b: Double) -> Lanes { a * Lanes(b) }
  @inlinable @inline(__always)
  public static func / (a: Lanes, b: Double) -> Lanes { a / Lanes(b) }
  @inlinable @inline(__always)
  public static func + (a: Double, b: Lanes) -> Lanes { Lanes(a) + b }
  @inlinable @inline(__always)
  public static func - (a: Double, b: Lanes) -> Lanes { Lanes(a) - b }
  @inlinable @inline(__always)
  public static func * (a: Double, b: Lanes) -> Lanes { Lanes(a) * b }
  @inlinable @inline(__always)
  public static func / (a: Double, b: Lanes) -> Lanes { Lanes(a) / b }
  @inlinable @inline(__always)
  public static prefix func - (a: Lanes) -> Lanes { Lanes(a.pack.negated) }

  @inlinable @inline(__always)
  public static func .< (a: Lanes, b: Lanes) -> LaneMask { LaneMask(optviz_less8(a.pack, b.pack)) }
  @inlinable @inline(__always)
  public static func .<= (a: Lanes, b: Lanes) -> LaneMask { LaneMask(optviz_at_most8(a.pack, b.pack)) }
  @inlinable @inline(__always)
  public static func .== (a: Lanes, b: Lanes) -> LaneMask { LaneMask(optviz_equal8(a.pack, b.pack)) }
  @inlinable @inline(__always)
  public static func select(_ mask: LaneMask, _ a: Lanes, _ b: Lanes) -> Lanes {
    Lanes(optviz_chosen8(mask.pack, a.pack, b.pack))
  }

  @inlinable @inline(__always)
  public func squared() -> Lanes { self * self }
  @inlinable @inline(__always)
  public func squareRoot() -> Lanes { Lanes(optviz_square_root8(pack)) }
  public static func sin(_ x: Lanes) -> Lanes { x.map { Double.sin($0) } }
  public static func cos(_ x: Lanes) -> Lanes { x.map { Double.cos($0) } }
  public static func exp(_ x: Lanes) -> Lanes { x.map { Double.exp($0) } }
  public static func log(_ x: Lanes) -> Lanes { x.map { Double.log($0) } }
  public static func tanh(_ x: Lanes) -> Lanes { x.map { Double.tanh($0) } }
  public static func pow(_ x: Lanes, _ n: Int) -> Lanes { x.map { Double.pow($0, n) } }

  private func map(_ function: (Double) -> Double) -> Lanes { Lanes.gather { function(pack[$0]) } }
}

/// One truth value a lane.
public struct LaneMask: ScalarMask {
  /// The truth values: all bits are set where one is true, none where it is not.
  public var pack: SIMD8<Int64>

  /// A mask from its truth values.
  @inlinable public init(_ pack: SIMD8<Int64>) { self.pack = pack }
  @inlinable public init(repeating value: Bool) { pack = SIMD8(repeating: value ? -1 : 0) }
  @inlinable public static func gather(_ value: (Int) -> Bool) -> LaneMask {
    var mask = LaneMask(repeating: false)
    for i in 0..<Lanes.count { mask.pack[i] = value(i) ? -1 : 0 }
    return mask
  }
  @inlinable public var all: Bool { optviz_all8(pack) }
  @inlinable @inline(__always)
  public static func .& (a: LaneMask, b: LaneMask) -> LaneMask { LaneMask(optviz_and8(a.pack, b.pack)) }
  @inlinable @inline(__always)
  public static func .| (a: LaneMask, b: LaneMask) -> LaneMask { LaneMask(optviz_or8(a.pack, b.pack)) }
  @inlinable @inline(__always)
  public static prefix func .! (a: LaneMask) -> LaneMask { LaneMask(optviz_not8(a.pack)) }
}
