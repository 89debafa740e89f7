/// The simplest saddle: a point without a gradient that is not a minimum, on a surface without a minimum.
public struct Saddle: Surface {
  public static let card = SurfaceCard(
    id: "saddle", name: "Saddle",
    summary: "No minimum at all: runs slow down near the saddle point, then fall off to either side.",
    source: "The textbook hyperbolic paraboloid.")

  public init(_ settings: SettingValues) {}

  @inline(__always)
  public func height<S: Scalar>(_ x: S, _ y: S) -> S { x.squared() - y.squared() }

  public var formula: String { "x² − y²" }
  public var domain: Domain { Domain(x: -2...2, y: -2...2) }
  public var start: Point<Double> { Point(-1.5, 0.001) }
  public var minima: [Minimum] { [] }
  public var spacing: LevelSpacing { .linear }
}
