/// Ackley's function: a dented plain that falls ever more steeply towards one funnel.
///
/// At the origin the surface ends in a cone, which has no gradient; the root's derivatives are taken as 0 there, so the
/// gradient at the minimum is 0. The domain is often also given as [-32.768, 32.768]².
public struct Ackley: Surface {
  public static let card = SurfaceCard(
    id: "ackley", name: "Ackley",
    summary:
      "A dented plain around one funnel: far out the dents hold a run, near the middle the slope wins.",
    source: "D. H. Ackley, A Connectionist Machine for Genetic Hillclimbing, Kluwer (1987).")

  public init(_ settings: SettingValues) {}

  @inline(__always)
  public func height<S: Scalar>(_ x: S, _ y: S) -> S {
    let cone = S.exp(-0.2 * (0.5 * (x.squared() + y.squared())).kinkedRoot())
    let dents = S.exp(0.5 * (S.cos(2 * Double.pi * x) + S.cos(2 * Double.pi * y)))
    return -20 * cone - dents + 20 + Ackley.e
  }

  /// Euler's number, to the last digit of a `Double`.
  private static let e = 2.718281828459045

  public var formula: String { "−20 exp(−0.2√(½(x² + y²))) − exp(½(cos 2πx + cos 2πy)) + 20 + e" }
  public var domain: Domain { Domain(x: -5...5, y: -5...5) }
  public var start: Point<Double> { Point(-3.4, 2.6) }
  public var minima: [Minimum] { [Minimum(0, 0, value: 0, isKink: true)] }
  public var spacing: LevelSpacing { .linear }
}
