import Wording

/// The layout of a table: what separates its cells, whether its first line names them, and which two are needed.
struct TableLayout {
  /// The byte between cells.
  let separator: UInt8
  /// Whether the first record names the columns.
  let hasHeader: Bool
  /// How many cells a record has.
  let width: Int
  /// The feature's column, counted from 0; `TableColumns.row` if the feature is the row's number.
  let x: Int
  /// The target's column, counted from 0.
  let y: Int
  /// The names of the columns; empty without a header.
  let names: [String]
  /// What was decided and could be doubted, a sentence each.
  let notes: [String]
  /// The columns that have a number in most of the first lines, counted from 0, and those that have none.
  private let contents: (numeric: [Int], wordy: [Int])

  /// The separators that are tried, in order of preference; blanks only where no other gives numbers.
  private static let separators = [Ascii.tab, Ascii.semicolon, Ascii.comma, Ascii.bar]

  /// The requested columns, and how a table is read.
  struct Request: Sendable {
    /// The file's name, for errors.
    let file: String
    /// The words after `--x` and `--y`; `nil` for a default column.
    let x: String?
    let y: String?
    /// Whether the targets are labels.
    let hasLabels: Bool
    /// What a person says about the table.
    var format: TableFormat
    /// The signs of its numbers.
    let signs: NumberSigns
  }

  /// Detects the layout from the first records.
  ///
  /// The separator is the one with which most of them have numbers in the needed columns.
  static func detect(
    _ records: [(line: Int, bytes: [UInt8])], for request: Request
  ) throws(InputError) -> TableLayout {
    let place = "\(request.file):\(records[0].line)"
    if let separator = request.format.separator {
      guard let layout = try TableLayout(records, separator.standIn, for: request) else {
        throw .inFile(
          "\(place): a single column; two are needed, with \(separator.plural) between them, as --separator says"
        )
      }
      return layout
    }
    var best: (layout: TableLayout, score: Int)?
    var rival: TableLayout?
    var firstFailure: InputError?
    for separator in separators + [Ascii.space] {
      let layout: TableLayout
      do {
        guard let found = try TableLayout(records, separator, for: request) else { continue }
        layout = found
      } catch {
        if firstFailure == nil { firstFailure = error }
        continue
      }
      let score = records.reduce(0) { sum, record in
        sum + record.bytes.withUnsafeBytes { layout.score(of: $0, request) }
      }
      // Blanks are within cells rather than between them, unless they give more.
      if separator == Ascii.space, score <= best?.score ?? 0, best != nil || firstFailure != nil { continue }
      if let former = best, score <= former.score {
        if score == former.score && score > 0 && layout.width > 1 { rival = layout }
      } else {
        best = (layout, score)
        rival = nil
      }
    }
    if let best, let rival {
      throw .inFile(
        "\(place): \(TableSeparator(byte: best.layout.separator).plural) and "
          + "\(TableSeparator(byte: rival.separator).plural) both give columns of numbers; choose with --separator"
      )
    }
    if let best { return best.layout }
    throw firstFailure
      ?? .inFile(
        "\(place): a single column; two are needed, with commas, semicolons, tabs, bars or blanks between them, or what "
          + "--separator names; --x row takes the number of the row as the feature")
  }

  /// The layout that a separator gives; `nil` if there is a single column.
  private init?(
    _ records: [(line: Int, bytes: [UInt8])], _ separator: UInt8, for request: Request
  ) throws(InputError) {
    let sample = TableSample(records, separator: separator, signs: request.signs)
    let first = sample.first
    let below = sample.commonWidth ?? first.count
    if first.count < 2 && below < 2 && request.x != TableColumns.rowWord { return nil }
    self.separator = separator
    contents = sample.contents
    let shift = TableLayout.shift(of: sample, request)
    if below > first.count + shift, request.format.hasHeader != true || first.count < 2 {
      let line = records[0].line
      throw .inFile(
        "\(request.file):\(line): \(first.count) column\(first.count == 1 ? "" : "s") where the lines below have "
          + "\(below); if this line does not belong to the table, --skip \(line) leaves it out")
    }
    width = max(first.count + shift, shift == 0 ? first.count : below)
    var cells = first.map(\.text)
    cells.insert(contentsOf: [String](repeating: "", count: shift), at: 0)
    let names = cells.enumerated().map { $1.isEmpty ? "column \($0 + 1)" : $1.shortened() }
    let judged = TableLayout.header(of: sample, request, shift: shift)
    var columns = TableColumns(
      names: judged.isHeader || !first.allSatisfy(\.content.isNumeric) ? names : [],
      areNames: judged.isHeader,
      width: width, first: shift, firstNumeric: contents.numeric.first { $0 >= shift }, file: request.file)
    (x, y) = try columns.find(x: request.x, y: request.y)
    hasHeader = request.format.hasHeader ?? (judged.isHeader || columns.wasNamed)
    self.names = hasHeader ? names : []
    notes = TableLayout.notes(
      of: request, judged, hasHeader: hasHeader, shift: shift,
      needsNumbers: [x, y].contains {
        first.indices.contains($0 - shift) && first[$0 - shift].content.isNumeric
      })
  }

