import TerminalGraphics

/// Where the number of a contour line stands, along the line.
struct TexContourLabel {
  let text: String
  let place: SIMD2<Double>
  /// Degrees, so that it can be read from below.
  let angle: Double

  /// The widest number that is shown.
  private static let widest = 7

  /// A number for each level that has a straight stretch with room around it, and none near another or what is to be kept free.
  static func labels(_ contours: ContourLines, _ panel: TexPanel) -> [TexContourLabel] {
    let em = panel.page.em
    let plot = panel.panel.plot
    var free = contours.avoided.map { panel.place($0) }
    let paths = panel.pathPlaces(every: 0.8 * em)
    var labels: [TexContourLabel] = []
    for level in contours.levels where level.label.count <= widest && !level.label.isEmpty {
      let length = (0.45 * Double(level.label.count) + 0.6) * em
      var best: (score: Double, place: SIMD2<Double>, way: SIMD2<Double>)?
      for line in level.lines {
        for (place, way, bend) in stretches(line.map { panel.place($0) }, length: length) {
          let inset = 1.5 * em
          guard place.x > inset, place.y > inset, place.x < plot.width - inset, place.y < plot.height - inset
          else { continue }
          let nearest = free.map { distance($0, place) }.min() ?? .infinity
          guard nearest > 3.2 * em, !paths.contains(where: { distance($0, place) < length / 2 + 0.4 * em })
          else { continue }
          // Straight, level, and away from the others.
          let score = min(nearest, 12 * em) / em - 60 * bend - 4 * abs(way.y)
          if score > best?.score ?? -.infinity { best = (score, place, way) }
        }
      }
      guard let best, best.score > -20 else { continue }
      free.append(best.place)
      let way = best.way.x < 0 ? -best.way : best.way
      labels.append(
        TexContourLabel(text: level.label, place: panel.point(best.place), angle: degrees(way)))
    }
    return labels
  }

  /// The middles of a line's stretches of a length, their directions, and how far each bends.
  private static func stretches(_ line: [SIMD2<Double>], length: Double) -> [(
    SIMD2<Double>, SIMD2<Double>, Double
  )] {
    var result: [(SIMD2<Double>, SIMD2<Double>, Double)] = []
    var start = 0
    while start < line.count {
      var (end, path) = (start, 0.0)
      while end + 1 < line.count, path < length {
        path += distance(line[end], line[end + 1])
        end += 1
      }
      guard path >= length else { break }
      let chord = distance(line[start], line[end])
      if chord > 0 {
        result.append((line[(start + end) / 2], (line[end] - line[start]) / chord, 1 - chord / path))
      }
      start += max(1, (end - start) / 3)
    }
    return result
  }

  private static func distance(_ a: SIMD2<Double>, _ b: SIMD2<Double>) -> Double {
    let way = b - a
    return (way * way).sum().squareRoot()
  }

  /// The angle of a direction to the right, -90...90; a series of the arc tangent is exact to a hundredth of a degree.
  static func degrees(_ way: SIMD2<Double>) -> Double {
    let (x, y) = (abs(way.x), abs(way.y))
    guard x > 0 || y > 0 else { return 0 }
    let ratio = min(x, y) / max(x, y)
    // Halved twice, where five terms are enough: atan(t) = 2 atan(t / (1 + sqrt(1 + t²))).
    var t = ratio
    for _ in 0..<2 { t = t / (1 + (1 + t * t).squareRoot()) }
    let square = t * t
    let small = t * (1 - square * (1 / 3.0 - square * (1 / 5.0 - square * (1 / 7.0 - square / 9))))
    let angle = 4 * small * 180 / Double.pi
    return (way.y < 0 ? -1 : 1) * (y > x ? 90 - angle : angle)
  }
}
