import CNcurses
import TerminalGraphics

/// Tells ncurses what is different between the frame that is shown and the next one.
@MainActor
struct FrameWriter {
  /// A cell as ncurses is told about it.
  private struct Drawn: Equatable {
    var symbol: UInt32 = 0x20
    var mark: UInt32 = 0
    var pair: Int32 = 0
    var attributes: attr_t = 0
  }

  private let window: UnsafeMutablePointer<WINDOW>
  private let glyphs: GlyphSet
  private(set) var colors: ColorTable
  private(set) var width = 0
  private(set) var height = 0
  /// What was last asked for, and what that came to, for every cell of the terminal.
  private var asked: [Cell] = []
  private var drawn: [Drawn] = []
  private var run: [cchar_t] = []
  /// Where a frame that was not put in whole is gone on with.
  private var nextRow = 0

  /// A writer for a window that is still empty.
  init(window: UnsafeMutablePointer<WINDOW>, glyphs: GlyphSet, colors: ColorTable) {
    self.window = window
    self.glyphs = glyphs
    self.colors = colors
    clear()
  }

  /// Starts over on an empty window of whatever size it has now.
  mutating func clear() {
    werase(window)
    width = Int(cnc_width(window))
    height = Int(cnc_height(window))
    asked = Array(repeating: Cell(), count: width * height)
    drawn = Array(repeating: Drawn(), count: width * height)
    run.reserveCapacity(width)
    nextRow = 0
  }

  /// How far a frame has been put into the window.
  struct Progress {
    /// Whether the window changed.
    var changed = false
    /// Whether all of the frame is in it.
    var isComplete = true
  }

  /// Puts into the window what differs, cut or padded to the terminal's size, up to about so many cells.
  ///
  /// Where that is not all, the next call goes on with the row after, with the same frame or with a newer one.
  mutating func draw(_ frame: Frame, atMost cells: Int) -> Progress {
    if let progress = draw(frame, atMost: cells, whenOutOfPairs: nil) { return progress }
    // No pair is left, and none on the screen may change its colours: everything is drawn anew.
    colors.reset()
    clear()
    _ = draw(frame, atMost: .max, whenOutOfPairs: 0)
    return Progress(changed: true)
  }

  private mutating func draw(_ frame: Frame, atMost cells: Int, whenOutOfPairs spare: Int32?) -> Progress? {
    var drawnCells = 0
    if nextRow >= height { nextRow = 0 }
    let first = nextRow
    for count in 0..<height {
      nextRow = (first + count) % height
      if drawnCells >= cells { return Progress(changed: true, isComplete: false) }
      guard let changed = draw(row: nextRow, of: frame, whenOutOfPairs: spare) else { return nil }
      drawnCells += changed
    }
    nextRow = 0
    return Progress(changed: drawnCells > 0)
  }

  /// Puts what differs in a row into the window and says how many cells that were.
  private mutating func draw(row: Int, of frame: Frame, whenOutOfPairs spare: Int32?) -> Int? {
    var changed = 0
    var cell = cchar_t()
    let inside = row < frame.height ? min(frame.width, width) : 0
    var start = 0
    for column in 0..<width {
      let place = row * width + column
      let next = column < inside ? frame.cells[row * frame.width + column] : Cell()
      if next != asked[place] {
        let left = column > 0 ? place - 1 : nil
        guard let look = inherited(next, from: left) ?? look(of: next, whenOutOfPairs: spare) else {
          return nil
        }
        asked[place] = next
        if look != drawn[place] {
          drawn[place] = look
          if run.isEmpty { start = column }
          cnc_set_cell(&cell, look.symbol, look.mark, look.attributes, look.pair)
          run.append(cell)
          changed += 1
          continue
        }
      }
      put(row: row, column: start)
    }
    put(row: row, column: start)
    return changed
  }

  private mutating func put(row: Int, column: Int) {
    guard !run.isEmpty else { return }
    cnc_put_cells(window, Int32(row), Int32(column), run, Int32(run.count))
    run.removeAll(keepingCapacity: true)
  }

  /// A blank beside a symbol on the same ground looks as well in that symbol's colours, and needs no change of them.
  private func inherited(_ cell: Cell, from left: Int?) -> Drawn? {
    guard let left, cell.symbol == " ", colors.depth != .mono else { return nil }
    let neighbour = asked[left]
    guard neighbour.background == cell.background, glyphs == .unicode || neighbour.symbol.isASCII,
      cell.attributes.union(neighbour.attributes).isDisjoint(with: [.reverse, .underline])
    else { return nil }
    var look = drawn[left]
    look.symbol = 0x20
    look.mark = 0
    return look
  }

  /// What a cell comes to with the terminal's glyphs and colours; `nil` if that takes a pair too many.
  private mutating func look(of cell: Cell, whenOutOfPairs spare: Int32?) -> Drawn? {
    let cell = colors.depth == .mono ? glyphs.monochrome(cell) : glyphs.cell(cell)
    var look = Drawn()
    look.symbol = Self.shown(cell.symbol)
    if glyphs == .unicode, let mark = cell.mark { look.mark = mark.value }
    if cell.attributes.contains(.bold) { look.attributes |= cnc_bold }
    if cell.attributes.contains(.reverse) { look.attributes |= cnc_reverse }
    if cell.attributes.contains(.underline) { look.attributes |= cnc_underline }

    let isHalf = cell.symbol == "▀" || cell.symbol == "▄"
    if isHalf && cell.foreground == cell.background { look.symbol = 0x20 }
    let pair: Int32?
    if look.symbol == 0x20 && cell.attributes.isDisjoint(with: [.reverse, .underline]) {
      // A blank needs no foreground, and a change of ground alone takes half the bytes.
      pair = colors.pair(foreground: nil, background: cell.background)
    } else if isHalf {
      pair = colors.pair(foreground: cell.foreground, background: cell.background)
    } else {
      pair = colors.legiblePair(foreground: cell.foreground, background: cell.background)
    }
    guard let pair = pair ?? spare else { return nil }
    look.pair = pair
    return look
  }

  /// The symbol itself if it takes exactly one column; anything else would shift the rest of the row.
  private static func shown(_ symbol: Unicode.Scalar) -> UInt32 {
    switch symbol.value {
    case 0x20...0x7E: symbol.value
    case ..<0xA0: 0x20
    case 0x2500...0x259F, 0x2800...0x28FF: symbol.value
    default: cnc_columns(symbol.value) == 1 ? symbol.value : 0x3F
    }
  }
}
