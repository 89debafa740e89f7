import Optimization
import Wording

/// Reads two columns of numbers from a table: CSV, or the same with semicolons, tabs, bars or blanks.
///
/// The bytes come in pieces of any size, and only the two columns are kept, so that a file may exceed the
/// memory. What is accepted, unless a `TableFormat` says more:
///
/// - Commas, semicolons, tabs, bars or runs of blanks between cells, whichever gives numbers in the needed columns.
///   Spaces around a cell are ignored. A cell may be quoted as in RFC 4180, and may then contain separators and line breaks.
/// - Lines that end in LF, CRLF or CR; blank lines anywhere; comments, which begin with `#`; Excel's first line `sep=;`.
/// - UTF-8, UTF-16, and Latin-1 in texts: see `TableEncoding`.
/// - A first line that names the columns: `TableHeader` says which. It may lack the name of the first column, as R writes it.
/// - Decimal points, or decimal commas between semicolons, tabs or in quotes, but not both in a file. If every comma
///   could also be a thousands separator (`1,234`), the file is refused.
/// - Finite numbers. Labels are two numbers or two words: see `TableLabels`.
///
/// The first wrong line is reported with the number of others; a file with any is refused, since leaving lines out
/// would make another data set. Decisions that could be doubted are listed in `notes`.
public struct DelimitedText: Sendable {
  /// The most rows that are read; an endless stream is refused instead of filling the memory.
  public static let mostRows = 10_000_000
  /// The number of records from which the layout is detected.
  private static let sampleCount = 24

  /// What was decided and could be doubted, a sentence each; complete once the table is finished.
  public private(set) var notes: [String] = []

  private var request: TableLayout.Request
  /// The separator, if it is longer than a byte.
  private var longSeparator: TableSeparator?
  private let name: String
  private var encoding: TableEncoding
  private var records: TableRecords
  private var sample: [(line: Int, bytes: [UInt8])] = []
  private var layout: TableLayout?
  private var headLine = 0
  private var xs: [Double] = []
  private var ys: [Double] = []
  private var labels = TableLabels()
  private var problems: TableProblems
  private var marks: DecimalMarks
  private var comments = (count: 0, firstLine: 0)
  private var hasBytes = false
  /// Whether only the first records are wanted.
  private var keepsSample = false

  /// A reader.
  ///
  /// `file` names the table in errors, `name` is the data set's name; `x` and `y` are the requested columns' names
  /// or their numbers from 1, by default the first two; `row` for `x` is the number of the row. `labels` says that the
  /// targets are labels.
  public init(
    file: String, name: String, x: String? = nil, y: String? = nil, labels: Bool = false,
    format: TableFormat = TableFormat()
  ) {
    request = TableLayout.Request(
      file: file, x: x, y: y, hasLabels: labels, format: format, signs: NumberSigns(format))
    self.name = name
    longSeparator = format.separator.flatMap { $0.bytes.count > 1 ? $0 : nil }
    encoding = TableEncoding(file: file)
    records = TableRecords(separator: format.separator?.last)
    problems = TableProblems(file: file)
    marks = DecimalMarks(isSettled: format.decimal != nil)
  }

  /// Reads a whole table.
  public static func read(
    _ bytes: some Sequence<UInt8>, file: String, name: String, x: String? = nil, y: String? = nil,
    labels: Bool = false, format: TableFormat = TableFormat()
  ) throws(InputError) -> DataSet {
    var text = DelimitedText(file: file, name: name, x: x, y: y, labels: labels, format: format)
    try Array(bytes).lend { piece throws(InputError) in try text.take(piece) }
    return try text.finish()
  }

  /// Takes the next piece of the table.
  public mutating func take(_ piece: UnsafeRawBufferPointer) throws(InputError) {
    hasBytes = hasBytes || !piece.isEmpty
    // Moved out, so that they are not copied while they change.
    var encoding = encoding
    self.encoding = TableEncoding(file: request.file)
    try encoding.take(piece) { piece throws(InputError) in try take(plain: piece) }
    self.encoding = encoding
  }

  private mutating func take(plain piece: UnsafeRawBufferPointer) throws(InputError) {
    var records = records
    self.records = TableRecords()
    try records.take(piece) { record, line throws(InputError) in try take(record, line) }
    if records.isEndless {
      throw .inFile(
        "\(request.file):\(records.openLine): the line, or a quoted cell in it, does not end within "
          + "\(TableRecords.longest) bytes; is this a table?")
    }
    self.records = records
  }

