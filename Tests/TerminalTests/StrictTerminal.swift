/// A terminal that follows ECMA-48 strictly: unknown or malformed sequences are complaints.
///
/// It shares nothing with the emulator library of the other tests, so that agreement of both confirms the bytes.
struct StrictTerminal {
  typealias Seen = Emulator.Seen

  /// The malformed or unknown sequences.
  private(set) var complaints: [String] = []
  private(set) var cells: [Seen]
  let columns: Int
  let rows: Int
  private var column = 0
  private var row = 0
  /// The last column is written and the next symbol begins the next row.
  private var wraps = false
  private var pen = Seen.blank
  private var saved = (column: 0, row: 0, pen: Seen.blank)
  private var region: ClosedRange<Int>
  private var lastSymbol: Unicode.Scalar?
  private var state = State.ground
  private var scalar: [UInt8] = []

  private enum State {
    case ground
    case escape([UInt8])
    case control([UInt8])
    /// A string, by its introducer.
    case string([UInt8])
  }

  init(columns: Int, rows: Int) {
    (self.columns, self.rows) = (columns, rows)
    cells = Array(repeating: .blank, count: columns * rows)
    region = 0...rows - 1
  }

  /// The private modes that the program may use.
  private static let modes: Set<Int> = [1, 7, 12, 25, 1000, 1002, 1003, 1004, 1006, 1049, 2004, 2026]

  mutating func show(_ bytes: [UInt8]) { for byte in bytes { take(byte) } }

  private mutating func take(_ byte: UInt8) {
    switch state {
    case .ground: ground(byte)
    case .escape(let before):
      switch byte {
      case 0x5B where before.isEmpty: state = .control([])
      case 0x50 where before.isEmpty, 0x5D where before.isEmpty, 0x5F where before.isEmpty:
        state = .string([byte])
      case 0x20...0x2F where before.count < 2: state = .escape(before + [byte])
      case 0x30...0x7E:
        state = .ground
        escape(before, byte)
      default: complain("ESC \(before) \(byte)")
      }
    case .control(let before):
      switch byte {
      case 0x20...0x3F where before.count < 64: state = .control(before + [byte])
      case 0x40...0x7E:
        state = .ground
        control(before, byte)
      default: complain("CSI \(String(decoding: before, as: UTF8.self)) \(byte)")
      }
    case .string(let before):
      switch (before.last, byte) {
      case (0x1B, 0x5C):
        state = .ground
        string(String(decoding: before.dropLast(), as: UTF8.self))
      case (_, 0x1B), (_, 0x20...0x7E): state = .string(before + [byte])
      default: complain("string \(before) \(byte)")
      }
    }
  }

  private mutating func complain(_ text: String) {
    complaints.append(text)
    state = .ground
  }

  // MARK: Symbols

  private mutating func ground(_ byte: UInt8) {
    if scalar.isEmpty, byte < 0x80 {
      switch byte {
      case 0x1B: state = .escape([])
      case 0x08: (column, wraps) = (max(0, column - 1), false)
      case 0x0A: feed()
      case 0x0D: (column, wraps) = (0, false)
      case 0x20...0x7E: write(Unicode.Scalar(byte))
      default: complain("control character \(byte)")
      }
      return
    }
    scalar.append(byte)
    let length = scalar[0] >= 0xF0 ? 4 : scalar[0] >= 0xE0 ? 3 : scalar[0] >= 0xC2 ? 2 : 0
    guard length > 0, scalar.dropFirst().allSatisfy({ $0 & 0xC0 == 0x80 }) else {
      complain("no UTF-8: \(scalar)")
      scalar = []
      return
    }
    guard scalar.count == length else { return }
    let text = String(decoding: scalar, as: UTF8.self)
    scalar = []
    guard let symbol = text.unicodeScalars.first, symbol != "\u{FFFD}" else { return complain("no UTF-8") }
    write(symbol)
  }

  private mutating func write(_ symbol: Unicode.Scalar) {
    if (0x300...0x36F).contains(symbol.value) {
      let place = row * columns + (wraps ? column : max(0, column - 1))
      cells[place].symbols.append(symbol.value)
      return
    }
    if wraps {
      column = 0
      feed()
    }
    var cell = pen
    cell.symbols = [symbol.value]
    cells[row * columns + column] = cell.normal
    lastSymbol = symbol
    wraps = column == columns - 1
    if !wraps { column += 1 }
  }

  private mutating func feed() {
    wraps = false
    if row == region.upperBound { scroll(1) } else if row < rows - 1 { row += 1 }
  }

  private mutating func scroll(_ count: Int, from top: Int? = nil) {
    let top = top ?? region.lowerBound
    let height = region.upperBound - top + 1
    guard height > 0 else { return }
    let lines = (top...region.upperBound).map { Array(cells[$0 * columns..<($0 + 1) * columns]) }
    for line in 0..<height {
      let source = line + count
      let content = lines.indices.contains(source) ? lines[source] : erased(columns)
      cells.replaceSubrange((top + line) * columns..<(top + line + 1) * columns, with: content)
    }
  }

  private func erased(_ count: Int) -> [Seen] {
    Array(repeating: Seen.blank.on(pen.background), count: count)
  }

  private mutating func erase(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    cells.replaceSubrange(range, with: erased(range.count))
  }

  // MARK: Sequences

