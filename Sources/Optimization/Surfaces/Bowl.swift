/// An elongated bowl whose condition number is `k`: the picture that explains why momentum damps the zigzag.
public struct Bowl: Surface {
  public static let card = SurfaceCard(
    id: "bowl", name: "Bowl",
    summary:
      "A quadratic valley, k times as steep across as along: plain descent zigzags, momentum does not.",
    source: "The textbook quadratic; e.g. Boyd and Vandenberghe, Convex Optimization (2004), section 9.3.2.",
    settings: [
      Setting(
        "k", "k", default: 20, in: .above(0), slider: 1...1000, .logarithmic,
        "Curvature across the valley, relative to 1 along it: the condition number. 20 zigzags visibly.")
    ])

  private let k: Double

  public init(_ settings: SettingValues) { k = settings[declared: "k"] }

  @inline(__always)
  public func height<S: Scalar>(_ x: S, _ y: S) -> S { 0.5 * (x.squared() + k * y.squared()) }

  public var formula: String { "½(x² + \(k.shortText)y²)" }
  public var domain: Domain { Domain(x: -5...5, y: -5...5) }
  public var start: Point<Double> { Point(-4.1, 1.7) }
  public var minima: [Minimum] { [Minimum(0, 0, value: 0)] }
  public var spacing: LevelSpacing { .logarithmic }
}
