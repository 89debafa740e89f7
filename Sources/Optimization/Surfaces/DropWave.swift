/// The drop-wave function: rings like those around a drop in water.
///
/// The formula has a root at the origin, but no kink there: cos 12r is a power series in r². Its first two
/// terms are used where the rest is below the last digit, which gives the exact derivatives.
public struct DropWave: Surface {
  public static let card = SurfaceCard(
    id: "drop_wave", name: "Drop wave",
    summary: "Rings around a hole: each ring is a trough that a run without enough speed never leaves.",
    source: "M. Molga and C. Smutnicki, Test functions for optimization needs (2005).")

  public init(_ settings: SettingValues) {}

  @inline(__always)
  public func height<S: Scalar>(_ x: S, _ y: S) -> S {
    let rr = x.squared() + y.squared()
    // cos 12r = 1 − 72r² + 864r⁴ − ..., of which the third term is below 1e-37 here.
    let wave = S.select(rr .< S(1e-20), 1 - 72 * rr, S.cos(12 * rr.kinkedRoot()))
    return -(1 + wave) / (0.5 * rr + 2)
  }

  public var formula: String { "−(1 + cos 12√(x² + y²))/(½(x² + y²) + 2)" }
  public var domain: Domain { Domain(x: -5.12...5.12, y: -5.12...5.12) }
  public var start: Point<Double> { Point(-1.5, 1.1) }
  public var minima: [Minimum] { [Minimum(0, 0, value: -1)] }
  public var spacing: LevelSpacing { .linear }
}
