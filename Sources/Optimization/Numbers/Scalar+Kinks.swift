/// Functions with a kink or a jump, built from comparisons and choices, so that each defines its slope there.
extension Scalar {
  /// −1, 0 or 1, or not a number if this is not a number; the derivative is 0, also at the jump.
  @inlinable public var jumpingSign: Self {
    let zero = Self(0)
    let sign = Self.select(zero .< self, Self(1), Self.select(self .< zero, Self(-1), zero))
    return Self.select(self .== self, sign, Self(.nan))
  }

  /// 0 below zero and 1 from zero on, or not a number if this is not a number; the derivative is 0, also at the jump.
  @inlinable public var unitStep: Self {
    let step = Self.select(self .< Self(0), Self(0), Self(1))
    return Self.select(self .== self, step, Self(.nan))
  }

  /// The number if it is positive, otherwise 0; the derivative at zero is taken as 0.
  @inlinable public var rectified: Self { Self.select(self .<= Self(0), Self(0), self) }

  /// The smaller of two, not a number if either is not a number; at a tie the derivative is the mean of both.
  @inlinable public static func least(_ a: Self, _ b: Self) -> Self {
    select(a .< b, a, select(b .< a, b, a * 0.5 + b * 0.5))
  }

  /// The larger of two, not a number if either is not a number; at a tie the derivative is the mean of both.
  @inlinable public static func greatest(_ a: Self, _ b: Self) -> Self {
    select(a .< b, b, select(b .< a, a, a * 0.5 + b * 0.5))
  }
}
