/// Schaffer's second function: hyperbolic waves that fade with the distance from the origin.
///
/// Usually given on [-100, 100]², where the waves are finer than any picture.
public struct Schaffer2: Surface {
  public static let card = SurfaceCard(
    id: "schaffer2", name: "Schaffer no. 2",
    summary: "Waves along hyperbolas, finer and finer outwards: the flat middle is easily overlooked.",
    source:
      "After J. D. Schaffer; in this form, S. K. Mishra, Some new test functions for global "
      + "optimization and performance of repulsive particle swarm method, MPRA paper 2718 (2006).")

  public init(_ settings: SettingValues) {}

  @inline(__always)
  public func height<S: Scalar>(_ x: S, _ y: S) -> S {
    let wave = S.sin(x.squared() - y.squared()).squared()
    let squares = x.squared() + y.squared()
    return 0.5 + (wave - 0.5) / (1 + 0.001 * squares).squared()
  }

  public var formula: String { "½ + [sin²(x² − y²) − ½]/[1 + 0.001(x² + y²)]²" }
  public var domain: Domain { Domain(x: -3...3, y: -3...3) }
  public var start: Point<Double> { Point(-1.2, 0.5) }
  public var minima: [Minimum] { [Minimum(0, 0, value: 0)] }
  public var spacing: LevelSpacing { .linear }
}
