/// The rates and averaging weights of the schedule-free methods.
struct AveragingWeights<S: Scalar>: Sendable {
  private var largest = S(0)
  private var sum = S(0)
  private var t = 0

  /// The rate of the next step, and the share of its result in the average: tʳ γmaxᵖ over the sum of these so far.
  ///
  /// The weights follow the warm-up from its first step; a rate that is one behind starts from 0.
  @inline(__always)
  mutating func next(
    _ lr: S, warmup: S, power: S, ratePower: S, isOneBehind: S.Mask
  ) -> (rate: S, share: S) {
    t += 1
    let one = S(1)
    let warmed = S.minimum(one, Double(t) / warmup)
    let behind = S.minimum(one, Double(t - 1) / warmup)
    let isCold = S(0) .< warmup
    let scheduled = lr * S.select(isCold, warmed, one)
    largest = S.maximum(scheduled, largest)
    let weight = S(Double(t)).raised(to: power) * largest.raised(to: ratePower)
    sum = sum + weight
    let share = S.select(sum .== S(0), S(0), weight / sum)
    return (lr * S.select(isCold, S.select(isOneBehind, behind, warmed), one), share)
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
