import RealModule

/// Functions that update rules need for settings, states and gradients. They are applied lane by lane, and
/// drop derivatives: update rules are never differentiated.
extension Scalar {
  /// The number to a real power, as computed by the platform's `pow`.
  @inlinable public func raised(to exponent: Self) -> Self {
    Self.gather { Double.pow(lane($0), exponent.lane($0)) }
  }

  /// The cube root of the magnitude, with the number's sign.
  @inlinable public func cubeRoot() -> Self { Self.gather { Double.root(lane($0), 3) } }

  /// The number rounded to single precision.
  @inlinable public var single: Self { Self.gather { Double(Float(lane($0))) } }

  /// −1, 0 or 1; 0 exactly at zero.
  @inlinable public var sign: Self {
    Self.select(Self(0) .< self, Self(1), Self.select(self .< Self(0), Self(-1), Self(0)))
  }

  /// The smaller of two; `b` if either is not a number.
  @inlinable public static func minimum(_ a: Self, _ b: Self) -> Self { select(a .< b, a, b) }
}
