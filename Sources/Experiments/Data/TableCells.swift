import Wording

/// The cells of a record, in order.
///
/// A cell may be quoted, with doubled quotes for one; spaces around it are ignored. Where the separator is a space, it
/// stands for any run of spaces and tabs, and no cell is empty.
struct TableCells {
  /// A cell: the place of its text, without spaces and quotes around it.
  struct Cell {
    var start: Int
    var end: Int
    /// Whether quotes inside it are doubled.
    var hasDoubledQuotes = false
    /// Whether its quotes never close.
    var isOpen = false
    /// Whether it had quotes around it.
    var isQuoted = false

    var isEmpty: Bool { start == end }
  }

  private let record: UnsafeRawBufferPointer
  private let separator: UInt8
  private let isBlank: Bool
  private var place = 0
  private var hasMore: Bool

  /// The cells of a record that a byte separates.
  @inline(__always)
  init(_ record: UnsafeRawBufferPointer, separator: UInt8) {
    self.record = record
    self.separator = separator
    isBlank = separator == Ascii.space
    hasMore = !record.isEmpty
    if isBlank { passBlanks() }
  }

  /// The next cell; `nil` after the last.
  @inline(__always)
  mutating func next() -> Cell? {
    guard hasMore else { return nil }
    skipSpaces()
    if place < record.count && record[place] == Ascii.quote { return quoted() }
    var cell = Cell(start: place, end: place)
    while place < record.count && !isSeparator(record[place]) { place += 1 }
    cell.end = place
    trim(&cell)
    passSeparator()
    return cell
  }

  private mutating func quoted() -> Cell {
    var cell = Cell(start: place + 1, end: place + 1, isQuoted: true)
    let opening = place
    place += 1
    while true {
      while place < record.count && record[place] != Ascii.quote { place += 1 }
      if place + 1 < record.count && record[place + 1] == Ascii.quote {
        cell.hasDoubledQuotes = true
        place += 2
        continue
      }
      break
    }
    cell.end = place
    cell.isOpen = place == record.count
    if place < record.count { place += 1 }
    if !isBlank { skipSpaces() }
    if place < record.count && !isSeparator(record[place]) {
      // Text follows the closing quote: then the quotes belong to the text.
      while place < record.count && !isSeparator(record[place]) { place += 1 }
      cell = Cell(start: opening, end: place)
    }
    trim(&cell)
    passSeparator()
    return cell
  }

  private mutating func skipSpaces() {
    while place < record.count, isSpace(record[place]) { place += 1 }
  }

  private func trim(_ cell: inout Cell) {
    while cell.start < cell.end, isSpace(record[cell.start]) { cell.start += 1 }
    while cell.end > cell.start, isSpace(record[cell.end - 1]) { cell.end -= 1 }
  }

  private func isSpace(_ byte: UInt8) -> Bool {
    byte == Ascii.space || (byte == Ascii.tab && separator != Ascii.tab)
  }

  @inline(__always)
  private func isSeparator(_ byte: UInt8) -> Bool {
    byte == separator || (isBlank && byte == Ascii.tab)
  }

  private mutating func passSeparator() {
    hasMore = place < record.count
    if isBlank { passBlanks() } else { place += 1 }
  }

  /// Passes a run of blanks; after the last one comes no cell.
  private mutating func passBlanks() {
    skipSpaces()
    hasMore = place < record.count
  }

  /// A cell's text for messages: without control characters.
  static func text(of cell: Cell, in record: UnsafeRawBufferPointer) -> String {
    let text = text(of: UnsafeRawBufferPointer(rebasing: record[cell.start..<cell.end]))
    return cell.hasDoubledQuotes ? text.replacingDoubledQuotes() : text
  }

  /// Bytes as a text for messages: without control characters.
  ///
  /// Bytes that are not UTF-8 are taken for Latin-1, the usual encoding of older tables.
  static func text(of bytes: UnsafeRawBufferPointer) -> String {
    let text =
      String(validating: bytes, as: UTF8.self)
      ?? String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    return text.printableLine
  }

  /// What a record is, if it has no cells.
  enum Blank {
    case empty, comment
  }

  /// Whether a record is empty or a comment; `nil` if it has cells.
  @inline(__always)
  static func blank(_ record: UnsafeRawBufferPointer) -> Blank? {
    for byte in record where byte != Ascii.space && byte != Ascii.tab {
      return byte == Ascii.hash ? .comment : nil
    }
    return .empty
  }
}

extension String {
  /// The text with each doubled quote replaced by one.
  fileprivate func replacingDoubledQuotes() -> String {
    var text = ""
    var isSecond = false
    for character in self {
      isSecond = character == "\"" && !isSecond && text.last == "\""
      if !isSecond { text.append(character) }
    }
    return text
  }

  /// At most `count` characters, with an ellipsis if some are left out.
  func shortened(to count: Int = 32) -> String {
    self.count > count ? String(prefix(count - 1)) + "…" : self
  }
}
