/// The Styblinski-Tang function: four minima of different depth, one of them global.
public struct StyblinskiTang: Surface {
  public static let card = SurfaceCard(
    id: "styblinski_tang", name: "Styblinski–Tang",
    summary: "Four basins of different depth: a method with momentum may roll past a shallow one.",
    source: "M. A. Styblinski and T.-S. Tang, Experiments in nonconvex optimization, "
      + "Neural Networks 3 (1990), 467-483.")

  public init(_ settings: SettingValues) {}

  @inline(__always)
  public func height<S: Scalar>(_ x: S, _ y: S) -> S { 0.5 * (term(x) + term(y)) }

  private func term<S: Scalar>(_ x: S) -> S {
    let xx = x.squared()
    return xx.squared() - 16 * xx + 5 * x
  }

  public var formula: String { "½[(x⁴ − 16x² + 5x) + (y⁴ − 16y² + 5y)]" }
  public var domain: Domain { Domain(x: -5...5, y: -5...5) }
  public var start: Point<Double> { Point(0.5, 4) }
  public var minima: [Minimum] {
    // The roots of 4t³ − 32t + 5 with positive second derivative.
    let deep = -2.903534027771177
    let shallow = 2.746802770990837
    return [
      Minimum(deep, deep, value: -78.33233140754282),
      Minimum(deep, shallow, value: -64.19561235905536, isGlobal: false),
      Minimum(shallow, deep, value: -64.19561235905536, isGlobal: false),
      Minimum(shallow, shallow, value: -50.05889331056788, isGlobal: false),
    ]
  }
  public var spacing: LevelSpacing { .linear }
}
