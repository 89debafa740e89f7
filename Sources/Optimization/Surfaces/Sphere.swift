/// The sphere function: the round bowl, in which every direction downhill leads straight to the minimum.
public struct Sphere: Surface {
  public static let card = SurfaceCard(
    id: "sphere", name: "Sphere",
    summary: "A round bowl, the easiest surface of all: what is seen here comes from the method alone.",
    source:
      "The textbook quadratic; no. 1 in K. A. De Jong, An analysis of the behavior of a class of "
      + "genetic adaptive systems, Ph.D. thesis, University of Michigan (1975).")

  public init(_ settings: SettingValues) {}

  @inline(__always)
  public func height<S: Scalar>(_ x: S, _ y: S) -> S { x.squared() + y.squared() }

  public var formula: String { "x² + y²" }
  public var domain: Domain { Domain(x: -5.12...5.12, y: -5.12...5.12) }
  public var start: Point<Double> { Point(-4, 2.5) }
  public var minima: [Minimum] { [Minimum(0, 0, value: 0)] }
  public var spacing: LevelSpacing { .logarithmic }
}
