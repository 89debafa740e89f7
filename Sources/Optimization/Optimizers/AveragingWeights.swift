/// The rates and averaging weights of the schedule-free methods.
struct AveragingWeights<S: Scalar>: Sendable {
  private var largest = S(0)
  private var sum = S(0)
  private var t = 0

  /// The rate of the next step, and the share of its result in the average: tʳ γmaxᵖ over the sum of these so far.
  ///
  /// The weights follow the warm-up from its first step. optax's rate is one behind, so that it starts from 0; and both
  /// are computed in single precision there, which is done here too: the paths differ from the tenth digit on.
  @inline(__always)
  mutating func next(
    _ lr: S, warmup: S, power: S, ratePower: S, optax: S.Mask
  ) -> (rate: S, share: S) {
    t += 1
    let isCold = S(0) .< warmup
    let warmed = S.select(isCold, lr * S.minimum(S(1), Double(t) / warmup), lr)
    let isRounded = isCold .& optax
    let followed = isRounded.any ? S.select(isRounded, Self.rounded(lr, warmup, t), warmed) : warmed
    let rate = isRounded.any ? S.select(isRounded, Self.rounded(lr, warmup, t - 1), warmed) : warmed
    largest = S.maximum(followed, largest)
    let weight = S(Double(t)).raised(to: power) * largest.raised(to: ratePower)
    sum = sum + weight
    return (rate, S.select(sum .== S(0), S(0), weight / sum))
  }

  /// optax's warm-up after a number of steps, rounded as its compiled `warmup_constant_schedule` rounds: a product with
  /// a reciprocal, and each product and sum rounded once.
  private static func rounded(_ lr: S, _ warmup: S, _ step: Int) -> S {
    S.gather { lane in
      let (peak, length) = (Float(lr.lane(lane)), Float(warmup.lane(lane)))
      // In double precision the product of two single ones is exact.
      let left = Float(1 - Double(min(Float(step), length)) * Double(1 / length))
      return Double(Float(Double(-peak) * Double(left) + Double(peak)))
    }
  }
}

extension Setting {
  static let warmup = Setting(
    "warmup_steps", "warm-up", default: 0, in: .from(0), slider: 1...1000, .logarithmic,
    "Over how many steps the rate rises to α. 0 is the library's.")
  static let averagingPower = Setting(
    "r", "r", default: 0, in: .from(0), slider: 0...4, .linear,
    "The power of the step number in the averaging weights: more forgets the beginning sooner. 0 is the library's."
  )
  static let averagingRatePower = Setting(
    "weight_lr_power", "p", default: 2, in: .from(0), slider: 0...4, .linear,
    "The power of the largest rate in the averaging weights. 2 is the library's.")
}
