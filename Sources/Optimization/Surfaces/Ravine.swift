/// A straight ravine: walls of constant steepness, and a floor that falls gently along it.
public struct Ravine: Surface {
  public static let card = SurfaceCard(
    id: "ravine", name: "Ravine",
    summary: "Steep walls along y, a gentle floor along x: scaling each coordinate is all that it takes.",
    source:
      "A textbook situation; e.g. R. S. Sutton, Two problems with backpropagation and other "
      + "steepest-descent learning procedures for networks, Proc. 8th Annual Conf. of the Cognitive "
      + "Science Society (1986), 823-832.",
    settings: [
      Setting(
        "s", "s", default: 10, in: .above(0), slider: 1...100, .logarithmic,
        "How steep the walls are. At 10 they are fifteen times as steep as the floor ever is.")
    ])

  private let s: Double

  public init(_ settings: SettingValues) { s = settings[declared: "s"] }

  @inline(__always)
  public func height<S: Scalar>(_ x: S, _ y: S) -> S {
    0.05 * x.squared() + (1 + (s * y).squared()).squareRoot() - 1
  }

  public var formula: String { "0.05x² + √(1 + (\(s.shortText)y)²) − 1" }
  public var domain: Domain { Domain(x: -8...8, y: -2...2) }
  public var start: Point<Double> { Point(-6.5, 1.4) }
  public var minima: [Minimum] { [Minimum(0, 0, value: 0)] }
  public var spacing: LevelSpacing { .logarithmic }
}
