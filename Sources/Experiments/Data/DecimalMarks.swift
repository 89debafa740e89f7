/// The sign before the fractional part of a table's numbers: the same in all, and no comma that may set thousands apart.
struct DecimalMarks: Sendable {
  /// Whether a person says which sign is the decimal one.
  private let isSettled: Bool
  private var mark: (byte: UInt8, line: Int)?
  /// The first number with a comma.
  private(set) var firstComma: (text: String, line: Int)?
  /// The first number whose comma may set thousands apart.
  private var grouped: (text: String, line: Int)?
  /// Whether a comma was met that cannot.
  private var isUngrouped = false

  init(isSettled: Bool) { self.isSettled = isSettled }

  /// Takes a number with a sign; returns why it does not go with those before it.
  @inline(__always)
  mutating func clash(_ byte: UInt8, _ text: UnsafeRawBufferPointer, _ line: Int) -> String? {
    if isSettled { return nil }
    if byte == Ascii.comma && !isUngrouped { look(at: text, line) }
    guard let mark else {
      mark = (byte, line)
      return nil
    }
    if byte == mark.byte { return nil }
    let kinds = byte == Ascii.comma ? ("comma", "point") : ("point", "comma")
    return
      "'\(TableCells.text(of: text).shortened())' has a decimal \(kinds.0) where line \(mark.line) has a "
      + "decimal \(kinds.1)"
  }

  private mutating func look(at text: UnsafeRawBufferPointer, _ line: Int) {
    if firstComma == nil { firstComma = (TableCells.text(of: text), line) }
    if !TableNumber.looksGrouped(text) {
      isUngrouped = true
    } else if grouped == nil {
      grouped = (TableCells.text(of: text), line)
    }
  }

  /// The line and the sentence that refuse a table all of whose commas may set thousands apart.
  var doubt: String? {
    guard let grouped, !isUngrouped else { return nil }
    return
      "\(grouped.line): '\(grouped.text)' may have a decimal comma or its thousands set apart; say which with "
      + "--decimal , or --thousands ,"
  }
}
