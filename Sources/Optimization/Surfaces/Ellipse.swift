/// A quadratic bowl of any condition number, turned by any angle.
///
/// Turned by 0 degrees it is the bowl; the further it is turned, the less scaling each coordinate helps.
public struct Ellipse: Surface {
  public static let card = SurfaceCard(
    id: "ellipse", name: "Ellipse",
    summary: "A stretched bowl turned by an angle: at 0 degrees scaled steps win, at 45 they gain nothing.",
    source:
      "The textbook quadratic; e.g. N. Hansen and A. Ostermeier, Completely derandomized "
      + "self-adaptation in evolution strategies, Evolutionary Computation 9 (2001), 159-195.",
    settings: [
      Setting(
        "k", "k", default: 20, in: .above(0), slider: 1...1000, .logarithmic,
        "Curvature across the valley, relative to 1 along it: the condition number. 20 zigzags visibly."),
      Setting(
        "angle", "θ", default: 30, in: .any, slider: -90...90, .linear,
        "The valley's angle to the x axis in degrees. 30 couples the coordinates without a symmetry."),
    ])

  private let k: Double
  private let angle: Double
  private let cosine: Double
  private let sine: Double

  public init(_ settings: SettingValues) {
    k = settings[declared: "k"]
    angle = settings[declared: "angle"]
    cosine = Double.cos(angle * Double.pi / 180)
    sine = Double.sin(angle * Double.pi / 180)
  }

  @inline(__always)
  public func height<S: Scalar>(_ x: S, _ y: S) -> S {
    let along = cosine * x + sine * y
    let across = cosine * y - sine * x
    return 0.5 * (along.squared() + k * across.squared())
  }

  public var formula: String {
    let (k, t) = (k.shortText, angle.shortText + "°")
    return "½(u² + \(k)v²), u = x cos \(t) + y sin \(t), v = y cos \(t) − x sin \(t)"
  }
  public var domain: Domain { Domain(x: -5...5, y: -5...5) }
  public var start: Point<Double> { Point(-4.2, 0.8) }
  public var minima: [Minimum] { [Minimum(0, 0, value: 0)] }
  public var spacing: LevelSpacing { .logarithmic }
}
