/// The three-hump camel function: a global minimum between two shallower ones.
public struct ThreeHumpCamel: Surface {
  public static let card = SurfaceCard(
    id: "three_hump_camel", name: "Three-hump camel",
    summary: "Three basins on a diagonal: the outer two keep a run that arrives slowly.",
    source:
      "F. H. Branin, Widely convergent method for finding multiple solutions of simultaneous nonlinear "
      + "equations, IBM Journal of Research and Development 16 (1972), 504-522.")

  public init(_ settings: SettingValues) {}

  @inline(__always)
  public func height<S: Scalar>(_ x: S, _ y: S) -> S {
    let xx = x.squared()
    let alongX = 2 * xx - 1.05 * xx.squared() + xx * xx.squared() / 6
    return alongX + x * y + y.squared()
  }

  public var formula: String { "2x² − 1.05x⁴ + x⁶/6 + xy + y²" }
  public var domain: Domain { Domain(x: -5...5, y: -5...5) }
  public var start: Point<Double> { Point(-2.1, 3.5) }
  public var minima: [Minimum] {
    [
      Minimum(0, 0, value: 0),
      Minimum(1.7475523458302888, -0.8737761729151444, value: 0.2986384422368598, isGlobal: false),
      Minimum(-1.7475523458302888, 0.8737761729151444, value: 0.2986384422368598, isGlobal: false),
    ]
  }
  public var spacing: LevelSpacing { .logarithmic }
}
