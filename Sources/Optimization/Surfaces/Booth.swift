/// Booth's function: a tilted quadratic, so that per-coordinate methods see a valley off their axes.
public struct Booth: Surface {
  public static let card = SurfaceCard(
    id: "booth", name: "Booth",
    summary: "A quadratic bowl turned by 45 degrees: scaling each coordinate by itself no longer helps.",
    source:
      "M. Jamil and X.-S. Yang, A literature survey of benchmark functions for global optimisation problems, "
      + "Int. J. Mathematical Modelling and Numerical Optimisation 4 (2013), 150-194, no. 17.")

  public init(_ settings: SettingValues) {}

  @inline(__always)
  public func height<S: Scalar>(_ x: S, _ y: S) -> S {
    (x + 2 * y - 7).squared() + (2 * x + y - 5).squared()
  }

  public var formula: String { "(x + 2y − 7)² + (2x + y − 5)²" }
  public var domain: Domain { Domain(x: -10...10, y: -10...10) }
  public var start: Point<Double> { Point(-8, 4) }
  public var minima: [Minimum] { [Minimum(1, 3, value: 0)] }
  public var spacing: LevelSpacing { .logarithmic }
}
