import Optimization
import TerminalGraphics

/// A level's number, set into its contour line.
struct ContourLabel: Hashable, Sendable {
  let text: String
  /// The cell of the frame where it begins.
  let column: Int
  let row: Int

  /// Numbers for some of the contours, few and spread out, where a line is level for the width of its number.
  ///
  /// - Parameters:
  ///   - layer: the lines as they are drawn.
  ///   - marks: points that labels keep away from.
  static func labels(for contours: [Contour], on layer: DotLayer, avoiding marks: [SIMD2<Double>])
    -> [ContourLabel]
  {
    let rect = layer.projection.rect
    // On a small map numbers would only get in the way.
    let most = min(contours.count, rect.width < 40 ? 0 : rect.width * rect.height / 330)
    guard most > 0 else { return [] }
    let avoided = marks.compactMap { layer.projection.cell(of: $0) }
    var places = contours.flatMap { candidates(for: $0, on: layer) }
    places.sort { a, b in
      if a.score != b.score { return a.score > b.score }
      return a.label.row != b.label.row ? a.label.row < b.label.row : a.label.column < b.label.column
    }
    var chosen: [ContourLabel] = []
    var levels: Set<Double> = []
    for (level, label, _) in places where !levels.contains(level) {
      let isFree =
        avoided.allSatisfy { !label.isNear($0.column, $0.row, columns: 4, rows: 1) }
        && chosen.allSatisfy { !label.isNear($0.column, $0.row, columns: 16, rows: 4) }
      guard isFree else { continue }
      chosen.append(label)
      levels.insert(level)
      if chosen.count == most { break }
    }
    return chosen
  }

  private func isNear(_ column: Int, _ row: Int, columns: Int, rows: Int) -> Bool {
    abs(row - self.row) <= rows && column >= self.column - columns
      && column < self.column + text.count + columns
  }

  private typealias Candidate = (level: Double, label: ContourLabel, score: Int)

  /// The widest number that is shown; a longer one would take too much room.
  private static let widest = 6

  /// The places along a contour where its number could stand, longer level stretches first.
  private static func candidates(for contour: Contour, on layer: DotLayer) -> [Candidate] {
    let text = Numerals.short(contour.level, digits: 3)
    let width = text.count
    guard width <= widest else { return [] }
    let rect = layer.projection.rect
    return contour.lines.flatMap { line in
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
        let label = ContourLabel(text: text, column: column, row: stretch.row)
        return (contour.level, label, min(stretch.columns.count, width + 8) - 3 * crowd)
      }
    }
  }

  /// The stretches of a line that stay in one row of cells.
  private static func levelStretches(of line: Polyline, on projection: Projection)
    -> [(columns: Range<Int>, row: Int)]
  {
    let count = line.points.count + (line.isClosed ? 1 : 0)
    var stretches: [(Range<Int>, Int)] = []
    var current: (low: Int, high: Int, row: Int)?
    func end() {
      if let current { stretches.append((current.low..<current.high + 1, current.row)) }
    }
    for index in 0..<count {
      guard let cell = projection.cell(of: line.points[index % line.points.count]) else {
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
