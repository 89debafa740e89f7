/// The Hölder table function: a table of dents on four deep legs, one in each corner.
///
/// Where sin x cos y is zero there is a ridge with a kink, and on the circle of radius π and at the origin another; the
/// derivatives of the absolute value and of the root are taken as 0 there.
public struct HolderTable: Surface {
  public static let card = SurfaceCard(
    id: "holder_table", name: "Hölder table",
    summary: "Four equally deep corners around a flat table: the deepest places are far from the middle.",
    source:
      "S. K. Mishra, Some new test functions for global optimization and performance of repulsive "
      + "particle swarm method, MPRA paper 2718 (2006).")

  public init(_ settings: SettingValues) {}

  @inline(__always)
  public func height<S: Scalar>(_ x: S, _ y: S) -> S {
    let r = (x.squared() + y.squared()).kinkedRoot()
    return -(S.sin(x) * S.cos(y) * S.exp((1 - r / Double.pi).magnitude)).magnitude
  }

  public var formula: String { "−|sin x cos y exp|1 − √(x² + y²)/π||" }
  public var domain: Domain { Domain(x: -10...10, y: -10...10) }
  public var start: Point<Double> { Point(6.6, 7.4) }
  public var minima: [Minimum] {
    [
      Minimum(8.055023475736563, 9.664590019241272, value: -19.208502567886732),
      Minimum(8.055023475736563, -9.664590019241272, value: -19.208502567886732),
      Minimum(-8.055023475736563, 9.664590019241272, value: -19.208502567886732),
      Minimum(-8.055023475736563, -9.664590019241272, value: -19.208502567886732),
    ]
  }
  public var spacing: LevelSpacing { .linear }
}
