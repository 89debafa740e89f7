/// Himmelblau's function: four equal minima, so the start and the method decide which one is found.
public struct Himmelblau: Surface {
  public static let card = SurfaceCard(
    id: "himmelblau", name: "Himmelblau",
    summary: "Four equally deep minima: where a run ends depends on its start and its method.",
    source: "D. M. Himmelblau, Applied Nonlinear Programming, McGraw-Hill (1972).")

  public init(_ settings: SettingValues) {}

  @inline(__always)
  public func height<S: Scalar>(_ x: S, _ y: S) -> S {
    (x.squared() + y - 11).squared() + (x + y.squared() - 7).squared()
  }

  public var formula: String { "(x² + y − 11)² + (x + y² − 7)²" }
  public var domain: Domain { Domain(x: -5...5, y: -5...5) }
  public var start: Point<Double> { Point(-0.5, -1) }
  public var minima: [Minimum] {
    [
      Minimum(3, 2, value: 0),
      Minimum(-2.805118086952745, 3.131312518250573, value: 0),
      Minimum(-3.779310253377747, -3.2831859912861696, value: 0),
      Minimum(3.5844283403304917, -1.8481265269644036, value: 0),
    ]
  }
  public var spacing: LevelSpacing { .logarithmic }
}
