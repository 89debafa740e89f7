/// The Goldstein-Price function: heights over six decades around four minima.
public struct GoldsteinPrice: Surface {
  public static let card = SurfaceCard(
    id: "goldstein_price", name: "Goldstein–Price",
    summary: "Heights from 3 to a million: plain descent needs tiny steps, scaled steps do not.",
    source:
      "A. A. Goldstein and J. F. Price, On descent from local minima, Mathematics of Computation 25 "
      + "(1971), 569-574.")

  public init(_ settings: SettingValues) {}

  @inline(__always)
  public func height<S: Scalar>(_ x: S, _ y: S) -> S {
    let xx = x.squared()
    let xy = x * y
    let yy = y.squared()
    let first = (x + y + 1).squared() * (19 - 14 * x + 3 * xx - 14 * y + 6 * xy + 3 * yy)
    let second = (2 * x - 3 * y).squared() * (18 - 32 * x + 12 * xx + 48 * y - 36 * xy + 27 * yy)
    return (1 + first) * (30 + second)
  }

  public var formula: String {
    "[1 + (x + y + 1)²(19 − 14x + 3x² − 14y + 6xy + 3y²)][30 + (2x − 3y)²(18 − 32x + 12x² + 48y − "
      + "36xy + 27y²)]"
  }
  public var domain: Domain { Domain(x: -2...2, y: -2...2) }
  public var start: Point<Double> { Point(-0.25, -0.75) }
  public var minima: [Minimum] {
    [
      Minimum(0, -1, value: 3),
      Minimum(-0.6, -0.4, value: 30, isGlobal: false),
      Minimum(1.8, 0.2, value: 84, isGlobal: false),
      Minimum(1.2, 0.8, value: 840, isGlobal: false),
    ]
  }
  public var spacing: LevelSpacing { .logarithmic }
}
