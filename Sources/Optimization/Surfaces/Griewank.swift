/// Griewank's function: waves of height one on a bowl that is all but flat.
///
/// The domain is often also given as [-600, 600]², where only the bowl can be seen.
public struct Griewank: Surface {
  public static let card = SurfaceCard(
    id: "griewank", name: "Griewank",
    summary: "Even waves on a very flat bowl: every method ends in the trough that it starts in.",
    source:
      "A. O. Griewank, Generalized descent for global optimization, Journal of Optimization Theory and "
      + "Applications 34 (1981), 11-39.")

  public init(_ settings: SettingValues) {}

  @inline(__always)
  public func height<S: Scalar>(_ x: S, _ y: S) -> S {
    1 + (x.squared() + y.squared()) / 4000 - S.cos(x) * S.cos(y / Griewank.rootOfTwo)
  }

  private static let rootOfTwo = 2.0.squareRoot()

  public var formula: String { "1 + (x² + y²)/4000 − cos x cos(y/√2)" }
  public var domain: Domain { Domain(x: -10...10, y: -10...10) }
  public var start: Point<Double> { Point(-2.2, 6.4) }
  public var minima: [Minimum] {
    [
      Minimum(0, 0, value: 0),
      Minimum(3.1400226338955397, 4.438444480920714, value: 0.007396040334115082, isGlobal: false),
      Minimum(3.1400226338955397, -4.438444480920714, value: 0.007396040334115082, isGlobal: false),
      Minimum(-3.1400226338955397, 4.438444480920714, value: 0.007396040334115082, isGlobal: false),
      Minimum(-3.1400226338955397, -4.438444480920714, value: 0.007396040334115082, isGlobal: false),
    ]
  }
  public var spacing: LevelSpacing { .linear }
}
