import RealModule

/// Gradient noise: the gradient plus a random vector, as if it came from a small batch of data.
///
///     ĝ ← g + σ ξₜ,   ξₜ ~ N(0, 1) in each coordinate
///
/// ξ is a function of the seed and the step number: rewinding, forking and the number of threads change nothing, all
/// evaluations within a step see the same noise, as they would see the same batch, and runs of a race whose noise has
/// the same seed see the same noise too, so that the comparison is fair. Normal numbers come from pairs of uniform ones
/// (G. E. P. Box and M. E. Muller, A note on the generation of random normal deviates, 1958). Default: σ = 0.1.
public struct GradientNoise<V: Vector>: Wrapper where V.Element == Double {
  public static var card: WrapperCard {
    WrapperCard(
      id: "noise", name: "Noise",
      summary: "Adds seeded random numbers to the gradient, as small batches of data do.",
      paper: "A. Neelakantan et al., Adding gradient noise improves learning for very deep networks, "
        + "2015, arXiv:1511.06807.",
      formula: Formula("{ĝ} ← {g} + {std}{ξ}"),
      settings: [
        Setting(
          "std", "σ", default: 0.1, in: .from(0), slider: 1e-3...1e2, .logarithmic,
          "The standard deviation of the noise in each coordinate; 0.1 is visible where gradients are about 1."
        ),
        Setting(
          "seed", "seed", default: 0, in: .from(0), slider: 0...20, .linear,
          "Which noise it is; together with the experiment's seed it decides every number."),
      ],
      checkedAgainst: [])
  }

  let std: Double
  private let numbers: RandomNumbers

  /// The stream of the experiment's random numbers for noise, separate from random starts and batches.
  private static var stream: UInt64 { 0x6e6f_6973_65 }

  public init(_ settings: SettingValues, at start: V, seed: UInt64) {
    std = settings[declared: "std"]
    // Any finite number is a seed; beyond 2²⁴ they repeat.
    let own = UInt64(settings[declared: "seed"].rounded().truncatingRemainder(dividingBy: 16_777_216))
    numbers = RandomNumbers(seed: seed, stream: Self.stream | own << 40)
  }

  /// The noise of a step, in the shape of a position.
  private func noise(_ step: Int, like position: V) -> V {
    var coordinate: UInt64 = 0
    return position.map { _ in
      let index = (UInt64(step) << 16 | coordinate) << 1
      coordinate += 1
      // 1 − u lies in (0, 1], so that the logarithm is finite.
      let radius = (-2 * Double.log(1 - numbers.uniform(index))).squareRoot()
      return radius * Double.cos(2 * Double.pi * numbers.uniform(index + 1))
    }
  }

  public func valueAndGradient<O: Oracle<V>>(at position: V, step: Int, from oracle: inout O)
    -> (value: Double, gradient: V)
  {
    let (value, gradient) = oracle.valueAndGradient(at: position)
    return (value, gradient + std * noise(step, like: position))
  }

  public mutating func finish<T: Trace<V>>(
    _ position: inout V, _ step: FinishedStep<V>, _ trace: inout T
  ) {
    guard trace.keeps else { return }
    trace.record("g", step.given)
    trace.record("ξ", std > 0 ? (step.told - step.given) / std : step.given.zeros)
    trace.record("ĝ", step.told)
  }
}
