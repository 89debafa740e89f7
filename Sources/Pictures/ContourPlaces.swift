import Arithmetic
import TerminalGraphics

/// Where the numbers of contour lines stand on a page: along their lines, where those are nearly straight, and apart from
/// each other.
struct ContourPlaces {
  /// A number in its line.
  struct Number: Hashable {
    let text: String
    /// The middle of the text.
    let place: SIMD2<Double>
    /// The direction in which it is read, of length one, never to the left.
    let direction: SIMD2<Double>
    /// Half of its width, with a little room.
    let half: Double
  }

  /// The numbers, at most one for each height.
  private(set) var numbers: [Number] = []

  /// The most letters that a number may have.
  private static let longest = 7

  /// Chooses places for some of the numbers.
  ///
  /// - Parameters:
  ///   - levels: each height's number and lines on the page.
  ///   - size: the size of the text.
  ///   - avoided: places that numbers keep away from.
  init(
    _ levels: [(label: String, lines: [[SIMD2<Double>]])], in box: PageBox, size: Double,
    avoiding avoided: [SIMD2<Double>]
  ) {
    // On a small plot numbers would only get in the way.
    guard min(box.width, box.height) > 14 * size else { return }
    let most = Int(box.width * box.height / (size * size * 130))
    var candidates: [(level: Int, number: Number, score: Double)] = []
    for (level, content) in levels.enumerated() where content.label.count <= ContourPlaces.longest {
      let half = TextWidth.ems(content.label) * size / 2 + 0.35 * size
      for line in content.lines {
        candidates += ContourPlaces.straight(line, half: half, in: box, margin: 1.2 * size).map {
          (level, Number(text: content.label, place: $0.place, direction: $0.direction, half: half), $0.score)
        }
      }
    }
    candidates.sort { a, b in
      if a.score != b.score { return a.score > b.score }
      let (p, q) = (a.number.place, b.number.place)
      return p.y != q.y ? p.y < q.y : p.x < q.x
    }
    let others = levels.map { level in level.lines.flatMap { $0 } }
    var used: Set<Int> = []
    for (level, number, _) in candidates where !used.contains(level) {
      guard numbers.count < most else { break }
      func isApart(_ place: SIMD2<Double>, _ distance: Double) -> Bool {
        let way = place - number.place
        return (way * way).sum() >= distance * distance
      }
      guard numbers.allSatisfy({ isApart($0.place, 7 * size) }),
        avoided.allSatisfy({ isApart($0, number.half + 2 * size) }),
        !others.enumerated().contains(where: { $0 != level && number.isCrowded(by: $1, size: size) })
      else { continue }
      numbers.append(number)
      used.insert(level)
    }
  }

  /// Places along a line where a piece as long as a number is nearly straight; the more level, the better.
  private static func straight(_ line: [SIMD2<Double>], half: Double, in box: PageBox, margin: Double)
    -> [(place: SIMD2<Double>, direction: SIMD2<Double>, score: Double)]
  {
    guard line.count > 2 else { return [] }
    var lengths = [0.0]
    for (a, b) in zip(line, line.dropFirst()) {
      let way = b - a
      lengths.append((lengths.last ?? 0) + (way * way).sum().squareRoot())
    }
    let whole = lengths.last ?? 0
    guard whole > 5 * half else { return [] }
    var places: [(SIMD2<Double>, SIMD2<Double>, Double)] = []
    var index = 0
    func point(at length: Double, from start: inout Int) -> SIMD2<Double> {
      while start < line.count - 2, lengths[start + 1] < length { start += 1 }
      let span = lengths[start + 1] - lengths[start]
      return line[start] + (line[start + 1] - line[start]) * (span > 0 ? (length - lengths[start]) / span : 0)
    }
    let inner = box.inset(left: half, top: margin, right: half, bottom: margin)
    for middle in stride(from: 1.2 * half, through: whole - 1.2 * half, by: half) {
      let a = point(at: middle - half, from: &index)
      var ahead = index
      let place = point(at: middle, from: &ahead)
      let b = point(at: middle + half, from: &ahead)
      guard place.x >= inner.x, place.x <= inner.endX, place.y >= inner.y, place.y <= inner.endY else {
        continue
      }
      let way = b - a
      let length = (way * way).sum().squareRoot()
      // A piece of twice the half that is straight has its ends as far apart.
      let straightness = length / (2 * half)
      guard straightness > 0.96, length > 0 else { continue }
      let direction = way / (way.x < 0 ? -length : length)
      // How far the line's middle is from the chord's: the text lies on it.
      let off = place - (a + b) / 2
      let sag = (off * off).sum().squareRoot() / half
      let outwards =
        (place - SIMD2(box.x + box.width / 2, box.y + box.height / 2)) / SIMD2(box.width, box.height)
      places.append((place, direction, abs(direction.x) - 3 * sag - 0.4 * (outwards * outwards).sum()))
    }
    return places
  }

  /// A line without the pieces under its numbers.
  func cut(_ line: [SIMD2<Double>], _ text: String) -> [[SIMD2<Double>]] {
    let own = numbers.filter { $0.text == text }
    guard !own.isEmpty else { return [line] }
    var pieces: [[SIMD2<Double>]] = []
    var current: [SIMD2<Double>] = []
    for (index, point) in line.enumerated() {
      if index > 0 {
        // A long segment is walked, so that it ends where the number begins.
        let (a, way) = (line[index - 1], point - line[index - 1])
        let steps = min(4096, max(1, Int((way * way).sum().squareRoot().rounded(.up))))
        for step in 1..<max(2, steps) where steps > 1 {
          take(a + way * (Double(step) / Double(steps)), isCorner: false)
        }
      }
      take(point, isCorner: true)
    }
    func take(_ point: SIMD2<Double>, isCorner: Bool) {
      if own.contains(where: { $0.covers(point) }) {
        if current.count > 1 { pieces.append(current) }
        current = []
      } else if isCorner || current.isEmpty {
        current.append(point)
      }
    }
    if current.count > 1 { pieces.append(current) }
    return pieces
  }
}

extension ContourPlaces.Number {
  /// Whether a point lies under the text.
  func covers(_ point: SIMD2<Double>) -> Bool {
    let way = point - place
    let along = (way * direction).sum()
    let across = way.x * direction.y - way.y * direction.x
    return abs(along) < half && abs(across) < 0.5 * half
  }

  /// Whether another line passes through or close by: it would be unclear whose number it is.
  fileprivate func isCrowded(by points: [SIMD2<Double>], size: Double) -> Bool {
    points.contains { point in
      let way = point - place
      let along = (way * direction).sum()
      let across = way.x * direction.y - way.y * direction.x
      return abs(along) < half && abs(across) < 0.75 * size
    }
  }
}
