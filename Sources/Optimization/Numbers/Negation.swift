// Negation in vectors, bit for bit as for a `Double`: the sign bit is flipped.
//
// The standard library's `-vector` is 0 − vector, which takes longer and gives +0 for +0.

extension SIMD8<Double> {
  /// Every lane with its sign flipped, that of a zero or of a NaN too.
  @inlinable @inline(__always)
  var negated: Self {
    let signs = SIMD8<UInt64>(repeating: 1 << 63)
    return unsafeBitCast(unsafeBitCast(self, to: SIMD8<UInt64>.self) ^ signs, to: Self.self)
  }
}

extension SIMD2<Double> {
  /// Both numbers with their signs flipped, that of a zero or of a NaN too.
  @inline(__always)
  var negated: Self {
    let signs = SIMD2<UInt64>(repeating: 1 << 63)
    return unsafeBitCast(unsafeBitCast(self, to: SIMD2<UInt64>.self) ^ signs, to: Self.self)
  }
}
