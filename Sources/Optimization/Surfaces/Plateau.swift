/// A plateau on all sides of a hollow, as of a saturated neuron: far out the slope almost vanishes.
public struct Plateau: Surface {
  public static let card = SurfaceCard(
    id: "plateau", name: "Plateau",
    summary: "High and level ground around a hollow: plain descent hardly moves, scaled steps walk across.",
    source:
      "A textbook situation; e.g. I. Goodfellow, Y. Bengio and A. Courville, Deep Learning, MIT Press "
      + "(2016), section 8.2.",
    settings: [
      Setting(
        "h", "h", default: 10, in: .above(0), slider: 1...100, .logarithmic,
        "The height of the plateau along one axis. At 10 plain descent creeps instead of standing still.")
    ])

  private let h: Double

  public init(_ settings: SettingValues) { h = settings[declared: "h"] }

  @inline(__always)
  public func height<S: Scalar>(_ x: S, _ y: S) -> S {
    h * (S.tanh(x).squared() + S.tanh(0.5 * y).squared())
  }

  public var formula: String { "\(h.shortText)(tanh²x + tanh²½y)" }
  public var domain: Domain { Domain(x: -4...4, y: -4...4) }
  public var start: Point<Double> { Point(-2.6, 3.1) }
  public var minima: [Minimum] { [Minimum(0, 0, value: 0)] }
  public var spacing: LevelSpacing { .linear }
}