  private mutating func escape(_ before: [UInt8], _ final: UInt8) {
    switch (String(decoding: before, as: UTF8.self), Character(Unicode.Scalar(final))) {
    case ("", "7"): saved = (column, row, pen)
    case ("", "8"): (column, row, pen, wraps) = (saved.column, saved.row, saved.pen, false)
    case ("", "M"): if row == region.lowerBound { scroll(-1) } else { row = max(0, row - 1) }
    case ("", "="), ("", ">"), ("(", "B"): break
    default: complain("ESC \(before) \(final)")
    }
  }

  /// The strings that the program may send, each a question.
  private mutating func string(_ text: String) {
    let questions = ["P$qm", "]11;?", "_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA"]
    if !questions.contains(text) { complain("string \(text)") }
  }

  private mutating func control(_ text: [UInt8], _ final: UInt8) {
    let word = String(decoding: text, as: UTF8.self)
    let name = Character(Unicode.Scalar(final))
    // Questions change nothing.
    let questions = [">q", "?2026$p", "?2031$p", "?2048$p", "16t", "c"]
    if questions.contains("\(word)\(name)") { return }
    if word.hasPrefix("?") {
      let modes = word.dropFirst().split(separator: ";").map { Int($0) ?? -1 }
      guard name == "h" || name == "l", modes.allSatisfy(StrictTerminal.modes.contains) else {
        return complain("CSI \(word)\(name)")
      }
      if modes.contains(1049) {
        erase(0..<cells.count)
        if name == "h" { (column, row) = (0, 0) }
      }
      return
    }
    let fields = word.split(separator: ";", omittingEmptySubsequences: false).map {
      $0.isEmpty ? 0 : Int($0) ?? -1
    }
    guard !fields.contains(-1) else { return complain("CSI \(word)\(name)") }
    let first = max(1, fields.first ?? 1)
    let second = fields.count > 1 ? max(1, fields[1]) : 1
    let here = row * columns + column
    if name != "m" { wraps = false }
    switch name {
    case "m": color(fields.isEmpty ? [0] : fields, word)
    case "H", "f": (row, column) = (min(rows, first) - 1, min(columns, second) - 1)
    case "A": row = max(0, row - first)
    case "B": row = min(rows - 1, row + first)
    case "C": column = min(columns - 1, column + first)
    case "D": column = max(0, column - first)
    case "G", "`": column = min(columns, first) - 1
    case "d": row = min(rows, first) - 1
    case "X": erase(here..<min((row + 1) * columns, here + first))
    case "K" where fields.first ?? 0 == 0: erase(here..<(row + 1) * columns)
    case "K" where fields.first == 1: erase(row * columns..<here + 1)
    case "J" where fields.first ?? 0 == 0: erase(here..<cells.count)
    case "J" where fields.first == 2: erase(0..<cells.count)
    case "b":
      guard let lastSymbol else { return complain("nothing to repeat") }
      for _ in 0..<first { write(lastSymbol) }
    case "P":
      let end = (row + 1) * columns
      let rest = Array(cells[min(end, here + first)..<end])
      cells.replaceSubrange(here..<end, with: rest + erased(end - here - rest.count))
    case "@":
      let end = (row + 1) * columns
      let rest = Array(cells[here..<max(here, end - first)])
      cells.replaceSubrange(here..<end, with: erased(end - here - rest.count) + rest)
    case "L": scroll(-first, from: row)
    case "M": scroll(first, from: row)
    case "S": scroll(first)
    case "T": scroll(-first)
    case "r":
      let bottom = fields.count > 1 && fields[1] > 0 ? fields[1] : rows
      guard first < bottom, bottom <= rows else { return complain("CSI \(word)r") }
      region = first - 1...bottom - 1
      (row, column) = (0, 0)
    case "t" where ["22;0;0", "23;0;0"].contains(word): break
    case "h" where word == "4", "l" where word == "4": if name == "h" { complain("insert mode") }
    default: complain("CSI \(word)\(name)")
    }
  }

  private mutating func color(_ fields: [Int], _ word: String) {
    var rest = fields[...]
    while let code = rest.popFirst() {
      switch code {
      case 0: pen = .blank
      case 1: pen.isBold = true
      case 4: pen.isUnderlined = true
      case 7: pen.isReversed = true
      case 22: pen.isBold = false
      case 24: pen.isUnderlined = false
      case 27: pen.isReversed = false
      case 39: pen.foreground = Seen.blank.foreground
      case 49: pen.background = Seen.blank.background
      case 38, 48:
        guard rest.popFirst() == 2, rest.count >= 3, rest.prefix(3).allSatisfy({ (0...255).contains($0) })
        else {
          return complain("CSI \(word)m")
        }
        let value = rest.prefix(3).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        rest = rest.dropFirst(3)
        if code == 38 { pen.foreground = value } else { pen.background = value }
      default: return complain("CSI \(word)m")
      }
    }
  }
}

extension Emulator.Seen {
  /// An empty cell, in the colours that the emulator library uses for a terminal's own.
  static let blank = Emulator.Seen(
    symbols: [0x20], foreground: 0xF0F0F0, background: 0x000000, isBold: false, isReversed: false,
    isUnderlined: false)

  func on(_ background: UInt32) -> Emulator.Seen {
    var cell = self
    cell.background = background
    return cell.normal
  }

  /// A blank looks the same whatever its foreground.
  var normal: Emulator.Seen {
    guard symbols == [0x20] else { return self }
    var cell = self
    (cell.foreground, cell.isBold) = (0, false)
    return cell
  }
}
