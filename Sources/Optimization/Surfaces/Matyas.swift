/// Matyas's function: a quadratic bowl, 25 times as steep across as along, turned by 45 degrees.
public struct Matyas: Surface {
  public static let card = SurfaceCard(
    id: "matyas", name: "Matyas",
    summary: "A narrow quadratic valley along the diagonal: the steps that suit x and y suit neither.",
    source:
      "M. Jamil and X.-S. Yang, A literature survey of benchmark functions for global optimisation "
      + "problems, Int. J. Mathematical Modelling and Numerical Optimisation 4 (2013), 150-194.")

  public init(_ settings: SettingValues) {}

  @inline(__always)
  public func height<S: Scalar>(_ x: S, _ y: S) -> S {
    0.26 * (x.squared() + y.squared()) - 0.48 * x * y
  }

  public var formula: String { "0.26(x² + y²) − 0.48xy" }
  public var domain: Domain { Domain(x: -10...10, y: -10...10) }
  public var start: Point<Double> { Point(-9, -3) }
  public var minima: [Minimum] { [Minimum(0, 0, value: 0)] }
  public var spacing: LevelSpacing { .logarithmic }
}
