import TerminalGraphics

/// Where the numbers of contour lines stand: in a gap of their line, along it, away from one another and from signs.
struct ContourTexts {
  /// A number in its line.
  struct Number {
    let level: Int
    /// Which of the level's lines it stands in.
    let line: Int
    let text: String
    /// The middle of its gap, and half of the gap's length.
    let place: SIMD2<Double>
    let reach: Double
    /// How far it is turned, in degrees clockwise.
    let turn: Double
    /// Where its base line has its middle.
    let base: SIMD2<Double>

    /// A line without what lies in the gap.
    func cut(_ line: [SIMD2<Double>]) -> [[SIMD2<Double>]] {
      var pieces: [[SIMD2<Double>]] = []
      var piece: [SIMD2<Double>] = []
      for index in line.indices {
        let point = line[index]
        if index > 0 {
          // Where a stretch enters or leaves the gap's circle.
          let before = line[index - 1]
          for share in crossings(before, point) {
            piece.append(before + (point - before) * share)
            if isInside(before + (point - before) * (share + 1e-6)) {
              pieces.append(piece)
              piece = []
            }
          }
        }
        if isInside(point) { piece = [] } else { piece.append(point) }
      }
      pieces.append(piece)
      return pieces.filter { $0.count > 1 }
    }

    private func isInside(_ point: SIMD2<Double>) -> Bool {
      let d = point - place
      return (d * d).sum() < reach * reach
    }

    private func crossings(_ a: SIMD2<Double>, _ b: SIMD2<Double>) -> [Double] {
      let (way, from) = (b - a, a - place)
      let square = (way * way).sum()
      guard square > 0 else { return [] }
      let half = (way * from).sum() / square
      let rest = half * half - ((from * from).sum() - reach * reach) / square
      guard rest > 0 else { return [] }
      let root = rest.squareRoot()
      return [-half - root, -half + root].filter { $0 > 0 && $0 < 1 }
    }
  }

  /// The numbers.
  private(set) var texts: [Number] = []
  /// The size of their text.
  let size: Double

  /// The longest number that is shown.
  private static let longest = 7

  /// - Parameter paths: places along lines above the contours, which numbers keep away from where they can.
  init(_ contours: ContourLines, _ plane: PanelPlane, em: Double, besides paths: [SIMD2<Double>] = []) {
    size = 0.75 * em
    let plot = plane.plot
    guard contours.numbers != nil, plot.width > 14 * em, plot.height > 9 * em else { return }
    let most = Int(plot.width * plot.height / (em * em) / 130)
    let avoided = contours.avoided.map { plane.place($0) }
    var candidates: [(score: Double, number: Number)] = []
    for (level, lines) in contours.levels.enumerated() where lines.label.count <= ContourTexts.longest {
      let reach = (TextWidth.ems(lines.label) / 2 + 0.28) * size
      for (index, line) in lines.lines.enumerated() {
        let places = line.map { plane.place($0) }
        candidates += ContourTexts.straight(places, reach: reach, size: size).compactMap { found in
          guard plot.inset(left: 2 * em, top: 1.4 * em, right: 2 * em, bottom: 1.4 * em).contains(found.place)
          else {
            return nil
          }
          let turn = ContourTexts.degrees(found.way)
          let down = SIMD2(-ContourTexts.sine(turn), ContourTexts.cosine(turn))
          let number = Number(
            level: level, line: index, text: lines.label, place: found.place, reach: reach, turn: turn,
            base: found.place + down * 0.35 * size)
          // Straight lines first, and level ones.
          return (found.bend * 4 + abs(turn) / 90, number)
        }
      }
    }
    let order = candidates.indices.sorted {
      (candidates[$0].score, $0) < (candidates[$1].score, $1)
    }
    var used: Set<Int> = []
    func isFar(_ a: SIMD2<Double>, _ b: SIMD2<Double>, _ distance: Double) -> Bool {
      let d = a - b
      return (d * d).sum() > distance * distance
    }
    for index in order {
      let number = candidates[index].number
      guard texts.count < most else { break }
      guard !used.contains(number.level), avoided.allSatisfy({ isFar($0, number.place, 3 * em) }),
        texts.allSatisfy({ isFar($0.place, number.place, 7 * em) }),
        paths.allSatisfy({ isFar($0, number.place, number.reach + 0.5 * em) }),
        !ContourTexts.isCrowded(number, contours, plane, size: size)
      else { continue }
      used.insert(number.level)
      texts.append(number)
    }
  }

