import Wording

/// Splits the bytes of a table into records, however they arrive in pieces.
///
/// A record ends with its line (LF, CRLF or a lone CR), unless a quoted cell continues in the next. Only the
/// remainder at the end of a piece is copied. Which byte separates cells may be unknown: then a quote after any of the
/// usual ones opens a quoted cell.
struct TableRecords: Sendable {
  /// The longest record: enough for any table, short enough to detect bytes that are not a table.
  static let longest = 1 << 20

  /// The record that has not ended yet.
  private var rest: [UInt8] = []
  /// The line on which the next record begins, counted from 1.
  private var line = 1
  /// Whether anything was read before.
  private(set) var hasBegun = false
  /// The bytes after which a cell begins; those above all others that are tested come as `high`.
  private let (comma, semicolon, tab, high): (UInt8, UInt8, UInt8, UInt8)

  /// A splitter for records whose cells a byte separates; `nil` for the usual separators.
  init(separator: UInt8? = nil) {
    guard let separator else {
      (comma, semicolon, tab, high) = (Ascii.comma, Ascii.semicolon, Ascii.tab, Ascii.bar)
      return
    }
    (comma, semicolon, tab, high) = (separator, separator, separator, separator)
  }

  /// Takes the next piece and passes on every record that it completes, with the line on which it begins.
  mutating func take(
    _ piece: UnsafeRawBufferPointer,
    _ body: (UnsafeRawBufferPointer, Int) throws(InputError) -> Void
  ) throws(InputError) {
    guard !piece.isEmpty else { return }
    if rest.isEmpty {
      let used = try cut(piece, isLast: false, body)
      rest.append(contentsOf: piece[used...])
    } else {
      rest.append(contentsOf: piece)
      let joined = rest
      var used = 0
      try joined.lend { bytes throws(InputError) in used = try cut(bytes, isLast: false, body) }
      rest = Array(joined[used...])
    }
  }

  /// Passes on the last record, which may lack its line end.
  mutating func finish(_ body: (UnsafeRawBufferPointer, Int) throws(InputError) -> Void) throws(InputError) {
    let last = rest
    rest = []
    try last.lend { bytes throws(InputError) in _ = try cut(bytes, isLast: true, body) }
  }

  /// Whether the incomplete record is too long.
  var isEndless: Bool { rest.count > TableRecords.longest }
  /// The line on which the incomplete record begins.
  var openLine: Int { line }

  /// Passes on the complete records of some bytes, and returns how many bytes they took.
  private mutating func cut(
    _ bytes: UnsafeRawBufferPointer, isLast: Bool,
    _ body: (UnsafeRawBufferPointer, Int) throws(InputError) -> Void
  ) throws(InputError) -> Int {
    var start = 0
    if !hasBegun {
      // The byte order mark of UTF-8; a piece may be shorter.
      if bytes.count < 3 && !isLast { return 0 }
      hasBegun = true
      if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { start = 3 }
    }
    while start < bytes.count {
      guard let end = end(of: start, in: bytes, isLast: isLast) else { return start }
      try body(UnsafeRawBufferPointer(rebasing: bytes[start..<end.place]), line)
      line += end.lines
      start = end.next
    }
    return start
  }

  /// Where the record that begins at `start` ends, where the next begins, and how many lines it takes.
  @inline(__always)
  private func end(of start: Int, in bytes: UnsafeRawBufferPointer, isLast: Bool)
    -> (place: Int, next: Int, lines: Int)?
  {
    var place = start
    var lines = 1
    // A quote opens a quoted cell only at the cell's beginning.
    var isCellStart = true
    while place < bytes.count {
      let byte = bytes[place]
      // Digits and letters, the most frequent bytes, are above everything tested below.
      if byte > Ascii.semicolon {
        isCellStart = byte == high
      } else if byte == Ascii.lineFeed {
        return (place, place + 1, lines)
      } else if byte == Ascii.carriageReturn {
        // Whether a line feed follows is in the next piece.
        if place + 1 == bytes.count { return isLast ? (place, place + 1, lines) : nil }
        return (place, bytes[place + 1] == Ascii.lineFeed ? place + 2 : place + 1, lines)
      } else if byte == comma || byte == semicolon || byte == tab {
        isCellStart = true
      } else if byte == Ascii.quote && isCellStart {
        place += 1
        while place < bytes.count, bytes[place] != Ascii.quote {
          if bytes[place] == Ascii.lineFeed { lines += 1 }
          place += 1
        }
        // A doubled quote opens again at once, which has the same effect.
        if place == bytes.count { break }
      } else if byte != Ascii.space {
        isCellStart = false
      }
      place += 1
    }
    return isLast ? (bytes.count, bytes.count, lines) : nil
  }
}
