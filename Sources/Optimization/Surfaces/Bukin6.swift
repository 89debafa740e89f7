/// Bukin's sixth function: a ravine along a parabola, with a sharp edge as its floor.
///
/// The floor y = 0.01x² is a cusp and x = -10 a kink; the derivatives of root and absolute value are taken as 0 there.
/// At the minimum both meet, and the gradient taken is 0.
public struct Bukin6: Surface {
  public static let card = SurfaceCard(
    id: "bukin6", name: "Bukin no. 6",
    summary:
      "A knife-edge ravine: near its floor the slope grows without bound, and every method jumps across.",
    source:
      "A. D. Bukin, New minimization strategy for non-smooth functions, Budker Institute of Nuclear "
      + "Physics, preprint 97-79 (1997).")

  public init(_ settings: SettingValues) {}

  @inline(__always)
  public func height<S: Scalar>(_ x: S, _ y: S) -> S {
    100 * (y - 0.01 * x.squared()).magnitude.kinkedRoot() + 0.01 * (x + 10).magnitude
  }

  public var formula: String { "100√|y − 0.01x²| + 0.01|x + 10|" }
  public var domain: Domain { Domain(x: -15...(-5), y: -3...3) }
  public var start: Point<Double> { Point(-6.5, 2.4) }
  public var minima: [Minimum] { [Minimum(-10, 1, value: 0, isKink: true)] }
  public var spacing: LevelSpacing { .linear }
}
