/// A sign as a drawing: what a renderer without characters shows for a head or a mark.
///
/// It lies within the square from -1 to 1, with y upwards. Renderers into pixels use its distance, those into vectors its
/// parts.
public struct SignShape: Hashable, Sendable {
  /// What a sign is made of.
  public enum Part: Hashable, Sendable {
    /// A filled polygon.
    case polygon([SIMD2<Double>])
    /// A filled disc around the middle.
    case disc(radius: Double)
    /// A line with round ends and corners; a closed one ends where it begins.
    case line([SIMD2<Double>], width: Double)
    /// A circle around the middle.
    case circle(radius: Double, width: Double)
  }

  /// The parts; where they overlap, they are one.
  public let parts: [Part]

  /// A sign of parts.
  public init(_ parts: [Part]) { self.parts = parts }

  /// What stands for a sign without a drawing, such as a letter.
  public static let plain = SignShape([.disc(radius: 0.8)])

  /// The drawing of a sign; `nil` for one that has none.
  public init?(_ sign: Unicode.Scalar) {
    switch sign {
    case "●": parts = [.disc(radius: 0.86)]
    case "•": parts = [.disc(radius: 0.4)]
    case "·": parts = [.disc(radius: 0.25)]
    case "◉": parts = [.circle(radius: 0.75, width: 0.24), .disc(radius: 0.36)]
    case "▲": parts = [.polygon(SignShape.triangle)]
    case "▼": parts = [.polygon(SignShape.triangle.map { SIMD2($0.x, -$0.y) })]
    case "▶": parts = [.polygon(SignShape.triangle.map { SIMD2($0.y, $0.x) })]
    case "◀": parts = [.polygon(SignShape.triangle.map { SIMD2(-$0.y, $0.x) })]
    case "■": parts = [.polygon(SignShape.square(0.76))]
    case "◆": parts = [.polygon(SignShape.diamond(1))]
    case "◇": parts = [.line(SignShape.closed(SignShape.diamond(0.86)), width: 0.24)]
    case "★": parts = [.polygon(SignShape.star(points: 5, outer: 1, inner: 0.46))]
    case "✦": parts = [.polygon(SignShape.star(points: 4, outer: 1, inner: 0.33))]
    case "✧":
      parts = [.line(SignShape.closed(SignShape.star(points: 4, outer: 0.92, inner: 0.34)), width: 0.18)]
    case "✚": parts = [.polygon(SignShape.plus(arm: 0.92, half: 0.31))]
    case "✖": parts = SignShape.cross(0.68, width: 0.52)
    case "✕": parts = SignShape.cross(0.72, width: 0.3)
    case "⋈":
      parts = [.line(SignShape.closed([[-0.9, -0.6], [-0.9, 0.6], [0.9, -0.6], [0.9, 0.6]]), width: 0.22)]
    case "→": parts = SignShape.arrow([1, 0])
    case "←": parts = SignShape.arrow([-1, 0])
    case "↑": parts = SignShape.arrow([0, 1])
    case "↓": parts = SignShape.arrow([0, -1])
    case "↗": parts = SignShape.arrow([1, 1] * 0.5.squareRoot())
    case "↘": parts = SignShape.arrow([1, -1] * 0.5.squareRoot())
    case "↖": parts = SignShape.arrow([-1, 1] * 0.5.squareRoot())
    case "↙": parts = SignShape.arrow([-1, -1] * 0.5.squareRoot())
    default: return nil
    }
  }

  private static let triangle: [SIMD2<Double>] = [[0, 0.98], [-0.96, -0.72], [0.96, -0.72]]

  private static func square(_ half: Double) -> [SIMD2<Double>] {
    [[-half, -half], [half, -half], [half, half], [-half, half]]
  }

  private static func diamond(_ half: Double) -> [SIMD2<Double>] {
    [[0, half], [-half, 0], [0, -half], [half, 0]]
  }

  private static func plus(arm: Double, half: Double) -> [SIMD2<Double>] {
    [
      [-half, -arm], [half, -arm], [half, -half], [arm, -half], [arm, half], [half, half], [half, arm],
      [-half, arm], [-half, half], [-arm, half], [-arm, -half], [-half, -half],
    ]
  }

  private static func cross(_ half: Double, width: Double) -> [Part] {
    [
      .line([[-half, -half], [half, half]], width: width),
      .line([[-half, half], [half, -half]], width: width),
    ]
  }

  /// A star with one point upwards.
  private static func star(points: Int, outer: Double, inner: Double) -> [SIMD2<Double>] {
    (0..<2 * points).map { index in
      let (sine, cosine) = Camera.sineAndCosine(180 * Double(index) / Double(points))
      return SIMD2(-sine, cosine) * (index.isMultiple(of: 2) ? outer : inner)
    }
  }

  /// An arrow with its tip in a direction of length one.
  private static func arrow(_ way: SIMD2<Double>) -> [Part] {
    let across = SIMD2(-way.y, way.x)
    return [
      .line([way * -0.85, way * 0.3], width: 0.34),
      .polygon([way, way * 0.05 + across * 0.66, way * 0.05 - across * 0.66]),
    ]
  }

  private static func closed(_ points: [SIMD2<Double>]) -> [SIMD2<Double>] { points + points.prefix(1) }

  /// How far a place is from the sign; negative inside.
  public func distance(from place: SIMD2<Double>) -> Double {
    var least = Double.infinity
    for part in parts {
      switch part {
      case .polygon(let corners):
        least = min(least, SignShape.distance(from: place, toPolygon: corners))
      case .disc(let radius): least = min(least, (place * place).sum().squareRoot() - radius)
      case .circle(let radius, let width):
        least = min(least, abs((place * place).sum().squareRoot() - radius) - width / 2)
      case .line(let points, let width):
        for (a, b) in zip(points, points.dropFirst()) {
          least = min(least, SignShape.square(from: place, to: a, b).squareRoot() - width / 2)
        }
      }
    }
    return least
  }

  /// How far a place is from a polygon; negative inside.
  public static func distance(from place: SIMD2<Double>, toPolygon corners: [SIMD2<Double>]) -> Double {
    guard var previous = corners.last else { return .infinity }
    var (least, isInside) = (Double.infinity, false)
    for corner in corners {
      least = min(least, square(from: place, to: previous, corner))
      // A ray to the right crosses the edge.
      if (corner.y > place.y) != (previous.y > place.y) {
        let x = corner.x + (place.y - corner.y) / (previous.y - corner.y) * (previous.x - corner.x)
        if place.x < x { isInside.toggle() }
      }
      previous = corner
    }
    return isInside ? -least.squareRoot() : least.squareRoot()
  }

  /// The squared distance of a place from a line between two others.
  private static func square(from place: SIMD2<Double>, to a: SIMD2<Double>, _ b: SIMD2<Double>) -> Double {
    let (way, from) = (b - a, place - a)
    let length = (way * way).sum()
    let share = length > 0 ? max(0, min(1, (from * way).sum() / length)) : 0
    let rest = from - way * share
    return (rest * rest).sum()
  }
}
