/// A word just beyond an arrow's tip, a row further out where another word already stands.
struct ArrowWord {
  private let text: [Unicode.Scalar]
  private let color: Color
  private let projection: Projection
  private let column: Int
  private let row: Int
  /// The next row outwards.
  private let outwards: Int

  /// A shorter arrow, in columns, has no word: its head nearly covers it.
  private static let shortest = 2.5

  /// The word of an arrow; `nil` if it has none, or there is no room for it.
  init?(_ arrow: Arrow, on projection: Projection) {
    let way = arrow.tip - arrow.tail
    let rect = projection.rect
    let columns = way.x / projection.x.length * Double(rect.width)
    let rows = -way.y / projection.y.length * Double(rect.height)
    let length = (columns * columns + 4 * rows * rows).squareRoot()
    guard !arrow.label.isEmpty, length >= ArrowWord.shortest, rect.width > 20, rect.height > 8,
      let cell = projection.cell(of: arrow.tip)
    else { return nil }
    (text, color, self.projection) = (Array(arrow.label.unicodeScalars), arrow.stroke.color, projection)
    let isSteep = abs(columns) < 2 * abs(rows)
    let first =
      isSteep ? cell.column - text.count / 2 : columns < 0 ? cell.column - text.count - 1 : cell.column + 2
    column = max(rect.x, min(rect.endX - text.count, first))
    outwards = rows < 0 ? -1 : 1
    row = cell.row + (isSteep ? outwards : 0)
  }

  /// Draws it where no other word stands.
  func draw(beside taken: inout [(columns: Range<Int>, row: Int)], on canvas: inout Canvas) {
    var row = row
    let span = column - 1..<column + text.count + 1
    func isTaken() -> Bool { taken.contains { $0.row == row && $0.columns.overlaps(span) } }
    for _ in 0..<2 where isTaken() { row += outwards }
    guard row >= projection.rect.y, row < projection.rect.endY, !isTaken() else { return }
    taken.append((span, row))
    for (index, symbol) in text.enumerated() {
      canvas.glyph(
        symbol, column: column + index, row: row, Style(color, on: nil, .bold), isText: true)
    }
  }
}
