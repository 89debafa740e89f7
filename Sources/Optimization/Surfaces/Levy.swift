/// Lévy's function in two variables: waves along x, nearly a bowl along y.
///
/// With u and v as new variables its form is that of no. 13 in common collections, stretched by four.
public struct Levy: Surface {
  public static let card = SurfaceCard(
    id: "levy", name: "Lévy",
    summary: "A wavy bowl with ridges across x: a run crosses them only with momentum.",
    source:
      "A. V. Levy and A. Montalvo, The tunneling algorithm for the global minimization of functions, "
      + "SIAM Journal on Scientific and Statistical Computing 6 (1985), 15-29.")

  public init(_ settings: SettingValues) {}

  @inline(__always)
  public func height<S: Scalar>(_ x: S, _ y: S) -> S {
    let u = 1 + (x - 1) / 4
    let v = 1 + (y - 1) / 4
    let wave = S.sin(Double.pi * u).squared()
    let alongX = (u - 1).squared() * (1 + 10 * S.sin(Double.pi * u + 1).squared())
    let alongY = (v - 1).squared() * (1 + S.sin(2 * Double.pi * v).squared())
    return wave + alongX + alongY
  }

  public var formula: String {
    "sin²πu + (u − 1)²[1 + 10 sin²(πu + 1)] + (v − 1)²(1 + sin²2πv), u = 1 + (x − 1)/4, v = 1 + (y − 1)/4"
  }
  public var domain: Domain { Domain(x: -10...10, y: -10...10) }
  public var start: Point<Double> { Point(-1.2, 7) }
  public var minima: [Minimum] { [Minimum(1, 1, value: 0)] }
  public var spacing: LevelSpacing { .logarithmic }
}
