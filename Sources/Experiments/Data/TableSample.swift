/// The first records of a table, as cells between one separator: what its layout is judged by.
struct TableSample {
  /// A cell: what it contains, and how.
  struct Cell {
    let text: String
    let isQuoted: Bool
    let content: TableNumber

    var number: Double? {
      if case .number(let value, _) = content { value } else { nil }
    }
    var isMissing: Bool {
      if case .missing = content { true } else { false }
    }
    var isText: Bool {
      if case .text = content { true } else { false }
    }
    /// Whether it is a number in digits alone, as a year or a count is.
    var isPlainInteger: Bool { !text.isEmpty && text.utf8.allSatisfy { $0 &- Ascii.zero < 10 } }
  }

  /// The cells of each record; below the first, only those of the first 512 columns.
  let records: [[Cell]]
  /// How many cells each record has, with empty ones at the end and without.
  private let widths: [(full: Int, filled: Int)]

  /// The cells between a separator.
  init(_ records: [(line: Int, bytes: [UInt8])], separator: UInt8, signs: NumberSigns) {
    let read = records.enumerated().map { index, record in
      record.bytes.withUnsafeBytes {
        TableSample.cells(of: $0, separator, signs, atMost: index == 0 ? .max : TableSample.mostCells)
      }
    }
    self.records = read.map(\.cells)
    widths = read.map(\.width)
  }

  private static let mostCells = 512

  private static func cells(
    of record: UnsafeRawBufferPointer, _ separator: UInt8, _ signs: NumberSigns, atMost most: Int
  ) -> (cells: [Cell], width: (full: Int, filled: Int)) {
    var cells = TableCells(record, separator: separator)
    var found: [Cell] = []
    var (count, filled) = (0, 0)
    while let cell = cells.next() {
      count += 1
      if !cell.isEmpty { filled = count }
      guard count <= most else { continue }
      let text = UnsafeRawBufferPointer(rebasing: record[cell.start..<cell.end])
      found.append(
        Cell(
          text: TableCells.text(of: cell, in: record), isQuoted: cell.isQuoted,
          content: TableNumber(text, signs)))
    }
    return (found, (count, filled))
  }

  /// The first record.
  var first: [Cell] { records[0] }

  /// The cells of a column below the first record; `shift` is how much further right they stand.
  func below(_ column: Int, shift: Int = 0) -> [Cell] {
    records.dropFirst().compactMap { $0.indices.contains(column + shift) ? $0[column + shift] : nil }
  }

  /// The columns that have a number in most records below the first, counted from 0, and those that have none.
  var contents: (numeric: [Int], wordy: [Int]) {
    var contents: (numeric: [Int], wordy: [Int]) = ([], [])
    for column in 0..<(records.map(\.count).max() ?? 0) {
      let below = records.count > 1 ? self.below(column) : [first[column]]
      let count = below.count { $0.content.isNumeric }
      if 2 * count > below.count { contents.numeric.append(column) }
      if count == 0 { contents.wordy.append(column) }
    }
    return contents
  }

  /// How many cells each record below the first has, if all have as many; more may follow that are empty in all.
  var commonWidth: Int? {
    let below = widths.dropFirst()
    guard let width = below.map(\.filled).max(), below.allSatisfy({ $0.full >= width }) else { return nil }
    return width
  }
}
