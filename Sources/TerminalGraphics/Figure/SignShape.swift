/// A sign as an outline, for renderers that draw shapes instead of characters.
///
/// The signs of heads cover about equal areas, that of a disc of radius 1, so that none looks more important.
public struct SignShape: Hashable, Sendable {
  /// Closed polygons around the sign's middle, to the right and down, in units of its radius.
  ///
  /// A polygon inside another one is a hole and runs the other way round, so that both rules of filling give the same.
  public let outlines: [[SIMD2<Double>]]

  private init(_ outlines: [[SIMD2<Double>]]) { self.outlines = outlines }

  /// How far the outline reaches from the middle.
  public var reach: Double {
    outlines.joined().reduce(0) { max($0, ($1 * $1).sum()) }.squareRoot()
  }

  /// The shape of a sign; one without a shape, such as a digit, is a disc.
  public init(_ sign: Unicode.Scalar) { self = SignShape.known(sign) ?? SignShape([SignShape.circle(1)]) }

  /// Whether a sign has a shape of its own.
  public static func has(_ sign: Unicode.Scalar) -> Bool { known(sign) != nil }

  private static func known(_ sign: Unicode.Scalar) -> SignShape? {
    switch sign {
    case "●": SignShape([circle(1)])
    case "•": SignShape([circle(0.6)])
    case "·": SignShape([circle(0.35)])
    case "○": SignShape(ring(circle(1), share: 0.68))
    case "◉": SignShape(ring(circle(1.12), share: 0.68) + [circle(0.45)])
    case "▲": SignShape([polygon(3, 1.42)])
    case "▼": SignShape([polygon(3, 1.42, turned: 180)])
    case "◆": SignShape([polygon(4, 1.28)])
    case "◇": SignShape(ring(polygon(4, 1.28), share: 0.62))
    case "■": SignShape([polygon(4, 1.28, turned: 45)])
    case "□": SignShape(ring(polygon(4, 1.28, turned: 45), share: 0.68))
    case "★": SignShape([star(5, 1.5, 0.66)])
    case "✦": SignShape([star(4, 1.6, 0.5)])
    case "✧": SignShape(ring(star(4, 1.6, 0.5), share: 0.5))
    case "✚", "+": SignShape([cross(1.22, 0.4)])
    case "✖": SignShape([turned(cross(1.3, 0.4), 45)])
    case "✕", "×": SignShape([turned(cross(1.35, 0.19), 45)])
    case "⋈": SignShape(bow(1.25, 0.85))
    default: arrow(sign).map { SignShape([$0]) }
    }
  }

  private static let arrows: [Unicode.Scalar] = ["→", "↘", "↓", "↙", "←", "↖", "↑", "↗"]

  private static func arrow(_ sign: Unicode.Scalar) -> [SIMD2<Double>]? {
    guard let eighth = arrows.firstIndex(of: sign) else { return nil }
    let (shaft, wing) = (0.24, 0.82)
    return turned(
      [
        SIMD2(1.3, 0), SIMD2(0.15, wing), SIMD2(0.15, shaft), SIMD2(-1.2, shaft), SIMD2(-1.2, -shaft),
        SIMD2(0.15, -shaft), SIMD2(0.15, -wing),
      ], Double(45 * eighth))
  }

  /// So many corners that at usual sizes no eye finds one.
  private static let circleCorners = 48

  private static func circle(_ radius: Double) -> [SIMD2<Double>] { polygon(circleCorners, radius) }

  /// A regular polygon with a corner at the top.
  private static func polygon(_ corners: Int, _ radius: Double, turned degrees: Double = 0) -> [SIMD2<Double>]
  {
    turned((0..<corners).map { onCircle(Double($0) * 360 / Double(corners), radius) }, degrees)
  }

  private static func star(_ points: Int, _ outer: Double, _ inner: Double) -> [SIMD2<Double>] {
    (0..<2 * points).map { onCircle(Double($0) * 180 / Double(points), $0 % 2 == 0 ? outer : inner) }
  }

  /// A cross with arms of a length and half a width.
  private static func cross(_ length: Double, _ half: Double) -> [SIMD2<Double>] {
    let corner = [
      SIMD2(-half, -length), SIMD2(half, -length), SIMD2(half, -half),
    ]
    return (0..<4).flatMap { turned(corner, Double(90 * $0)) }
  }

  /// Two triangles that meet in the middle, hollow.
  private static func bow(_ width: Double, _ height: Double) -> [[SIMD2<Double>]] {
    let right = [SIMD2(0.0, 0), SIMD2(width, -height), SIMD2(width, height)]
    let center = SIMD2(0.66 * width, 0)
    let hole = Array(right.map { center + ($0 - center) * 0.42 }.reversed())
    return [right, hole, turned(right, 180), turned(hole, 180)]
  }

  /// A shape with a hole of its own form.
  private static func ring(_ outline: [SIMD2<Double>], share: Double) -> [[SIMD2<Double>]] {
    [outline, outline.reversed().map { $0 * share }]
  }

  /// A place on a circle, clockwise from the top.
  private static func onCircle(_ degrees: Double, _ radius: Double) -> SIMD2<Double> {
    let (sine, cosine) = Camera.sineAndCosine(degrees)
    return SIMD2(radius * sine, -radius * cosine)
  }

  /// Points turned clockwise about the middle.
  private static func turned(_ points: [SIMD2<Double>], _ degrees: Double) -> [SIMD2<Double>] {
    let (sine, cosine) = Camera.sineAndCosine(degrees)
    return points.map { SIMD2($0.x * cosine - $0.y * sine, $0.x * sine + $0.y * cosine) }
  }
}
