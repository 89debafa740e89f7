import CVTerm

/// A terminal that shows a program's bytes.
final class Emulator {
  /// The modes and attributes in force, derived from the bytes themselves.
  private(set) var audit = ByteAudit()
  private(set) var columns: Int
  private(set) var rows: Int
  private let terminal: OpaquePointer
  private let screen: OpaquePointer

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    terminal = vterm_new(Int32(rows), Int32(columns))
    vterm_set_utf8(terminal, 1)
    screen = vterm_obtain_screen(terminal)
    vterm_screen_enable_altscreen(screen, 1)
    vterm_screen_reset(screen, 1)
  }

  deinit { vterm_free(terminal) }

  func resize(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    vterm_set_size(terminal, Int32(rows), Int32(columns))
  }

  /// The beginning of a string, an escape, or a part of a character whose rest has not come.
  private var held: [UInt8] = []

  func show(_ bytes: [UInt8]) {
    audit.read(bytes)
    // libvterm prints the content of a string that comes in pieces, and loses a character that does, which no terminal does.
    let all = held + bytes
    let whole = all.count - Emulator.unfinished(all)
    held = Array(all[whole...])
    Emulator.withoutApplicationStrings(all[..<whole]).withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { _ = vterm_input_write(terminal, $0.baseAddress, $0.count) }
    }
  }

  /// Bytes without the strings of applications, whose content libvterm prints where terminals ignore it.
  private static func withoutApplicationStrings(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var kept: [UInt8] = []
    var rest = bytes
    while let start = rest.firstRange(of: [0x1B, UInt8(ascii: "_")]) {
      kept += rest[..<start.lowerBound]
      guard let end = rest[start.upperBound...].firstRange(of: [0x1B, UInt8(ascii: "\\")]) else {
        return kept
      }
      rest = rest[end.upperBound...]
    }
    return kept + rest
  }

  /// How many bytes at the end are an escape alone, a string of the application or the device without its end, or a part of
  /// a character.
  private static func unfinished(_ bytes: [UInt8]) -> Int {
    let last = bytes.last == 0x1B ? 1 : 0
    guard let start = bytes.dropLast(last).lastIndex(of: 0x1B) else {
      return max(last, partOfCharacter(bytes))
    }
    let isString = bytes[start + 1] == UInt8(ascii: "_") || bytes[start + 1] == UInt8(ascii: "P")
    return isString ? bytes.count - start : max(last, partOfCharacter(bytes))
  }

  /// How many bytes at the end are the first ones of a character in UTF-8.
  private static func partOfCharacter(_ bytes: [UInt8]) -> Int {
    for (index, byte) in bytes.suffix(3).reversed().enumerated() where byte & 0xC0 != 0x80 {
      let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
      return length > index + 1 ? index + 1 : 0
    }
    return 0
  }

  /// The symbols of a row, without the blanks at its end.
  func line(_ row: Int) -> String {
    var text = ""
    for column in 0..<columns {
      let symbol = cell(column, row).chars.0
      text.unicodeScalars.append(symbol == 0 ? " " : Unicode.Scalar(symbol) ?? " ")
    }
    while text.last == " " { text.removeLast() }
    return text
  }

  /// All rows.
  var text: String { (0..<rows).map(line).joined(separator: "\n") }

  /// Whether nothing is visible.
  var isBlank: Bool { text.allSatisfy { $0 == " " || $0 == "\n" } }

  /// The ground of a cell as `0xRRGGBB`.
  func background(_ column: Int, _ row: Int) -> UInt32 { value(cell(column, row).bg) }

  /// The colour of a cell's strokes as `0xRRGGBB`.
  func foreground(_ column: Int, _ row: Int) -> UInt32 { value(cell(column, row).fg) }

  /// A cell as it looks.
  struct Seen: Hashable {
    var symbols: [UInt32]
    var foreground: UInt32
    var background: UInt32
    var isBold: Bool
    var isReversed: Bool
    var isUnderlined: Bool
  }

  /// All cells, row by row.
  var cells: [Seen] {
    (0..<rows).flatMap { row in
      (0..<columns).map { column in
        let cell = cell(column, row)
        let symbols = [cell.chars.0, cell.chars.1].filter { $0 != 0 }
        // A blank looks the same whatever its foreground.
        let isBlank = symbols.isEmpty || symbols == [0x20]
        return Seen(
          symbols: isBlank ? [0x20] : symbols, foreground: isBlank ? 0 : value(cell.fg),
          background: value(cell.bg), isBold: !isBlank && cell.attrs.bold != 0,
          isReversed: cell.attrs.reverse != 0, isUnderlined: cell.attrs.underline != 0)
      }
    }
  }

  private func cell(_ column: Int, _ row: Int) -> VTermScreenCell {
    var cell = VTermScreenCell()
    vterm_screen_get_cell(screen, VTermPos(row: Int32(row), col: Int32(column)), &cell)
    return cell
  }

  private func value(_ color: VTermColor) -> UInt32 {
    var color = color
    vterm_screen_convert_color_to_rgb(screen, &color)
    return UInt32(color.rgb.red) << 16 | UInt32(color.rgb.green) << 8 | UInt32(color.rgb.blue)
  }
}

/// Follows the sequences that must be undone: private modes, attributes, the keypad.
struct ByteAudit {
  /// The private modes that are on.
  private(set) var modes: Set<Int> = []
  /// The private modes that were ever set or reset.
  private(set) var mentioned: Set<Int> = []
  /// The parameters of every change of attributes.
  private(set) var attributes: [String] = []
  /// Whether an escape was ever written.
  private(set) var hasEscapes = false
  private var sequence: [UInt8]?

  /// Whether nothing is left switched on.
  var isRestored: Bool {
    modes.isDisjoint(with: [1, 1000, 1002, 1003, 1004, 1006, 1049, 2004, 2026, 2031, 2048])
      && (!mentioned.contains(25) || modes.contains(25))
      && ["", "0", "39;49", "49"].contains(attributes.last ?? "")
  }

  mutating func read(_ bytes: [UInt8]) {
    for byte in bytes {
      if byte == 0x1B {
        hasEscapes = true
        sequence = []
      } else if var open = sequence {
        open.append(byte)
        if open.count == 1 ? byte != UInt8(ascii: "[") : (0x40...0x7E).contains(byte) {
          finish(String(decoding: open, as: UTF8.self))
          sequence = nil
        } else {
          sequence = open
        }
      }
    }
  }

  private mutating func finish(_ text: String) {
    let inner = String(text.dropFirst().dropLast())
    switch text.last {
    case "m" where text.first == "[" && !inner.hasPrefix(">"): attributes.append(inner)
    case "h" where inner.hasPrefix("?"), "l" where inner.hasPrefix("?"):
      for number in inner.dropFirst().split(separator: ";").compactMap({ Int($0) }) {
        mentioned.insert(number)
        if text.last == "h" { modes.insert(number) } else { modes.remove(number) }
      }
    default: break
    }
  }
}
