/// The Dixon-Price function in two variables: a valley along a parabola with a minimum on either branch.
public struct DixonPrice: Surface {
  public static let card = SurfaceCard(
    id: "dixon_price", name: "Dixon–Price",
    summary: "A valley that bends around a saddle: its two branches lead to two equal minima.",
    source:
      "L. C. W. Dixon and R. C. Price, Truncated Newton method for sparse unconstrained optimization "
      + "using automatic differentiation, Journal of Optimization Theory and Applications 60 (1989), "
      + "261-275.")

  public init(_ settings: SettingValues) {}

  @inline(__always)
  public func height<S: Scalar>(_ x: S, _ y: S) -> S {
    (x - 1).squared() + 2 * (2 * y.squared() - x).squared()
  }

  public var formula: String { "(x − 1)² + 2(2y² − x)²" }
  public var domain: Domain { Domain(x: -10...10, y: -10...10) }
  public var start: Point<Double> { Point(-6, 0.8) }
  public var minima: [Minimum] {
    [
      // On the parabola x = 2y², at x = 1.
      Minimum(1, 0.7071067811865476, value: 0),
      Minimum(1, -0.7071067811865476, value: 0),
    ]
  }
  public var spacing: LevelSpacing { .logarithmic }
}
