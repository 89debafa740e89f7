/// A level's number, set into its contour line.
struct ContourNumber: Hashable, Sendable {
  let text: String
  /// The cell of the frame where it begins.
  let column: Int
  let row: Int
  let ink: Ink

  /// Numbers for some of the contours, few and spread out, where a line is level for the width of its number.
  ///
  /// - Parameter layer: the lines as they are drawn.
  static func numbers(in contours: ContourLines, on layer: DotLayer, _ ink: Ink) -> [ContourNumber] {
    let rect = layer.projection.rect
    // On a small map numbers would only get in the way.
    let most = min(contours.levels.count, rect.width < 40 ? 0 : rect.width * rect.height / 330)
    guard most > 0 else { return [] }
    let avoided = contours.avoided.compactMap { layer.projection.cell(of: $0) }
    var places = contours.levels.enumerated().flatMap { candidates(for: $1, $0, on: layer, ink) }
    places.sort { a, b in
      if a.score != b.score { return a.score > b.score }
      return a.number.row != b.number.row ? a.number.row < b.number.row : a.number.column < b.number.column
    }
    var chosen: [ContourNumber] = []
    var levels: Set<Int> = []
    for (level, number, _) in places where !levels.contains(level) {
      let isFree =
        avoided.allSatisfy { !number.isNear($0.column, $0.row, columns: 4, rows: 1) }
        && chosen.allSatisfy { !number.isNear($0.column, $0.row, columns: 16, rows: 4) }
      guard isFree else { continue }
      chosen.append(number)
      levels.insert(level)
      if chosen.count == most { break }
    }
    return chosen
  }

  private func isNear(_ column: Int, _ row: Int, columns: Int, rows: Int) -> Bool {
    abs(row - self.row) <= rows && column >= self.column - columns
      && column < self.column + text.count + columns
  }

  private typealias Candidate = (level: Int, number: ContourNumber, score: Int)

  /// The widest number that is shown; a longer one would take too much room.
  private static let widest = 6

  /// The places along a contour where its number could stand, longer level stretches first.
  private static func candidates(
    for level: ContourLines.Level, _ index: Int, on layer: DotLayer, _ ink: Ink
  ) -> [Candidate] {
    let width = level.label.count
    guard width <= widest else { return [] }
    let rect = layer.projection.rect
    return level.lines.flatMap { line in
      levelStretches(of: line, on: layer.projection).compactMap { stretch -> Candidate? in
        guard stretch.columns.count >= width + 2 else { return nil }
        let column = stretch.columns.lowerBound + (stretch.columns.count - width) / 2
        guard column - 3 >= rect.x, column + width + 3 <= rect.endX, stretch.row - 1 > rect.y,
          stretch.row + 2 < rect.endY
        else { return nil }
        // Where other lines pass close by, it would be unclear which line a number belongs to.
        let beside = column - 1...column + width
        let crowd =
          beside.count { layer.hasDots(column: $0, row: stretch.row - 1) }
          + beside.count { layer.hasDots(column: $0, row: stretch.row + 1) }
        guard crowd <= 1 else { return nil }
        let number = ContourNumber(text: level.label, column: column, row: stretch.row, ink: ink)
        return (index, number, min(stretch.columns.count, width + 8) - 3 * crowd)
      }
    }
  }

  /// The stretches of a line that stay in one row of cells.
  private static func levelStretches(of line: [SIMD2<Double>], on projection: Projection)
    -> [(columns: Range<Int>, row: Int)]
  {
    var stretches: [(Range<Int>, Int)] = []
    var current: (low: Int, high: Int, row: Int)?
    func end() {
      if let current { stretches.append((current.low..<current.high + 1, current.row)) }
    }
    for point in line {
      guard let cell = projection.cell(of: point) else {
        end()
        current = nil
        continue
      }
      if let known = current, known.row == cell.row {
        current = (min(known.low, cell.column), max(known.high, cell.column), cell.row)
      } else {
        end()
        current = (cell.column, cell.column, cell.row)
      }
    }
    end()
    return stretches
  }
}

extension ContourLines {
  /// The lines as they are drawn.
  func layer(on projection: Projection, _ style: CellStyle) -> DotLayer {
    var layer = DotLayer(projection, marker: style.marker(of: stroke))
    let ink = style.ink(of: stroke)
    for line in levels.flatMap(\.lines) {
      layer.line(line.count, isThick: style.isThick(stroke), point: { line[$0] }, ink: { _ in ink })
    }
    return layer
  }
}

extension ContourLines {
  /// The share of cells that lines pass through.
  public static func share(ofCellsUnder levels: [Level], on projection: Projection) -> Double {
    ContourLines(levels, Stroke(Color(0))).layer(on: projection, .fine).share
  }
}
