/// The monkey saddle: three ways down and three up, and no curvature where they meet.
public struct MonkeySaddle: Surface {
  public static let card = SurfaceCard(
    id: "monkey_saddle", name: "Monkey saddle",
    summary: "A saddle for a monkey, with a place for its tail: flat in the middle, three ways down.",
    source: "A textbook surface; D. Hilbert and S. Cohn-Vossen, Anschauliche Geometrie, Springer (1932).")

  public init(_ settings: SettingValues) {}

  @inline(__always)
  public func height<S: Scalar>(_ x: S, _ y: S) -> S {
    x.squared() * x - 3 * x * y.squared()
  }

  public var formula: String { "x³ − 3xy²" }
  public var domain: Domain { Domain(x: -2...2, y: -2...2) }
  public var start: Point<Double> { Point(1.2, 0.1) }
  public var minima: [Minimum] { [] }
  public var spacing: LevelSpacing { .linear }
}
