import TerminalGraphics

/// A line of text in several styles, which can be broken into rows.
///
/// Blanks that must not break, such as those that pad a number, are U+00A0; they are drawn as plain ones.
struct StyledLine {
  /// A symbol with its combining marks, which is one column wide.
  private struct Column {
    var scalars: [Unicode.Scalar]
    let style: Style
    var symbol: Unicode.Scalar { scalars[0] }
  }

  private var columns: [Column] = []

  init() {}

  init(_ text: String, _ style: Style) { append(text, style) }

  /// How many columns it takes.
  var width: Int { columns.count }

  mutating func append(_ text: String, _ style: Style) {
    for scalar in text.unicodeScalars {
      if scalar.properties.canonicalCombiningClass.rawValue != 0, !columns.isEmpty {
        columns[columns.count - 1].scalars.append(scalar)
      } else {
        columns.append(Column(scalars: [scalar], style: style))
      }
    }
  }

  /// Pads with blanks up to a column.
  mutating func pad(to column: Int, _ style: Style) {
    if width < column { append(String(repeating: "\u{A0}", count: column - width), style) }
  }

  mutating func append(_ other: StyledLine) { columns += other.columns }

  /// The line in rows of at most `width` columns, indented from the second row on.
  ///
  /// It breaks before a sum's sign or after a comma, at the outermost level of parentheses, since that is where a
  /// reader looks for the parts of a formula.
  func wrapped(to width: Int, indent: Int) -> [StyledLine] {
    var rows: [StyledLine] = []
    var rest = columns[...]
    while true {
      let isFirst = rows.isEmpty
      let room = max(4, width - (isFirst ? 0 : indent))
      var row = StyledLine()
      if !isFirst, let style = rest.first?.style { row.pad(to: indent, style) }
      guard rest.count > room else {
        row.columns += rest
        return rows + [row]
      }
      let cut = StyledLine.cut(rest, room)
      row.columns += rest[..<cut]
      rows.append(row)
      rest = rest[cut...].drop { $0.symbol == " " }
      if rest.isEmpty { return rows }
    }
  }

  /// The line in at most this many rows; if there are more, the last one ends in `…`.
  func wrapped(to width: Int, indent: Int, rows: Int) -> [StyledLine] {
    let all = wrapped(to: width, indent: indent)
    guard all.count > rows, rows > 0 else { return Array(all.prefix(max(0, rows))) }
    var last = all[rows - 1]
    if let style = last.columns.last?.style { last.append(" …", style) }
    return all.prefix(rows - 1) + [last.cut(to: width)]
  }

  /// The line with at most `width` columns; one that is longer ends in `…`.
  private func cut(to width: Int) -> StyledLine {
    guard columns.count > width, width > 0, let last = columns.last else { return self }
    var line = StyledLine()
    line.columns = Array(columns.prefix(width - 1))
    line.append("…", last.style)
    return line
  }

  /// Where a row that begins with these columns ends.
  private static func cut(_ columns: ArraySlice<Column>, _ room: Int) -> Int {
    var depth = 0
    var best: (depth: Int, index: Int)?
    for i in columns.indices.prefix(room + 1) {
      switch columns[i].symbol {
      case "(": depth += 1
      case ")": depth -= 1
      case " ":
        let next = i + 1 < columns.endIndex ? columns[i + 1].symbol : " "
        let isBreak =
          "+−≤".unicodeScalars.contains(next) || (i > columns.startIndex && columns[i - 1].symbol == ",")
        // A row that is nearly empty looks worse than a break inside parentheses.
        if isBreak, i - columns.startIndex > room / 3, best.map({ depth <= $0.depth }) ?? true {
          best = (depth, i)
        }
      default: break
      }
    }
    if let best { return best.index }
    let last = columns.indices.prefix(room + 1).last { "·/ ".unicodeScalars.contains(columns[$0].symbol) }
    if let last, last - columns.startIndex > room / 3 { return last }
    return columns.startIndex + room
  }

  /// Writes the line into a frame.
  func draw(on frame: inout Frame, column: Int, row: Int, width: Int = .max) {
    for (i, cell) in columns.enumerated().prefix(width) {
      var text = String.UnicodeScalarView()
      text.append(contentsOf: cell.scalars.map { $0 == "\u{A0}" ? " " : $0 })
      frame.put(String(text), column: column + i, row: row, cell.style)
    }
  }
}
