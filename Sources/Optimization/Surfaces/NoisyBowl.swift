/// A bowl with a fixed fine ripple: it imitates the noise of a gradient, without chance.
///
/// Three waves that cross at different angles, one of them at an irrational frequency, so that no two dents are alike.
/// Each is lowest at the origin, which is the global minimum whatever the settings are.
public struct NoisyBowl: Surface {
  public static let card = SurfaceCard(
    id: "noisy_bowl", name: "Noisy bowl",
    summary: "A bowl under a ripple of fixed noise: most runs end in a dent, a few in the middle.",
    source: "Own construction, after the rippled bowls of Rastrigin and Griewank.",
    settings: [
      Setting(
        "amplitude", "A", default: 0.12, in: .from(0), slider: 0.01...1, .logarithmic,
        "The height of each wave. 0.12 makes dents that can hold a run without hiding the bowl."),
      Setting(
        "frequency", "ω", default: 3, in: .above(0), slider: 0.5...20, .logarithmic,
        "How fine the ripple is. 3 is fine against the bowl and coarse enough to be seen."),
    ])

  private let amplitude: Double
  private let frequency: Double

  public init(_ settings: SettingValues) {
    amplitude = settings[declared: "amplitude"]
    frequency = settings[declared: "frequency"]
  }

  @inline(__always)
  public func height<S: Scalar>(_ x: S, _ y: S) -> S {
    let first = S.cos(frequency * (x + 2 * y))
    let second = S.cos(frequency * (3 * x - y))
    let third = S.cos(frequency * (NoisyBowl.rootOfTwo * x - 2 * y))
    return 0.5 * (x.squared() + y.squared()) + amplitude * (3 - first - second - third)
  }

  private static let rootOfTwo = 2.0.squareRoot()

  public var formula: String {
    let (a, w) = (amplitude.shortText, frequency.shortText)
    return "½(x² + y²) + \(a)[3 − cos \(w)(x + 2y) − cos \(w)(3x − y) − cos \(w)(√2x − 2y)]"
  }
  public var domain: Domain { Domain(x: -4...4, y: -4...4) }
  public var start: Point<Double> { Point(-3.4, 2.5) }
  public var minima: [Minimum] { [Minimum(0, 0, value: 0)] }
  public var spacing: LevelSpacing { .linear }
}