  /// The data set, once all pieces are taken.
  public mutating func finish() throws(InputError) -> DataSet {
    var encoding = encoding
    try encoding.finish { piece throws(InputError) in try take(plain: piece) }
    var records = records
    self.records = TableRecords()
    try records.finish { record, line throws(InputError) in try take(record, line) }
    let file = request.file
    if layout == nil {
      guard hasBytes else { throw .inFile("\(file) is empty") }
      guard !sample.isEmpty else {
        let skipped = request.format.skippedLines
        let rest = skipped == 0 ? "" : " after the lines that --skip \(skipped) leaves out"
        throw .inFile("\(file) has no rows\(rest), only blank lines or comments")
      }
      try settle()
    }
    guard let layout else { preconditionFailure("rows without a layout") }
    let drops = request.format.dropsMissing
    if let complaint = problems.complaint(rows: xs.count, dropsMissing: drops) { throw .inFile(complaint) }
    if let doubt = marks.doubt { throw .inFile("\(file):\(doubt)") }
    switch xs.count {
    case 0 where problems.rowsWithMissing > 0:
      throw .inFile("\(file) has no row without a missing cell; a model needs two or more")
    case 0: throw .inFile("\(file) has a header and no rows; a model needs two or more")
    case 1: throw .inFile("\(file) has a single row; a model needs two or more")
    default: break
    }
    if request.hasLabels { try assignLabels(layout) }
    takeNotes(layout)
    let hasNames = !layout.names.isEmpty
    return DataSet(
      name: name,
      xName: layout.x == TableColumns.row ? TableColumns.rowWord : hasNames ? layout.names[layout.x] : "x",
      yName: hasNames ? layout.names[layout.y] : "y",
      x: xs, y: ys)
  }

  /// Puts 0 and 1 in the place of the labels.
  private mutating func assignLabels(_ layout: TableLayout) throws(InputError) {
    switch labels.assignment {
    case .single(let text):
      throw .inFile(
        "\(request.file): \(layout.description(of: layout.y)) has the single label '\(text.shortened())'; a logistic model "
          + "needs two")
    case .labels(let first, let second, let note):
      if first != 0 || second != 1 { ys = ys.map { $0 == 0 ? first : second } }
      if let note { notes.append("\(request.file): \(layout.description(of: layout.y)): \(note)") }
    }
  }

  private mutating func takeNotes(_ layout: TableLayout) {
    let file = request.file
    notes = layout.notes + notes
    if let dropped = problems.droppedNote(rows: xs.count) { notes.append(dropped) }
    if layout.separator == Ascii.comma, let comma = marks.firstComma {
      notes.append(
        "\(file): the comma in '\(comma.text)' on line \(comma.line) is read as a decimal comma, as in all others; "
          + "--decimal , says the same and --decimal . refuses it")
    }
    if comments.count > 0 {
      notes.append(
        comments.count == 1
          ? "\(file): line \(comments.firstLine) begins with # and is skipped"
          : "\(file): \(comments.count) lines begin with # and are skipped, the first is line \(comments.firstLine)"
      )
    }
  }

  /// Takes a record: first into the sample, then into the columns.
  @inline(__always)
  private mutating func take(_ record: UnsafeRawBufferPointer, _ line: Int) throws(InputError) {
    if line <= request.format.skippedLines { return }
    if let blank = TableCells.blank(record) {
      if case .comment = blank {
        if comments.count == 0 { comments.firstLine = line }
        comments.count += 1
      }
      return
    }
    if let longSeparator { return try takeCut(record, by: longSeparator, line) }
    try takeCells(of: record, line)
  }

  @inline(__always)
  private mutating func takeCells(of record: UnsafeRawBufferPointer, _ line: Int) throws(InputError) {
    guard let layout else {
      if sample.isEmpty, takesSeparator(record) { return }
      if keepsSample, sample.count == DelimitedText.sampleCount { return }
      sample.append((line, Array(record)))
      if !keepsSample, sample.count == DelimitedText.sampleCount { try settle() }
      return
    }
    read(record, line, layout)
    if xs.count > DelimitedText.mostRows {
      throw .inFile("\(request.file) has more than \(DelimitedText.mostRows) rows, the most that are read")
    }
  }

  /// Takes a record whose separator is longer than a byte: a byte that no text has stands in for it.
  private mutating func takeCut(
    _ record: UnsafeRawBufferPointer, by separator: TableSeparator, _ line: Int
  ) throws(InputError) {
    var bytes: [UInt8] = []
    var rest = record[...]
    while let byte = rest.first {
      let isSeparator = rest.starts(with: separator.bytes)
      bytes.append(isSeparator ? separator.standIn : byte)
      rest = rest.dropFirst(isSeparator ? separator.bytes.count : 1)
    }
    try bytes.lend { record throws(InputError) in try takeCells(of: record, line) }
  }

  /// Whether a record is Excel's `sep=;`, which says what separates cells.
  private mutating func takesSeparator(_ record: UnsafeRawBufferPointer) -> Bool {
    var text = TableCells.text(of: record)
    if text.count >= 2, text.first == "\"", text.last == "\"" { text = String(text.dropFirst().dropLast()) }
    // `printableLine` has made a tab a space.
    guard text.lowercased().hasPrefix("sep="), text.count == 5 else { return false }
    // A person's own word counts more.
    if request.format.separator != nil { return true }
    guard let separator = try? TableSeparator(record.contains(Ascii.tab) ? "tab" : String(text.dropFirst(4)))
    else {
      return false
    }
    request.format.separator = separator
    longSeparator = separator.bytes.count > 1 ? separator : nil
    return true
  }

  /// The columns that are asked for.
  var requested: TableLayout.Request { request }

