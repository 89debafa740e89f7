import Optimization
import Wording

/// Reads two columns of numbers from a table: CSV, or the same with semicolons or tabs.
///
/// The bytes come in pieces of any size, and only the two columns are kept, so that a file may exceed the
/// memory. What is accepted:
///
/// - Commas, semicolons or tabs between cells, whichever gives numbers in the needed columns. Spaces around a cell are
///   ignored. A cell may be quoted as in RFC 4180, and may then contain separators and line breaks.
/// - Lines that end in LF, CRLF or CR; a byte order mark; blank lines anywhere; comments, which begin with `#`.
/// - A first line that names the columns: one with anything but a number in a needed column.
/// - Decimal points, or decimal commas between semicolons, tabs or in quotes, but not both in a file. If every comma
///   could also be a thousands separator (`1,234`), the file is refused.
/// - Finite numbers. Labels are 0 or 1, or one of the words false, true, no, yes in any case.
///
/// The first wrong line is reported with the number of others; a file with any is refused, since leaving lines out
/// would make another data set.
public struct DelimitedText: Sendable {
  /// The most rows that are read; an endless stream is refused instead of filling the memory.
  public static let mostRows = 10_000_000
  /// The number of records from which the layout is detected.
  private static let sampleCount = 24

  private let request: TableLayout.Request
  private let name: String
  private var records = TableRecords()
  private var sample: [(line: Int, bytes: [UInt8])] = []
  private var layout: TableLayout?
  private var headLine = 0
  private var xs: [Double] = []
  private var ys: [Double] = []
  private var hasBytes = false
  private var problem: String?
  private var problemCount = 0
  /// The byte before the fractional part, and the line where it occurred first.
  private var mark: (byte: UInt8, line: Int)?
  /// The first number whose comma may be a thousands separator; `nil` once another one cannot be.
  private var grouped: (text: String, line: Int)?
  private var isUngrouped = false

  /// A reader.
  ///
  /// `file` names the table in errors, `name` is the data set's name; `x` and `y` are the requested columns' names
  /// or their numbers from 1, by default the first two. `labels` says that the targets are labels.
  public init(file: String, name: String, x: String? = nil, y: String? = nil, labels: Bool = false) {
    request = TableLayout.Request(file: file, x: x, y: y, hasLabels: labels)
    self.name = name
  }

  /// Reads a whole table.
  public static func read(
    _ bytes: some Sequence<UInt8>, file: String, name: String, x: String? = nil, y: String? = nil,
    labels: Bool = false
  ) throws(InputError) -> DataSet {
    var text = DelimitedText(file: file, name: name, x: x, y: y, labels: labels)
    var failure: InputError?
    Array(bytes).withUnsafeBytes { piece in
      do throws(InputError) { try text.take(piece) } catch { failure = error }
    }
    if let failure { throw failure }
    return try text.finish()
  }

  /// Takes the next piece of the table.
  public mutating func take(_ piece: UnsafeRawBufferPointer) throws(InputError) {
    if !hasBytes, piece.count >= 2 { try refuseForeignText(piece) }
    hasBytes = hasBytes || !piece.isEmpty
    var records = records
    // Moved out, so that it is not copied while it changes.
    self.records = TableRecords()
    try records.take(piece) { record, line throws(InputError) in try take(record, line) }
    if records.isEndless {
      throw InputError(
        "\(request.file):\(records.openLine): the line, or a quoted cell in it, does not end within "
          + "\(TableRecords.longest) bytes; is this a table?")
    }
    self.records = records
  }

  /// The data set, once all pieces are taken.
  public mutating func finish() throws(InputError) -> DataSet {
    var records = records
    self.records = TableRecords()
    try records.finish { record, line throws(InputError) in try take(record, line) }
    let file = request.file
    if layout == nil {
      guard hasBytes else { throw InputError("\(file) is empty") }
      guard !sample.isEmpty else { throw InputError("\(file) has no rows, only blank lines or comments") }
      try settle()
    }
    if let problem {
      let others = problemCount - 1
      throw InputError(
        others == 0 ? problem : "\(problem) (and \(others) more line\(others == 1 ? " is" : "s are") wrong)")
    }
    if let grouped, !isUngrouped {
      throw InputError(
        "\(file):\(grouped.line): '\(grouped.text)' may have a decimal comma or its thousands set apart; write it with a "
          + "decimal point")
    }
    switch xs.count {
    case 0: throw InputError("\(file) has a header and no rows; a model needs two or more")
    case 1: throw InputError("\(file) has a single row; a model needs two or more")
    default: break
    }
    guard let layout else { preconditionFailure("rows without a layout") }
    let hasNames = !layout.names.isEmpty
    return DataSet(
      name: name, xName: hasNames ? layout.names[layout.x] : "x",
      yName: hasNames ? layout.names[layout.y] : "y",
      x: xs, y: ys)
  }

