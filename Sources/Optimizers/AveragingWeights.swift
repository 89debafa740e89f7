import Optimization

/// The rates and averaging weights of the schedule-free methods, with the settings that decide them.
struct AveragingWeights<S: Scalar>: Sendable {
  let warmupSteps, r, weightLrPower: S
  let convention: Library

  /// Which library's warm-up is used.
  enum Library: String, CaseIterable {
    case schedulefree, optax
  }

  init(_ settings: Settings<S>) {
    warmupSteps = settings.number(
      Setting(
        "warmup_steps", "warm-up", default: 0, in: .from(0), slider: 1...1000, .logarithmic,
        "Over how many steps the rate rises to α. 0 is the library's."))
    r = settings.number(
      Setting(
        "r", "r", default: 0, in: .from(0), slider: 0...4, .linear,
        "The power of the step number in the averaging weights: more forgets the beginning sooner. 0 is the library's."
      ))
    weightLrPower = settings.number(
      Setting(
        "weight_lr_power", "p", default: 2, in: .from(0), slider: 0...4, .linear,
        "The power of the largest rate in the averaging weights. 2 is the library's."))
    convention = settings.choice(
      Setting(
        choice: "convention", "convention", of: Library.allCases.map(\.rawValue),
        "Whose formula is followed. ", "optax is one step behind in its warm-up."))
  }

  /// The largest rate and the sum of the weights so far, and the steps made.
  struct State: Sendable {
    fileprivate var largest = S(0)
    fileprivate var sum = S(0)
    fileprivate var t = 0
  }

  /// The rate of the next step, and the share of its result in the average: tʳ γmaxᵖ over the sum of these so far.
  ///
  /// The weights follow the warm-up from its first step. optax's rate is one behind, so that it starts from 0; and both
  /// are computed in single precision there, which is done here too: the paths differ from the tenth digit on.
  @inline(__always)
  func next(_ lr: S, _ state: inout State) -> (rate: S, share: S) {
    state.t += 1
    let warmed = rate(lr, after: state.t)
    state.largest = S.maximum(warmed, state.largest)
    let weight = S(Double(state.t)).raised(to: r) * state.largest.raised(to: weightLrPower)
    state.sum = state.sum + weight
    let share = S.select(state.sum .== S(0), S(0), weight / state.sum)
    return (convention == .optax ? rate(lr, after: state.t - 1) : warmed, share)
  }

  /// The rate after a number of steps of the warm-up; `lr` without a warm-up.
  @inline(__always)
  private func rate(_ lr: S, after steps: Int) -> S {
    let isCold = S(0) .< warmupSteps
    guard isCold.any else { return lr }
    let warmed =
      switch convention {
      case .schedulefree: lr * S.minimum(S(1), Double(steps) / warmupSteps)
      case .optax: Self.rounded(lr, warmupSteps, steps)
      }
    return S.select(isCold, warmed, lr)
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
