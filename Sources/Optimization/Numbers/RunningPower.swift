import RealModule

/// A number raised to a step counter, one cheap multiplication a step: βᵗ for a bias correction.
///
/// `pow` takes longer than the rest of an Adam step, and a plain running product drifts by an ulp every few steps. This
/// product carries its rounding error along, so that `value` is the power to within an ulp at any step. Lanes that share a
/// base, as they do unless the decay rate itself is swept, share one power.
public struct RunningPower<S: Scalar>: Sendable {
  /// The power, rounded.
  public var value: S
  @usableFromInline var shared: CompensatedPower<Double>
  @usableFromInline var own: CompensatedPower<S>
  @usableFromInline var lanesShareBase: Bool
  @usableFromInline var exponent = 0

  /// The power zero, which is 1.
  @inlinable public init(_ base: S) {
    value = S(1)
    shared = CompensatedPower(base.lane(0))
    own = CompensatedPower(base)
    lanesShareBase = (base .== S(base.lane(0))).all
  }

  /// Raises to the next power of the base, even if a schedule has changed it: the result is the present base's power.
  @inlinable @inline(__always)
  public mutating func raise(_ base: S) {
    if !(base .== own.base).all { change(to: base) }
    exponent += 1
    if S.laneCount == 1 || lanesShareBase {
      shared.raise()
      value = S(shared.value)
    } else {
      own.raise()
      value = own.value
    }
  }

  /// Raises to the next power of the base and returns it.
  @inlinable @inline(__always)
  public mutating func raised(_ base: S) -> S {
    raise(base)
    return value
  }

  @inlinable @inline(never)
  mutating func change(to base: S) {
    let exponent = exponent
    self = RunningPower(base)
    self.exponent = exponent
    shared.value = Double.pow(base.lane(0), exponent)
    own.value = S.pow(base, exponent)
  }
}

/// A power and what rounding took from it.
///
/// Source: T. J. Dekker, *A floating-point technique for extending the available precision*, Numer. Math. 18 (1971),
/// 224-242.
@usableFromInline
struct CompensatedPower<S: Scalar>: Sendable {
  @usableFromInline var value = S(1)
  @usableFromInline var error = S(0)
  @usableFromInline let base, baseHigh, baseLow: S

  /// The power zero, which is 1.
  @inlinable init(_ base: S) {
    self.base = base
    (baseHigh, baseLow) = CompensatedPower.halves(of: base)
  }

  @inlinable @inline(__always)
  mutating func raise() {
    let (high, low) = CompensatedPower.halves(of: value)
    let product = value * base
    let lost = ((high * baseHigh - product) + high * baseLow + low * baseHigh) + low * baseLow
    let correction = error * base + lost
    let sum = product + correction
    // Far below the last digit of 1 − βᵗ the power is negligible, and denormals would only be slow.
    let isNegligible = sum .< S(1e-40)
    value = S.select(isNegligible, S(0), sum)
    error = S.select(isNegligible, S(0), correction - (sum - product))
  }

  /// Two numbers of at most 26 bits whose sum is `x`, so that their products are exact.
  @inlinable @inline(__always)
  static func halves(of x: S) -> (S, S) {
    let shifted = 134_217_729 * x
    let high = shifted - (shifted - x)
    return (high, x - high)
  }
}