  /// 1 if the first line names the columns but not that of the rows' names, as R writes it; otherwise 0.
  private static func shift(of sample: TableSample, _ request: Request) -> Int {
    guard sample.first.count >= 2, sample.commonWidth == sample.first.count + 1,
      request.format.hasHeader != false
    else { return 0 }
    let needed = Array(sample.first.indices.prefix(2))
    let isHeader =
      request.format.hasHeader == true || sample.first.contains(where: \.isText)
      || TableHeader(sample, needed: needed, hasLabels: false, shift: 1).isHeader
    return isHeader ? 1 : 0
  }

  /// Whether the first line is a header, as it is asked for or by the whole line, and why.
  private static func header(
    of sample: TableSample, _ request: Request, shift: Int
  ) -> (isHeader: Bool, reason: String?) {
    if let isHeader = request.format.hasHeader { return (isHeader, nil) }
    if shift > 0 { return (true, nil) }
    // The needed columns, as far as they are known without a header.
    var columns = TableColumns(
      names: sample.first.map(\.text), areNames: false, width: sample.first.count,
      firstNumeric: sample.contents.numeric.first, file: request.file)
    let needed = (try? columns.find(x: request.x, y: request.y)).map { [$0.x, $0.y] } ?? [0, 1]
    let header = TableHeader(sample, needed: needed, hasLabels: request.hasLabels)
    return (header.isHeader, header.reason)
  }

  /// What was decided and could be doubted.
  private static func notes(
    of request: Request, _ judged: (isHeader: Bool, reason: String?), hasHeader: Bool, shift: Int,
    needsNumbers: Bool
  ) -> [String] {
    let file = request.file
    if shift > 0 {
      return ["\(file): the header is one cell short, so the first column is taken for the names of the rows"]
    }
    // A header of words above numbers is what everyone expects.
    guard let reason = judged.reason, judged.isHeader == hasHeader, !hasHeader || needsNumbers else {
      return []
    }
    return ["\(file): the first line is read as \(hasHeader ? "the header" : "a row"), since \(reason)"]
  }

  /// A column's name in an error: `column 2 'y'`.
  func description(of column: Int) -> String {
    names.isEmpty || !names.indices.contains(column)
      ? "column \(column + 1)" : "column \(column + 1) '\(names[column])'"
  }

  /// What to do about a column of words; `nil` if it has numbers, or no column does.
  func remedy(for column: Int) -> String? {
    let numeric = contents.numeric
    guard contents.wordy.contains(column), let only = numeric.first else { return nil }
    if numeric.count == 1 {
      return "only \(description(of: only)) has numbers; --x row takes the number of the row as the feature"
    }
    let shown = numeric.prefix(6).map(description).joined(separator: ", ")
    let others = numeric.count > 6 ? " and \(numeric.count - 6) more" : ""
    return "choose with --x and --y from those with numbers: \(shown)\(others)"
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

  /// How well a record suits: 2 if both needed cells are numbers, 1 if the label is a word.
  private func score(of record: UnsafeRawBufferPointer, _ request: Request) -> Int {
    let cells = cells(of: record)
    // A run of tabs may hold an empty cell, which blanks would swallow.
    if separator == Ascii.space, cells.count != width { return 0 }
    guard let y = cells.y else { return 0 }
    if x != TableColumns.row {
      guard let x = cells.x,
        TableNumber(UnsafeRawBufferPointer(rebasing: record[x.start..<x.end]), request.signs).isNumeric
      else { return 0 }
    }
    let target = TableNumber(UnsafeRawBufferPointer(rebasing: record[y.start..<y.end]), request.signs)
    if target.isNumeric { return 2 }
    if request.hasLabels, case .text = target { return 1 }
    return 0
  }
}