  /// Places along a line where it is nearly straight for the length of a number: their direction, and how much it bends.
  private static func straight(_ line: [SIMD2<Double>], reach: Double, size: Double)
    -> [(place: SIMD2<Double>, way: SIMD2<Double>, bend: Double)]
  {
    guard line.count > 2 else { return [] }
    var lengths = [0.0]
    for index in 1..<line.count {
      let d = line[index] - line[index - 1]
      lengths.append(lengths[index - 1] + (d * d).sum().squareRoot())
    }
    guard let whole = lengths.last, whole.isFinite, whole > 5 * reach else { return [] }
    func at(_ length: Double) -> SIMD2<Double> {
      var (low, high) = (0, lengths.count - 1)
      while low + 1 < high {
        let middle = (low + high) / 2
        if lengths[middle] <= length { low = middle } else { high = middle }
      }
      let span = lengths[high] - lengths[low]
      return span > 0 ? line[low] + (line[high] - line[low]) * ((length - lengths[low]) / span) : line[low]
    }
    let step = max(2 * size, whole / 60)
    return stride(from: 2 * reach, to: whole - 2 * reach, by: step).compactMap { length in
      let (a, b, c) = (at(length - reach), at(length), at(length + reach))
      let way = c - a
      let chord = (way * way).sum().squareRoot()
      guard chord > 1.6 * reach else { return nil }
      let off = b - (a + c) / 2
      let bend = (off * off).sum().squareRoot() / reach
      return bend < 0.22 ? ((a + c) / 2 * 0.5 + b * 0.5, way / chord, bend) : nil
    }
  }

  /// Whether another line passes so close that it would be unclear which one the number belongs to.
  private static func isCrowded(
    _ number: Number, _ contours: ContourLines, _ plane: PanelPlane, size: Double
  ) -> Bool {
    let along = SIMD2(cosine(number.turn), sine(number.turn))
    let across = SIMD2(-along.y, along.x)
    for (level, lines) in contours.levels.enumerated() where level != number.level {
      for line in lines.lines {
        for point in line {
          let d = plane.place(point) - number.place
          let (x, y) = ((d * along).sum(), (d * across).sum())
          if abs(x) < number.reach, abs(y) < 0.62 * size { return true }
        }
      }
    }
    return false
  }

  /// The turn of a direction in degrees clockwise, so that a text along it can be read: -90 to 90.
  private static func degrees(_ way: SIMD2<Double>) -> Double {
    let upright = way.x < 0 ? -way : way
    let steep = abs(upright.y) > upright.x
    let ratio = steep ? upright.x / abs(upright.y) : abs(upright.y) / upright.x
    // The arc tangent of 0...1 to a tenth of a degree is finer than a text shows.
    let arc = ratio * (1 + 0.2733 * (1 - ratio)) * 45
    let degrees = steep ? 90 - arc : arc
    return upright.y < 0 ? -degrees : degrees
  }

  private static func sine(_ degrees: Double) -> Double { Turn(degrees).sine }
  private static func cosine(_ degrees: Double) -> Double { Turn(degrees).cosine }
}

/// A turn by degrees.
struct Turn {
  let sine: Double
  let cosine: Double

  /// A turn of -90 to 90 degrees.
  init(_ degrees: Double) {
    let x = degrees * Double.pi / 180
    let square = x * x
    var (sine, cosine) = (1.0, 1.0)
    for k in Swift.stride(from: 8.0, through: 1, by: -1) {
      sine = 1 - square / ((2 * k) * (2 * k + 1)) * sine
      cosine = 1 - square / ((2 * k - 1) * (2 * k)) * cosine
    }
    (self.sine, self.cosine) = (sine * x, cosine)
  }
}
