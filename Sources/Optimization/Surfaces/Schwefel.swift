/// Schwefel's sine root function: hollows that grow outwards, the deepest in a corner far from the next best.
///
/// At x = 0 and at y = 0 the root's derivatives are taken as 0; the gradient is exact even there, where the curvature
/// grows without bound. Outside the domain it goes deeper.
public struct Schwefel: Surface {
  public static let card = SurfaceCard(
    id: "schwefel", name: "Schwefel",
    summary: "Hollows that deepen outwards, the best of them in a corner: the nearest one misleads.",
    source: "H.-P. Schwefel, Numerical Optimization of Computer Models, Wiley (1981).")

  public init(_ settings: SettingValues) {}

  @inline(__always)
  public func height<S: Scalar>(_ x: S, _ y: S) -> S {
    let first = x * S.sin(x.magnitude.kinkedRoot())
    let second = y * S.sin(y.magnitude.kinkedRoot())
    return Schwefel.offset - first - second
  }

  /// Twice the greatest value of t sin √t in the domain, so that the minimum is zero; often cut to 2 · 418.9829.
  private static let offset = 837.9657745448674

  public var formula: String { "837.9657745448674 − x sin √|x| − y sin √|y|" }
  public var domain: Domain { Domain(x: -500...500, y: -500...500) }
  public var start: Point<Double> { Point(250, 330) }
  public var minima: [Minimum] {
    [
      // The root of the derivative of t sin √t that lies nearest to the domain's end.
      Minimum(420.96874635998205, 420.96874635998205, value: 0)
    ]
  }
  public var spacing: LevelSpacing { .linear }
}
