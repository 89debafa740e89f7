/// McCormick's function: a tilted, waving valley along the diagonal.
///
/// It falls without end along x = y towards minus infinity; the global minimum is that of the usual domain.
public struct McCormick: Surface {
  public static let card = SurfaceCard(
    id: "mccormick", name: "McCormick",
    summary: "A waving valley along the diagonal with a minimum in each wave: the next one is always deeper.",
    source:
      "After G. P. McCormick, in F. A. Lootsma (ed.), Numerical Methods for Non-linear Optimization, "
      + "Academic Press (1972).")

  public init(_ settings: SettingValues) {}

  @inline(__always)
  public func height<S: Scalar>(_ x: S, _ y: S) -> S {
    let waves = S.sin(x + y) + (x - y).squared()
    return waves - 1.5 * x + 2.5 * y + 1
  }

  public var formula: String { "sin(x + y) + (x − y)² − 1.5x + 2.5y + 1" }
  public var domain: Domain { Domain(x: -1.5...4, y: -3...4) }
  public var start: Point<Double> { Point(0.2, 3.4) }
  public var minima: [Minimum] {
    [
      // The first is (½ − π/3, −½ − π/3); the second lies one period along the diagonal.
      Minimum(-0.5471975511965977, -1.5471975511965979, value: -1.9132229549810364),
      Minimum(2.5943951023931957, 1.5943951023931955, value: 1.2283696986087569, isGlobal: false),
    ]
  }
  public var spacing: LevelSpacing { .logarithmic }
}
