/// Schaffer's fourth function: four equal minima on the axes, in waves along hyperbolas.
///
/// Its formula is given with the sine of |x² - y²|. The cosine around it ignores the sign, so that there is no kink
/// and the absolute value is left out. Usually given on [-100, 100]², where the waves are finer than any picture.
public struct Schaffer4: Surface {
  public static let card = SurfaceCard(
    id: "schaffer4", name: "Schaffer no. 4",
    summary: "Four equal minima in hyperbolic troughs whose floors are level almost to the last digit.",
    source:
      "After J. D. Schaffer; in this form, S. K. Mishra, Some new test functions for global "
      + "optimization and performance of repulsive particle swarm method, MPRA paper 2718 (2006).")

  public init(_ settings: SettingValues) {}

  @inline(__always)
  public func height<S: Scalar>(_ x: S, _ y: S) -> S {
    let wave = S.cos(S.sin(x.squared() - y.squared())).squared()
    return 0.5 + (wave - 0.5) / (1 + 0.001 * (x.squared() + y.squared())).squared()
  }

  public var formula: String { "½ + [cos²(sin |x² − y²|) − ½]/[1 + 0.001(x² + y²)]²" }
  public var domain: Domain { Domain(x: -3...3, y: -3...3) }
  public var start: Point<Double> { Point(-2.2, 1.3) }
  public var minima: [Minimum] {
    [
      Minimum(0, 1.2531318314637332, value: 0.29257863203598056),
      Minimum(0, -1.2531318314637332, value: 0.29257863203598056),
      Minimum(1.2531318314637332, 0, value: 0.29257863203598056),
      Minimum(-1.2531318314637332, 0, value: 0.29257863203598056),
    ]
  }
  public var spacing: LevelSpacing { .linear }
}
