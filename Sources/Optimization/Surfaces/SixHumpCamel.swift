/// The six-hump camel function: six minima in three pairs, each the mirror image of the other.
public struct SixHumpCamel: Surface {
  public static let card = SurfaceCard(
    id: "six_hump_camel", name: "Six-hump camel",
    summary: "Six basins of three depths: the deepest two lie behind ridges that some methods roll over.",
    source:
      "L. C. W. Dixon and G. P. Szegö, The global optimization problem: an introduction, in Towards "
      + "Global Optimisation 2, North-Holland (1978), 1-15.")

  public init(_ settings: SettingValues) {}

  @inline(__always)
  public func height<S: Scalar>(_ x: S, _ y: S) -> S {
    let xx = x.squared()
    let yy = y.squared()
    let alongX = (4 - 2.1 * xx + xx.squared() / 3) * xx
    let alongY = (-4 + 4 * yy) * yy
    return alongX + x * y + alongY
  }

  public var formula: String { "(4 − 2.1x² + x⁴/3)x² + xy + (−4 + 4y²)y²" }
  public var domain: Domain { Domain(x: -3...3, y: -2...2) }
  public var start: Point<Double> { Point(-1.3, -1.2) }
  public var minima: [Minimum] {
    [
      Minimum(0.08984201310031806, -0.7126564030207396, value: -1.0316284534898774),
      Minimum(-0.08984201310031806, 0.7126564030207396, value: -1.0316284534898774),
      Minimum(1.703606714969981, -0.7960835686726251, value: -0.21546382438371764, isGlobal: false),
      Minimum(-1.703606714969981, 0.7960835686726251, value: -0.21546382438371764, isGlobal: false),
      Minimum(1.6071047529201972, 0.5686514548841314, value: 2.1042503103112584, isGlobal: false),
      Minimum(-1.6071047529201972, -0.5686514548841314, value: 2.1042503103112584, isGlobal: false),
    ]
  }
  public var spacing: LevelSpacing { .logarithmic }
}
