/// Bohachevsky's first function: a bowl with small waves, which matter only near its bottom.
///
/// Usually given on [-100, 100]², where it looks like a plain bowl.
public struct Bohachevsky: Surface {
  public static let card = SurfaceCard(
    id: "bohachevsky", name: "Bohachevsky",
    summary: "A bowl whose waves only show near the bottom: the last part of the way is the hard one.",
    source:
      "I. O. Bohachevsky, M. E. Johnson and M. L. Stein, Generalized simulated annealing for function "
      + "optimization, Technometrics 28 (1986), 209-217.")

  public init(_ settings: SettingValues) {}

  @inline(__always)
  public func height<S: Scalar>(_ x: S, _ y: S) -> S {
    let waves = 0.3 * S.cos(3 * Double.pi * x) + 0.4 * S.cos(4 * Double.pi * y)
    return x.squared() + 2 * y.squared() - waves + 0.7
  }

  public var formula: String { "x² + 2y² − 0.3 cos 3πx − 0.4 cos 4πy + 0.7" }
  public var domain: Domain { Domain(x: -2...2, y: -2...2) }
  public var start: Point<Double> { Point(-1.7, 1.6) }
  public var minima: [Minimum] { [Minimum(0, 0, value: 0)] }
  public var spacing: LevelSpacing { .linear }
}
