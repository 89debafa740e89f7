/// Rastrigin's function: a bowl covered with a regular grid of local minima.
public struct Rastrigin: Surface {
  public static let card = SurfaceCard(
    id: "rastrigin", name: "Rastrigin",
    summary: "A bowl full of dents: about a hundred local minima around one global minimum.",
    source: "L. A. Rastrigin, Systems of Extremal Control, Nauka (1974); in this form, "
      + "Mühlenbein, Schomisch and Born, Parallel Computing 17 (1991), 619-632.")

  public init(_ settings: SettingValues) {}

  @inline(__always)
  public func height<S: Scalar>(_ x: S, _ y: S) -> S {
    20 + (x.squared() - 10 * S.cos(2 * Double.pi * x)) + (y.squared() - 10 * S.cos(2 * Double.pi * y))
  }

  public var formula: String { "20 + (x² − 10 cos 2πx) + (y² − 10 cos 2πy)" }
  public var domain: Domain { Domain(x: -5.12...5.12, y: -5.12...5.12) }
  public var start: Point<Double> { Point(-3.4, 2.7) }
  public var minima: [Minimum] { [Minimum(0, 0, value: 0)] }
  public var spacing: LevelSpacing { .linear }
}
