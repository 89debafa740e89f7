/// Rosenbrock's banana: a curved, nearly flat valley that is quickly found and slowly followed.
public struct Rosenbrock: Surface {
  public static let card = SurfaceCard(
    id: "rosenbrock", name: "Rosenbrock",
    summary: "A curved, flat-bottomed valley: reaching it is easy, following it to the minimum is not.",
    source: "H. H. Rosenbrock, An automatic method for finding the greatest or least value of a function, "
      + "The Computer Journal 3 (1960), 175-184; a = 1 and b = 100 are his.",
    settings: [
      Setting(
        "a", "a", default: 1, in: .any, slider: -2...2, .linear,
        "Places the minimum at (a, a²). 1 is Rosenbrock's."),
      Setting(
        "b", "b", default: 100, in: .above(0), slider: 1...1000, .logarithmic,
        "How steep the valley's walls are. 100 is Rosenbrock's."),
    ])

  private let a: Double
  private let b: Double

  public init(_ settings: SettingValues) {
    a = settings[declared: "a"]
    b = settings[declared: "b"]
  }

  @inline(__always)
  public func height<S: Scalar>(_ x: S, _ y: S) -> S {
    (a - x).squared() + b * (y - x.squared()).squared()
  }

  public var formula: String { "(\(a.shortText) − x)² + \(b.shortText)(y − x²)²" }
  public var domain: Domain { Domain(x: -2...2, y: -1...3) }
  public var start: Point<Double> { Point(-1.5, 2) }
  public var minima: [Minimum] { [Minimum(a, a * a, value: 0)] }
  public var spacing: LevelSpacing { .logarithmic }
}