  /// The first records of the first bytes of a table: all that its layout is judged by.
  mutating func sampled(_ bytes: [UInt8], isWhole: Bool) throws(InputError) -> [(line: Int, bytes: [UInt8])] {
    keepsSample = true
    try bytes.lend { piece throws(InputError) in try take(piece) }
    if sample.count < DelimitedText.sampleCount {
      var encoding = encoding
      try encoding.finish { piece throws(InputError) in try take(plain: piece) }
      // The last record may be cut; alone it is all there is.
      if isWhole || sample.isEmpty {
        var records = records
        try records.finish { record, line throws(InputError) in try take(record, line) }
      }
    }
    guard !sample.isEmpty else { throw .inFile("\(request.file) has no rows") }
    return sample
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
    if cells.isOpen { return problems.note(line, "a quote is never closed") }
    // Between blanks, it is unclear which cell is missing.
    if cells.count > layout.width || (cells.count < layout.width && layout.separator == Ascii.space) {
      let headLine = headLine
      return problems.note(line, "\(cells.count) columns where line \(headLine) has \(layout.width)")
    }
    let x =
      layout.x == TableColumns.row
      ? Content.number(Double(xs.count + problems.rowsWithMissing + 1))
      : number(cells.x, layout.x, isLabel: false, record, line, layout)
    let y = number(cells.y, layout.y, isLabel: request.hasLabels, record, line, layout)
    switch (x, y) {
    case (.number(let x), .number(let y)):
      xs.append(x)
      ys.append(y)
    case (.mistake, _), (_, .mistake): break
    case (.missing, _): noteMissing(cells.x, layout.x, record, line, layout)
    case (_, .missing): noteMissing(cells.y, layout.y, record, line, layout)
    }
  }

  /// What a needed cell holds; a mistake is already noted.
  private enum Content {
    case number(Double), missing, mistake
  }

  @inline(__always)
  private mutating func number(
    _ cell: TableCells.Cell?, _ column: Int, isLabel: Bool, _ record: UnsafeRawBufferPointer, _ line: Int,
    _ layout: TableLayout
  ) -> Content {
    guard let cell else { return .missing }
    let text = UnsafeRawBufferPointer(rebasing: record[cell.start..<cell.end])
    switch TableNumber(text, request.signs) {
    case .number(let value, let mark):
      if mark != 0, let clash = marks.clash(mark, text, line) {
        problems.note(line, clash)
        return .mistake
      }
      return isLabel ? label(labels.read(value, text), cell, record, line, layout) : .number(value)
    case .missing: return .missing
    case .text where isLabel: return label(labels.read(word: text), cell, record, line, layout)
    case .text, .infinite:
      refuse(cell, column, isLabel: isLabel, record, line, layout)
      return .mistake
    }
  }

  private mutating func label(
    _ reading: TableLabels.Reading, _ cell: TableCells.Cell, _ record: UnsafeRawBufferPointer, _ line: Int,
    _ layout: TableLayout
  ) -> Content {
    if case .label(let value) = reading { return .number(value) }
    let text = TableCells.text(of: cell, in: record).shortened()
    var why = "the labels above are \(labels.known), and a logistic model has two"
    if case .otherKind = reading {
      why = "labels are two numbers or two words, and \(labels.known) stands above"
    }
    problems.note(line, "\(layout.description(of: layout.y)) is not a label: '\(text)'; \(why)")
    return .mistake
  }

  /// Notes a cell that is not a number.
  private mutating func refuse(
    _ cell: TableCells.Cell, _ column: Int, isLabel: Bool, _ record: UnsafeRawBufferPointer, _ line: Int,
    _ layout: TableLayout
  ) {
    // The message is built only for the first.
    guard !problems.hasMistake else { return problems.note(line, "") }
    let bytes = UnsafeRawBufferPointer(rebasing: record[cell.start..<cell.end])
    let text = TableCells.text(of: cell, in: record)
    let subject = layout.description(of: column)
    if case .infinite = TableNumber(bytes, request.signs) {
      return problems.note(line, "\(subject) is not a finite number: '\(text.shortened())'")
    }
    let hint: String
    if TableLabels.usualWords.contains(text.lowercased()) {
      hint = "; words are labels, for --model logistic and its --y"
    } else if let number = DecimalNumber(bytes), number.value.isFinite, number.mark != 0 {
      hint =
        "; the decimal sign is '\(number.mark == Ascii.comma ? "." : ",")', as --decimal or --thousands says"
    } else {
      hint = (NumberSigns.remedy(for: bytes) ?? layout.remedy(for: column)).map { "; \($0)" } ?? ""
    }
    problems.note(line, "\(subject) is not a number: '\(text.shortened())'\(hint)")
  }

  private mutating func noteMissing(
    _ cell: TableCells.Cell?, _ column: Int, _ record: UnsafeRawBufferPointer, _ line: Int,
    _ layout: TableLayout
  ) {
    problems.noteMissing(
      line,
      {
        let subject = layout.description(of: column)
        guard let cell else { return "\(subject) is missing" }
        if cell.isEmpty { return "\(subject) is empty" }
        return "\(subject) is not a number: '\(TableCells.text(of: cell, in: record).shortened())'"
      }())
  }
}