  /// Takes a record: first into the sample, then into the columns.
  @inline(__always)
  private mutating func take(_ record: UnsafeRawBufferPointer, _ line: Int) throws(InputError) {
    if TableCells.isSkipped(record) { return }
    guard let layout else {
      sample.append((line, Array(record)))
      if sample.count == DelimitedText.sampleCount { try settle() }
      return
    }
    read(record, line, layout)
    if xs.count > DelimitedText.mostRows {
      throw InputError("\(request.file) has more than \(DelimitedText.mostRows) rows, the most that are read")
    }
  }

  /// Decides on the layout, and reads the sample.
  private mutating func settle() throws(InputError) {
    let found = try TableLayout.detect(sample, for: request)
    layout = found
    headLine = sample[0].line
    for record in sample.dropFirst(found.hasHeader ? 1 : 0) {
      record.bytes.withUnsafeBytes { read($0, record.line, found) }
    }
    sample = []
  }

  /// Reads a row.
  @inline(__always)
  private mutating func read(_ record: UnsafeRawBufferPointer, _ line: Int, _ layout: TableLayout) {
    let cells = layout.cells(of: record)
    if cells.isOpen { return note(line, "a quote is never closed") }
    if cells.count > layout.width {
      let headLine = headLine
      return note(line, "\(cells.count) columns where line \(headLine) has \(layout.width)")
    }
    guard let x = number(cells.x, layout.x, isLabel: false, record, line, layout),
      let y = number(cells.y, layout.y, isLabel: request.hasLabels, record, line, layout)
    else { return }
    xs.append(x)
    ys.append(y)
  }

  /// The number in a cell; a cell without one is noted.
  @inline(__always)
  private mutating func number(
    _ cell: TableCells.Cell?, _ column: Int, isLabel: Bool, _ record: UnsafeRawBufferPointer, _ line: Int,
    _ layout: TableLayout
  ) -> Double? {
    guard let cell else {
      note(line, "\(layout.description(of: column)) is missing")
      return nil
    }
    let text = UnsafeRawBufferPointer(rebasing: record[cell.start..<cell.end])
    switch TableNumber(text, isLabel: isLabel) {
    case .number(let value, let mark):
      if isLabel && value != 0 && value != 1 { break }
      if mark != 0, !agrees(mark, text, line) { return nil }
      return value
    default: break
    }
    refuse(cell, column, isLabel: isLabel, record, line, layout)
    return nil
  }

  /// Notes the problem of a cell.
  private mutating func refuse(
    _ cell: TableCells.Cell, _ column: Int, isLabel: Bool, _ record: UnsafeRawBufferPointer, _ line: Int,
    _ layout: TableLayout
  ) {
    // The message is built only for the first.
    guard problem == nil else { return problemCount += 1 }
    let name = layout.description(of: column)
    let text = TableCells.text(of: cell, in: record)
    let quoted = "'\(text.shortened())'"
    switch TableNumber(UnsafeRawBufferPointer(rebasing: record[cell.start..<cell.end]), isLabel: isLabel) {
    case .empty: note(line, "\(name) is empty")
    case .notFinite: note(line, "\(name) is not a finite number: \(quoted)")
    case .number, .text:
      if isLabel {
        note(
          line, "\(name) is not a label: \(quoted); a logistic model needs 0 or 1, or false, true, no, yes")
      } else if TableNumber.labelWords.contains(text.lowercased()) {
        note(line, "\(name) is not a number: \(quoted); words are labels, for --model logistic and its --y")
      } else {
        note(line, "\(name) is not a number: \(quoted)")
      }
    }
  }

  /// Whether a number has the same decimal mark as those before it; if not, that is noted.
  @inline(__always)
  private mutating func agrees(_ byte: UInt8, _ text: UnsafeRawBufferPointer, _ line: Int) -> Bool {
    guard let mark else {
      mark = (byte, line)
      if byte == Ascii.comma { look(at: text, line) }
      return true
    }
    if byte == Ascii.comma && !isUngrouped { look(at: text, line) }
    if byte == mark.byte { return true }
    let kinds = byte == Ascii.comma ? ("comma", "point") : ("point", "comma")
    note(
      line,
      "'\(String(decoding: text, as: UTF8.self).shortened())' has a decimal \(kinds.0) where line \(mark.line) has a "
        + "decimal \(kinds.1)")
    return false
  }

  /// Checks whether a comma may be a thousands separator.
  private mutating func look(at text: UnsafeRawBufferPointer, _ line: Int) {
    if !TableNumber.looksGrouped(text) {
      isUngrouped = true
    } else if grouped == nil {
      grouped = (String(decoding: text, as: UTF8.self), line)
    }
  }

  /// Remembers the first problem and counts the others.
  private mutating func note(_ line: Int, _ text: @autoclosure () -> String) {
    problemCount += 1
    if problem == nil { problem = "\(request.file):\(line): \(text())" }
  }

  /// Refuses text in an encoding that has zero bytes between its letters.
  private func refuseForeignText(_ piece: UnsafeRawBufferPointer) throws(InputError) {
    let isForeign =
      (piece[0] == 0xFF && piece[1] == 0xFE) || (piece[0] == 0xFE && piece[1] == 0xFF)
      || piece.prefix(64).contains(0)
    if isForeign { throw InputError("\(request.file) is not text in UTF-8; save it as a CSV file in UTF-8") }
  }
}
