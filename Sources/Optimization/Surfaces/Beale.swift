/// Beale's function: steep walls and a flat valley, known from a popular optimizer animation.
public struct Beale: Surface {
  public static let card = SurfaceCard(
    id: "beale", name: "Beale",
    summary: "A long flat valley between steep walls; the stage of the well-known optimizer animation.",
    source:
      "E. M. L. Beale, On an iterative method for finding a local minimum of a function of more than one "
      + "variable, Princeton Statistical Techniques Research Group, report 25 (1958).")

  public init(_ settings: SettingValues) {}

  @inline(__always)
  public func height<S: Scalar>(_ x: S, _ y: S) -> S {
    let xy = x * y
    let xyy = xy * y
    let xyyy = xyy * y
    let first = 1.5 - x + xy
    let second = 2.25 - x + xyy
    let third = 2.625 - x + xyyy
    return first.squared() + second.squared() + third.squared()
  }

  public var formula: String { "(1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)²" }
  public var domain: Domain { Domain(x: -4.5...4.5, y: -4.5...4.5) }
  public var start: Point<Double> { Point(1, 1.6) }
  public var minima: [Minimum] { [Minimum(3, 0.5, value: 0)] }
  public var spacing: LevelSpacing { .logarithmic }
}
