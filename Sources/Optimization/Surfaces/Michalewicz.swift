/// Michalewicz's function with m = 10: flat ground, crossed by ditches with steep walls.
public struct Michalewicz: Surface {
  public static let card = SurfaceCard(
    id: "michalewicz", name: "Michalewicz",
    summary: "Flat ground crossed by narrow ditches: the deepest place is where two of them meet.",
    source: "Z. Michalewicz, Genetic Algorithms + Data Structures = Evolution Programs, Springer (1992).")

  public init(_ settings: SettingValues) {}

  @inline(__always)
  public func height<S: Scalar>(_ x: S, _ y: S) -> S {
    let first = S.sin(x) * S.pow(S.sin(x.squared() / Double.pi), 20)
    let second = S.sin(y) * S.pow(S.sin(2 * y.squared() / Double.pi), 20)
    return -first - second
  }

  public var formula: String { "−sin x sin²⁰(x²/π) − sin y sin²⁰(2y²/π)" }
  public var domain: Domain { Domain(x: 0...3.2, y: 0...3.2) }
  public var start: Point<Double> { Point(1.75, 1.3) }
  public var minima: [Minimum] {
    [
      Minimum(2.2029055201726093, 1.5707963267948966, value: -1.8013034100985525),
      // The meeting of the same ditch with the next one across.
      Minimum(2.2029055201726093, 2.7115714838430143, value: -1.2140595156208163, isGlobal: false),
    ]
  }
  public var spacing: LevelSpacing { .linear }
}
