import Wording

/// The layout of a table: what separates its cells, whether its first line names them, and which two are needed.
struct TableLayout: Hashable, Sendable {
  /// The byte between cells.
  let separator: UInt8
  /// Whether the first record names the columns.
  let hasHeader: Bool
  /// How many cells the first record has.
  let width: Int
  /// The feature's column, counted from 0.
  let x: Int
  /// The target's column, counted from 0.
  let y: Int
  /// The names of the columns; empty without a header.
  let names: [String]

  /// The separators that are tried, in order of preference.
  private static let separators = [Ascii.tab, Ascii.semicolon, Ascii.comma]

  /// The requested columns, and how a table is read.
  struct Request: Hashable, Sendable {
    /// The file's name, for errors.
    let file: String
    /// The words after `--x` and `--y`; `nil` for a default column.
    let x: String?
    let y: String?
    /// Whether the targets are labels.
    let hasLabels: Bool
  }

  /// Detects the layout from the first records.
  ///
  /// The separator is the one with which most of them have numbers in the needed columns.
  static func detect(
    _ records: [(line: Int, bytes: [UInt8])], for request: Request
  ) throws(InputError) -> TableLayout {
    let first = records[0]
    var best: (layout: TableLayout, score: Int)?
    var rival: TableLayout?
    var firstFailure: InputError?
    for separator in separators {
      let cells = first.bytes.withUnsafeBytes { TableCells.texts($0, separator: separator) }
      guard cells.count >= 2 else { continue }
      let layout: TableLayout
      do {
        layout = try TableLayout(cells, separator: separator, line: first.line, for: request)
      } catch {
        if firstFailure == nil { firstFailure = error }
        continue
      }
      let score = records.count { record in
        record.bytes.withUnsafeBytes { layout.hasNumbers($0, hasLabels: request.hasLabels) }
      }
      if let former = best, score <= former.score {
        if score == former.score && score > 0 { rival = layout }
      } else {
        best = (layout, score)
        rival = nil
      }
    }
    if let best, let rival {
      throw InputError(
        "\(request.file):\(first.line): \(name(of: best.layout.separator)) and \(name(of: rival.separator)) "
          + "both give columns of numbers; keep one of them")
    }
    if let best { return best.layout }
    throw firstFailure
      ?? InputError(
        "\(request.file):\(first.line): a single column; two are needed, with commas, semicolons or tabs between them"
      )
  }

  /// The layout that a separator gives.
  private init(_ cells: [String], separator: UInt8, line: Int, for request: Request) throws(InputError) {
    self.separator = separator
    width = cells.count
    let numeric = cells.map { text in
      Array(text.utf8).withUnsafeBytes { TableNumber($0, isLabel: request.hasLabels).isNumeric }
    }
    let names = cells.enumerated().map { $1.isEmpty ? "column \($0 + 1)" : $1.shortened() }
    var columns = Columns(
      names: numeric.allSatisfy { $0 } ? [] : names, width: cells.count, file: request.file)
    (x, y) = try columns.find(x: request.x, y: request.y)
    // A column requested by name needs a header; otherwise a first line whose needed cells are numbers is a row, and
    // so is one in which one is a number and the other is missing.
    let needed = [x, y]
    let isRow =
      needed.allSatisfy { numeric[$0] }
      || (needed.contains { numeric[$0] }
        && needed.allSatisfy { numeric[$0] || TableNumber.missing.contains(cells[$0].lowercased()) })
    hasHeader = columns.wasNamed || !isRow
    self.names = hasHeader ? names : []
  }

  /// A column's name in an error: `column 2 'y'`.
  func description(of column: Int) -> String {
    names.isEmpty ? "column \(column + 1)" : "column \(column + 1) '\(names[column])'"
  }

  /// The record's needed cells.
  @inline(__always)
  func cells(of record: UnsafeRawBufferPointer) -> (
    x: TableCells.Cell?, y: TableCells.Cell?, count: Int, isOpen: Bool
  ) {
    var cells = TableCells(record, separator: separator)
    var found: (x: TableCells.Cell?, y: TableCells.Cell?, count: Int, isOpen: Bool) = (nil, nil, 0, false)
    var column = 0
    while let cell = cells.next() {
      if column == x { found.x = cell }
      if column == y { found.y = cell }
      column += 1
      // Cells beyond the table's width count only if they are not empty.
      if column <= width || !cell.isEmpty { found.count = column }
      found.isOpen = found.isOpen || cell.isOpen
    }
    return found
  }

  /// Whether both needed cells of a record are numbers.
  private func hasNumbers(_ record: UnsafeRawBufferPointer, hasLabels: Bool) -> Bool {
    let cells = cells(of: record)
    guard let x = cells.x, let y = cells.y else { return false }
    return TableNumber(UnsafeRawBufferPointer(rebasing: record[x.start..<x.end]), isLabel: false).isNumeric
      && TableNumber(UnsafeRawBufferPointer(rebasing: record[y.start..<y.end]), isLabel: hasLabels).isNumeric
  }

  private static func name(of separator: UInt8) -> String {
    switch separator {
    case Ascii.tab: "tabs"
    case Ascii.semicolon: "semicolons"
    default: "commas"
    }
  }
}

/// Finds columns by name or number.
private struct Columns {
  /// The names of the columns; empty without a header.
  let names: [String]
  let width: Int
  let file: String
  /// Whether one was requested by name.
  private(set) var wasNamed = false

  init(names: [String], width: Int, file: String) {
    self.names = names
    self.width = width
    self.file = file
  }

  /// The two columns; one that is not requested is the first free one.
  mutating func find(x: String?, y: String?) throws(InputError) -> (x: Int, y: Int) {
    let givenX = try x.map { word throws(InputError) in try find(word, "--x") }
    let givenY = try y.map { word throws(InputError) in try find(word, "--y") }
    let foundX = givenX ?? (givenY == 0 ? 1 : 0)
    let foundY = givenY ?? (givenX.map { $0 == 0 ? 1 : 0 } ?? 1)
    guard foundX != foundY else {
      throw InputError("--x \(x ?? "") and --y \(y ?? "") are the same column of \(file)")
    }
    return (foundX, foundY)
  }

  private mutating func find(_ word: String, _ option: String) throws(InputError) -> Int {
    let exact = names.indices.filter { names[$0] == word }
    let matches = exact.isEmpty ? names.indices.filter { names[$0].lowercased() == word.lowercased() } : exact
    if matches.count > 1 {
      throw InputError(
        "\(option) '\(word)': columns \(matches.map { "\($0 + 1)" }.joined(separator: " and ")) of \(file) have that "
          + "name; give a number")
    }
    if let match = matches.first {
      wasNamed = true
      return match
    }
    if let number = Int(word) {
      guard 1...width ~= number else {
        throw InputError("\(option) \(word): \(file) has \(width) columns\(list)")
      }
      return number - 1
    }
    guard !names.isEmpty else {
      throw InputError(
        "\(option) '\(word)': the first line of \(file) names no columns; give a number from 1 to \(width)")
    }
    let suggestion = NearestMatch.suggestion(for: word, among: names)
    throw InputError("\(option) '\(word)': \(file) has no such column; \(suggestion)it has \(shown)")
  }

  private var list: String { names.isEmpty ? "" : ": \(shown)" }

  /// The names, only the first if there are many.
  private var shown: String {
    names.prefix(12).joined(separator: ", ") + (names.count > 12 ? " and \(names.count - 12) more" : "")
  }
}
