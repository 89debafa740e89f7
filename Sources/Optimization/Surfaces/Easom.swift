/// Easom's function: one narrow hole in a plain without slope.
///
/// Usually given on [-100, 100]², which is flat to the last digit outside the part shown here.
public struct Easom: Surface {
  public static let card = SurfaceCard(
    id: "easom", name: "Easom",
    summary: "One hole in a flat plain: far from it there is no gradient to follow.",
    source:
      "E. E. Easom, A survey of global optimization techniques, M. Eng. thesis, University of "
      + "Louisville (1990).")

  public init(_ settings: SettingValues) {}

  @inline(__always)
  public func height<S: Scalar>(_ x: S, _ y: S) -> S {
    let distance = (x - Double.pi).squared() + (y - Double.pi).squared()
    return -S.cos(x) * S.cos(y) * S.exp(-distance)
  }

  public var formula: String { "−cos x cos y exp(−(x − π)² − (y − π)²)" }
  public var domain: Domain { Domain(x: 0...6, y: 0...6) }
  public var start: Point<Double> { Point(4.1, 2.1) }
  public var minima: [Minimum] { [Minimum(Double.pi, Double.pi, value: -1)] }
  public var spacing: LevelSpacing { .linear }
}
