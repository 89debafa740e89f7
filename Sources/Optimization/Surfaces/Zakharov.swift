/// Zakharov's function: a bowl inside a trough with walls of the fourth power.
public struct Zakharov: Surface {
  public static let card = SurfaceCard(
    id: "zakharov", name: "Zakharov",
    summary: "A narrow trough across the diagonal: very steep walls, and a gentle slope along its floor.",
    source:
      "S. Rahnamayan, H. R. Tizhoosh and M. M. A. Salama, A novel population initialization method for "
      + "accelerating evolutionary algorithms, Computers and Mathematics with Applications 53 (2007), "
      + "1605-1614.")

  public init(_ settings: SettingValues) {}

  @inline(__always)
  public func height<S: Scalar>(_ x: S, _ y: S) -> S {
    let trough = (0.5 * x + y).squared()
    return x.squared() + y.squared() + trough + trough.squared()
  }

  public var formula: String { "x² + y² + (½x + y)² + (½x + y)⁴" }
  public var domain: Domain { Domain(x: -5...10, y: -5...10) }
  public var start: Point<Double> { Point(8, -1.5) }
  public var minima: [Minimum] { [Minimum(0, 0, value: 0)] }
  public var spacing: LevelSpacing { .logarithmic }
}
