import TerminalGraphics

/// Writes cells as a terminal takes them: each symbol, and before it what its look changes (ECMA-48, SGR).
///
/// It knows what the terminal has, so that a row in one colour names that colour once.
struct CellPen {
  /// What the terminal draws the next symbol with.
  private struct Look: Equatable {
    /// A number of the depth's colours; `nil` is the terminal's own.
    var front: Int32?
    var ground: Int32?
    var attributes: Cell.Attributes = []
  }

  /// How many colours there are.
  let depth: ColorDepth
  /// Which symbols there are.
  let glyphs: GlyphSet
  private var look = Look()

  /// A pen on a terminal whose attributes are reset.
  init(_ depth: ColorDepth, _ glyphs: GlyphSet) { (self.depth, self.glyphs) = (depth, glyphs) }

  /// Writes a cell.
  mutating func write(_ cell: Cell, into bytes: inout [UInt8]) {
    let cell = shown(cell)
    var next = Look(attributes: cell.attributes)
    if depth != .mono { (next.front, next.ground) = colors(of: cell) }
    // A blank shows no colour of its own, and naming none saves bytes.
    if cell.symbol == " ", next.attributes.isDisjoint(with: [.reverse, .underline]) {
      (next.front, next.attributes) = (look.front, look.attributes.subtracting([.reverse, .underline]))
    }
    change(to: next, into: &bytes)
    bytes.append(contentsOf: UTF8.encode(cell.symbol).map(Array.init) ?? [0x20])
    if let mark = cell.mark, let encoded = UTF8.encode(mark) { bytes.append(contentsOf: encoded) }
  }

  /// Gives the terminal its own look back.
  mutating func reset(into bytes: inout [UInt8]) { change(to: Look(), into: &bytes) }

  /// Whether a cell is a blank on the terminal's own ground.
  func isEmpty(_ cell: Cell) -> Bool {
    let cell = shown(cell)
    return cell.symbol == " " && cell.background == nil
      && cell.attributes.isDisjoint(with: [.reverse, .underline])
  }

  /// A cell as the terminal can show it.
  func shown(_ cell: Cell) -> Cell {
    var cell = depth == .mono ? glyphs.monochrome(cell) : glyphs.cell(cell)
    cell.symbol = cell.symbol.inOneColumn
    if glyphs == .ascii { cell.mark = nil }
    if cell.symbol == "▀" || cell.symbol == "▄", cell.foreground == cell.background { cell.symbol = " " }
    return cell
  }

  /// The numbers of a cell's colours; with few colours a symbol may have to be told from its ground.
  private func colors(of cell: Cell) -> (Int32?, Int32?) {
    let (front, ground) = (cell.foreground, cell.background)
    let numbers = (front.flatMap(depth.index), ground.flatMap(depth.index))
    let isBlock = cell.symbol == "▀" || cell.symbol == "▄"
    guard !isBlock, let front, let ground, numbers.0 == numbers.1, front != ground else { return numbers }
    return (depth.index(of: Color(ground.luminance < 0.2 ? 0xFFFFFF : 0x000000)), numbers.1)
  }

  private mutating func change(to next: Look, into bytes: inout [UInt8]) {
    guard next != look else { return }
    defer { look = next }
    guard next != Look() else { return bytes.append(contentsOf: "\u{1B}[0m".utf8) }
    var words: [String] = []
    let names: [(Cell.Attributes, on: String, off: String)] = [
      (.bold, "1", "22"), (.underline, "4", "24"), (.reverse, "7", "27"),
    ]
    for (attribute, on, off) in names
    where next.attributes.contains(attribute) != look.attributes.contains(attribute) {
      words.append(next.attributes.contains(attribute) ? on : off)
    }
    if next.front != look.front { words.append(color(next.front, own: 39, few: 30, bright: 90, many: 38)) }
    if next.ground != look.ground {
      words.append(color(next.ground, own: 49, few: 40, bright: 100, many: 48))
    }
    bytes.append(contentsOf: "\u{1B}[\(words.joined(separator: ";"))m".utf8)
  }

  private func color(_ number: Int32?, own: Int, few: Int32, bright: Int32, many: Int) -> String {
    guard let number else { return "\(own)" }
    switch depth {
    case .direct: return "\(many);2;\(number >> 16 & 255);\(number >> 8 & 255);\(number & 255)"
    case .palette256: return "\(many);5;\(number)"
    case .palette16, .palette8, .mono: return number < 8 ? "\(few + number)" : "\(bright + number - 8)"
    }
  }
}
