/// The cross-in-tray function: a tray of dents, in which only a sharp cross rises to the rim.
///
/// Where a sine is zero the absolute value has a kink, and its derivative is taken as 0; near it the slope is up to
/// 1e38, since the exponential reaches e¹⁰⁰. At |100 - r/π| = 0 there is another, far outside the domain.
public struct CrossInTray: Surface {
  public static let card = SurfaceCard(
    id: "cross_in_tray", name: "Cross-in-tray",
    summary: "A tray of dents cut by walls of no width: a run cannot see a wall before it has crossed it.",
    source:
      "S. K. Mishra, Some new test functions for global optimization and performance of repulsive "
      + "particle swarm method, MPRA paper 2718 (2006).")

  public init(_ settings: SettingValues) {}

  @inline(__always)
  public func height<S: Scalar>(_ x: S, _ y: S) -> S {
    let r = (x.squared() + y.squared()).kinkedRoot()
    let tray = (S.sin(x) * S.sin(y) * S.exp((100 - r / Double.pi).magnitude)).magnitude + 1
    return -0.0001 * S.exp(0.1 * S.log(tray))
  }

  public var formula: String { "−0.0001(|sin x sin y exp|100 − √(x² + y²)/π|| + 1)^0.1" }
  public var domain: Domain { Domain(x: -10...10, y: -10...10) }
  public var start: Point<Double> { Point(-6.5, 4.2) }
  public var minima: [Minimum] {
    [
      Minimum(1.3494066171539107, 1.3494066171539107, value: -2.062611870822737),
      Minimum(1.3494066171539107, -1.3494066171539107, value: -2.062611870822737),
      Minimum(-1.3494066171539107, 1.3494066171539107, value: -2.062611870822737),
      Minimum(-1.3494066171539107, -1.3494066171539107, value: -2.062611870822737),
    ]
  }
  public var spacing: LevelSpacing { .linear }
}
