import Wording

/// The cells of a record, in order.
///
/// A cell may be quoted, with doubled quotes for one; spaces around it are ignored.
struct TableCells {
  /// A cell: the place of its text, without spaces and quotes around it.
  struct Cell {
    var start: Int
    var end: Int
    /// Whether quotes inside it are doubled.
    var hasDoubledQuotes = false
    /// Whether its quotes never close.
    var isOpen = false

    var isEmpty: Bool { start == end }
  }

  private let record: UnsafeRawBufferPointer
  private let separator: UInt8
  private var place = 0
  private var hasMore: Bool

  /// The cells of a record that a byte separates.
  @inline(__always)
  init(_ record: UnsafeRawBufferPointer, separator: UInt8) {
    self.record = record
    self.separator = separator
    hasMore = !record.isEmpty
  }

  /// The next cell; `nil` after the last.
  @inline(__always)
  mutating func next() -> Cell? {
    guard hasMore else { return nil }
    skipSpaces()
    if place < record.count && record[place] == Ascii.quote { return quoted() }
    var cell = Cell(start: place, end: place)
    while place < record.count && record[place] != separator { place += 1 }
    cell.end = place
    trim(&cell)
    passSeparator()
    return cell
  }

  private mutating func quoted() -> Cell {
    var cell = Cell(start: place + 1, end: place + 1)
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
    skipSpaces()
    if place < record.count && record[place] != separator {
      // Text follows the closing quote: then the quotes belong to the text.
      while place < record.count && record[place] != separator { place += 1 }
      cell.start = opening
      cell.end = place
      cell.hasDoubledQuotes = false
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

  private mutating func passSeparator() {
    hasMore = place < record.count
    place += 1
  }

  /// All cells of a record as texts.
  static func texts(_ record: UnsafeRawBufferPointer, separator: UInt8) -> [String] {
    var cells = TableCells(record, separator: separator)
    var texts: [String] = []
    while let cell = cells.next() { texts.append(text(of: cell, in: record)) }
    return texts
  }

  /// A cell's text for messages: without control characters, and with bytes that are not UTF-8 replaced.
  static func text(of cell: Cell, in record: UnsafeRawBufferPointer) -> String {
    var text = String(decoding: record[cell.start..<cell.end], as: UTF8.self)
    if cell.hasDoubledQuotes { text = text.replacingDoubledQuotes() }
    return text.printableLine
  }

  /// Whether a record is empty or a comment.
  @inline(__always)
  static func isSkipped(_ record: UnsafeRawBufferPointer) -> Bool {
    for byte in record where byte != Ascii.space && byte != Ascii.tab { return byte == Ascii.hash }
    return true
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
