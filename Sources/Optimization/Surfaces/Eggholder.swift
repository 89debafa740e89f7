/// The eggholder function: deep, irregular hollows over a wide domain, the deepest of them cut by its edge.
///
/// Along the two lines where the argument of a root is zero the surface has a cusp; the root's derivatives are taken as
/// 0 there. Outside the domain it goes deeper; at the minimum the gradient points across the edge x = 512, and y is the
/// root of the derivative along it.
public struct Eggholder: Surface {
  public static let card = SurfaceCard(
    id: "eggholder", name: "Eggholder",
    summary: "Wide and irregular hollows, the deepest at the edge: a local method finds the nearest one.",
    source:
      "D. Whitley, K. Mathias, S. Rana and J. Dzubera, Evaluating evolutionary algorithms, Artificial "
      + "Intelligence 85 (1996), 245-276.")

  public init(_ settings: SettingValues) {}

  @inline(__always)
  public func height<S: Scalar>(_ x: S, _ y: S) -> S {
    let shifted = y + 47
    let first = S.sin((x / 2 + shifted).magnitude.kinkedRoot())
    let second = S.sin((x - shifted).magnitude.kinkedRoot())
    return -shifted * first - x * second
  }

  public var formula: String { "−(y + 47) sin √|x/2 + y + 47| − x sin √|x − (y + 47)|" }
  public var domain: Domain { Domain(x: -512...512, y: -512...512) }
  public var start: Point<Double> { Point(-60, 250) }
  public var minima: [Minimum] { [Minimum(512, 404.2318051137578, value: -959.6406627208509)] }
  public var spacing: LevelSpacing { .linear }
}
