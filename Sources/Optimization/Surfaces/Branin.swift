/// Branin's function, also Branin-Hoo: three equal minima in a curved valley.
public struct Branin: Surface {
  public static let card = SurfaceCard(
    id: "branin", name: "Branin",
    summary: "Three equally deep minima along a curved valley: the method decides which one is found.",
    source:
      "F. H. Branin, Widely convergent method for finding multiple solutions of simultaneous nonlinear "
      + "equations, IBM Journal of Research and Development 16 (1972), 504-522.")

  public init(_ settings: SettingValues) {}

  @inline(__always)
  public func height<S: Scalar>(_ x: S, _ y: S) -> S {
    let valley = y - Branin.b * x.squared() + Branin.c * x - 6
    return valley.squared() + 10 * (1 - Branin.t) * S.cos(x) + 10
  }

  private static let b = 5.1 / (4 * (Double.pi * Double.pi))
  private static let c = 5 / Double.pi
  private static let t = 1 / (8 * Double.pi)

  public var formula: String { "(y − 5.1x²/4π² + 5x/π − 6)² + 10(1 − 1/8π) cos x + 10" }
  public var domain: Domain { Domain(x: -5...10, y: 0...15) }
  public var start: Point<Double> { Point(0.6, 13) }
  public var minima: [Minimum] {
    [
      // 5/4π, at the three odd multiples of π.
      Minimum(-Double.pi, 12.275, value: 0.3978873577297383),
      Minimum(Double.pi, 2.275, value: 0.3978873577297383),
      Minimum(3 * Double.pi, 2.475, value: 0.3978873577297383),
    ]
  }
  public var spacing: LevelSpacing { .logarithmic }
}
