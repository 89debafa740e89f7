/// A round bowl with two Gaussian dents, whose depths and widths are adjustable.
public struct GaussianHills: Surface {
  public static let card = SurfaceCard(
    id: "gaussian_hills", name: "Gaussian hills",
    summary: "A bowl with two dents of adjustable depth and width: the nearer need not be the deeper.",
    source: "After E. Dupont, Interactive visualization of optimization algorithms in deep learning (2018).",
    settings: [
      Setting(
        "a", "a", default: 2, in: .from(0), slider: 0...10, .linear,
        "The depth of the dent at (1, 0). At 2 it is the shallower one."),
      Setting(
        "b", "b", default: 3, in: .from(0), slider: 0...10, .linear,
        "The depth of the dent at (−1, 0). At 3 it is the deeper one."),
      Setting(
        "c", "c", default: 0.3, in: .above(0), slider: 0.01...10, .logarithmic,
        "The squared width of the dent at (1, 0). At 0.3 the two are apart."),
      Setting(
        "d", "d", default: 0.3, in: .above(0), slider: 0.01...10, .logarithmic,
        "The squared width of the dent at (−1, 0). At 0.3 the two are apart."),
    ])

  private let a, b, c, d: Double
  public let minima: [Minimum]

  public init(_ settings: SettingValues) {
    a = settings[declared: "a"]
    b = settings[declared: "b"]
    c = settings[declared: "c"]
    d = settings[declared: "d"]
    minima = GaussianHills.minima(a, b, c, d)
  }

  @inline(__always)
  public func height<S: Scalar>(_ x: S, _ y: S) -> S {
    GaussianHills.height(x, y, a, b, c, d)
  }

  private static func height<S: Scalar>(
    _ x: S, _ y: S, _ a: Double, _ b: Double, _ c: Double, _ d: Double
  ) -> S {
    let yy = y.squared()
    let right = a * S.exp(-((x - 1).squared() + yy) / c)
    let left = b * S.exp(-((x + 1).squared() + yy) / d)
    return x.squared() + yy - right - left
  }

  public var formula: String {
    let (a, b, c, d) = (a.shortText, b.shortText, c.shortText, d.shortText)
    return "x² + y² − \(a) exp(−((x − 1)² + y²)/\(c)) − \(b) exp(−((x + 1)² + y²)/\(d))"
  }
  public var domain: Domain { Domain(x: -3...3, y: -3...3) }
  public var start: Point<Double> { Point(0.8, 2.6) }
  public var spacing: LevelSpacing { .linear }

  /// The minima for any settings.
  ///
  /// The slope along y is y times a positive number, so all lie on the x axis, and between the dents' centres, since
  /// beyond them every term rises outwards. There, each rise of the slope through zero is a minimum: bracketed by
  /// nodes that are dense where a dent is narrow, then bisected to the last digit.
  private static func minima(_ a: Double, _ b: Double, _ c: Double, _ d: Double) -> [Minimum] {
    func slope(_ x: Double) -> Double {
      height(Dual<Double>(x, 1, 0), Dual<Double>(0), a, b, c, d).dx
    }
    var nodes = (0...200).map { -1 + Double($0) / 100 }
    for k in 0...100 {
      nodes.append(max(-1, 1 - Double(k) / 25 * c.squareRoot()))
      nodes.append(min(1, -1 + Double(k) / 25 * d.squareRoot()))
    }
    nodes.sort()
    var found: [(x: Double, value: Double)] = []
    for (left, right) in zip(nodes, nodes.dropFirst()) where slope(left) < 0 && slope(right) >= 0 {
      var (low, high) = (left, right)
      while true {
        let middle = low + (high - low) / 2
        guard low < middle, middle < high else { break }
        if slope(middle) < 0 { low = middle } else { high = middle }
      }
      let x = abs(slope(low)) < abs(slope(high)) ? low : high
      found.append((x, height(x, 0, a, b, c, d)))
    }
    guard let lowest = found.map(\.value).min() else { return [] }
    // Two equal dents are both global, although rounding may make them differ.
    let tolerance = 1e-13 * max(1, abs(lowest))
    return found.sorted { $0.value < $1.value }.map {
      Minimum($0.x, 0, value: $0.value, isGlobal: $0.value - lowest <= tolerance)
    }
  }
}
