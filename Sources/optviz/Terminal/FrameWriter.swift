import CNcurses
import Glibc
import TerminalGraphics

/// Passes the differences between the shown frame and the next one to ncurses.
@MainActor
struct FrameWriter {
  /// A cell in the form that ncurses takes.
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
  /// The last requested cells, and what they were drawn as, for every cell of the terminal; after a whole frame of the
  /// terminal's size these are the frame's own cells.
  private var asked: [Cell] = []
  private var drawn: [Drawn] = []
  private var run: [cchar_t] = []
  /// The row where an incomplete frame is continued.
  private var nextRow = 0

  /// A writer for a window that is still empty.
  init(window: UnsafeMutablePointer<WINDOW>, glyphs: GlyphSet, colors: ColorTable) {
    self.window = window
    self.glyphs = glyphs
    self.colors = colors
    clear()
  }

  /// Starts over on an empty window of its present size.
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
    /// Whether the whole frame is in it.
    var isComplete = true
  }

  /// Puts the differences into the window, cut or padded to the terminal's size, up to about a number of cells.
  ///
  /// If that is not all, the next call continues with the row after, with the same frame or with a newer one.
  mutating func draw(_ frame: Frame, atMost cells: Int) -> Progress {
    if let progress = draw(frame, atMost: cells, whenOutOfPairs: nil) { return progress }
    // No pair is left, and pairs on the screen must keep their colours: everything is drawn again.
    colors.reset()
    clear()
    _ = draw(frame, atMost: .max, whenOutOfPairs: 0)
    return Progress(changed: true)
  }

  private mutating func draw(_ frame: Frame, atMost cells: Int, whenOutOfPairs spare: Int32?) -> Progress? {
    var drawnCells = 0
    if nextRow >= height { nextRow = 0 }
    let first = nextRow
    // Text that has changed meanwhile, such as the answer to a key, does not wait for the rest of a picture.
    for row in 0..<(first > 0 ? height : 0) where drawnCells < cells && isLittleChanged(row: row, of: frame) {
      guard let changed = draw(row: row, of: frame, whenOutOfPairs: spare) else { return nil }
      drawnCells += changed
      remember(row: row, of: frame)
    }
    for count in 0..<height {
      nextRow = (first + count) % height
      if drawnCells >= cells {
        for row in 0..<count { remember(row: (first + row) % height, of: frame) }
        return Progress(changed: true, isComplete: false)
      }
      guard let changed = draw(row: nextRow, of: frame, whenOutOfPairs: spare) else { return nil }
      drawnCells += changed
    }
    nextRow = 0
    if frame.width == width && frame.height == height {
      asked = frame.cells
    } else {
      for row in 0..<height { remember(row: row, of: frame) }
    }
    return Progress(changed: drawnCells > 0)
  }

  /// Whether less than half of a row's cells have changed.
  private func isLittleChanged(row: Int, of frame: Frame) -> Bool {
    var changes = 0
    for column in 0..<width where cell(column, row, of: frame) != asked[row * width + column] { changes += 1 }
    return changes > 0 && changes < width / 2
  }

  /// Notes that a row was requested.
  private mutating func remember(row: Int, of frame: Frame) {
    for column in 0..<width { asked[row * width + column] = cell(column, row, of: frame) }
  }

  /// A frame's cell at a cell of the terminal: blank outside the frame.
  private func cell(_ column: Int, _ row: Int, of frame: Frame) -> Cell {
    column < frame.width && row < frame.height ? frame.cells[row * frame.width + column] : Cell()
  }

  /// Puts the differences of a row into the window and returns how many cells they were.
  private mutating func draw(row: Int, of frame: Frame, whenOutOfPairs spare: Int32?) -> Int? {
    // The usual case: nearly all rows of nearly all frames.
    if frame.width == width, row < frame.height, asksForNothing(row: row, of: frame) { return 0 }
    var changed = 0
    var character = cchar_t()
    var start = 0
    for column in 0..<width {
      let place = row * width + column
      let next = cell(column, row, of: frame)
      if next != asked[place] {
        let inherited =
          column > 0 ? inherited(next, from: cell(column - 1, row, of: frame), drawn[place - 1]) : nil
        guard let look = inherited ?? look(of: next, whenOutOfPairs: spare) else { return nil }
        if look != drawn[place] {
          drawn[place] = look
          if run.isEmpty { start = column }
          cnc_set_cell(&character, look.symbol, look.mark, look.attributes, look.pair)
          run.append(character)
          changed += 1
          continue
        }
      }
      put(row: row, column: start)
    }
    put(row: row, column: start)
    return changed
  }

  /// Whether a row of a frame as wide as the terminal equals the last requested one: a cell has no padding bytes.
  private func asksForNothing(row: Int, of frame: Frame) -> Bool {
    let stride = MemoryLayout<Cell>.stride
    return frame.cells.withUnsafeBytes { new in
      asked.withUnsafeBytes { old in
        guard let new = new.baseAddress, let old = old.baseAddress else { return true }
        return memcmp(new + row * width * stride, old + row * width * stride, width * stride) == 0
      }
    }
  }

  private mutating func put(row: Int, column: Int) {
    guard !run.isEmpty else { return }
    cnc_put_cells(window, Int32(row), Int32(column), run, Int32(run.count))
    run.removeAll(keepingCapacity: true)
  }

  /// A blank next to a symbol on the same ground looks the same in that symbol's colours, and needs no change of them.
  private func inherited(_ cell: Cell, from neighbour: Cell, _ drawn: Drawn) -> Drawn? {
    guard cell.symbol == " ", colors.depth != .mono else { return nil }
    guard neighbour.background == cell.background, glyphs == .unicode || neighbour.symbol.isASCII,
      cell.attributes.union(neighbour.attributes).isDisjoint(with: [.reverse, .underline])
    else { return nil }
    var look = drawn
    look.symbol = 0x20
    look.mark = 0
    return look
  }

  /// The cell as this terminal shows it; `nil` if no colour pair is left.
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
      // A blank needs no foreground, and changing only the ground takes half the bytes.
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
