import CNcurses
import CTerm
import Glibc
import OptvizApp
import TerminalGraphics

/// ncurses on the terminal: what is drawn to, and what is read from.
///
/// It can be started again on the same terminal, with another description or other symbols, for which ncurses
/// has no other way.
@MainActor
struct Curses {
  let keys: KeyReader
  var writer: FrameWriter
  /// Starts ncurses with the first description that opens; `nil` if none does.
  init?(
    _ entries: [OpeningPlan.Entry], _ environment: TerminalEnvironment, depth: ColorDepth, glyphs: GlyphSet,
    decoder: InputDecoder = InputDecoder()
  ) {
    let isOpen = Self.withWindowSize { entries.contains { Self.start($0, environment) } }
    guard isOpen, let window = cnc_standard_window(), let keys = KeyReader(decoder) else { return nil }
    self.keys = keys
    cnc_forget_risky_strings()
    cterm_reclaim()
    cbreak()
    noecho()
    nonl()
    cterm_refine_settings()
    def_prog_mode()
    typeahead(-1)
    curs_set(0)
    cnc_prepare_output(window)
    Self.adoptSize()
    writer = FrameWriter(window: window, glyphs: glyphs, colors: ColorTable(atMost: depth))
  }

  /// Starts again without writing to the terminal, which is in all modes already; `nil` if that fails.
  ///
  /// ncurses cannot free one screen without harm to another, so the former one stays, as small as it can be.
  func restarted(
    _ entries: [OpeningPlan.Entry], _ environment: TerminalEnvironment, depth: ColorDepth, glyphs: GlyphSet
  ) -> Curses? {
    cterm_gather(STDOUT_FILENO)
    defer { cterm_drop() }
    resize_term(1, 1)
    if let next = Curses(entries, environment, depth: depth, glyphs: glyphs, decoder: keys.decoder) {
      return next
    }
    Self.adoptSize()
    return nil
  }

  private static func start(_ entry: OpeningPlan.Entry, _ environment: TerminalEnvironment) -> Bool {
    switch entry {
    case .own: cnc_open(environment.term) != nil
    case .named(let name): cnc_open(name) != nil
    case .shipped(let entry): entry.whileFindable { cnc_open(entry.name) } != nil
    }
  }

  // MARK: Size

  /// The part of the window that is drawn on, in columns and rows; `nil` if its size is unknown.
  static var windowSize: (columns: Int32, rows: Int32)? {
    var columns: Int32 = 0
    var rows: Int32 = 0
    guard cterm_size(&columns, &rows) else { return nil }
    let drawn = Layout.drawn(width: Int(columns), height: Int(rows))
    return (Int32(drawn.width), Int32(drawn.height))
  }

  /// The size of a cell as the terminal's driver tells it; `nil` if it does not.
  static var cellSize: PixelSize? {
    var (width, height) = (Int32(0), Int32(0))
    guard cterm_cell_size(&width, &height) else { return nil }
    return PixelSize(width: Int(width), height: Int(height))
  }

  /// Tells ncurses the size to begin with: left alone, it takes whatever the terminal reports.
  private static func withWindowSize<R>(_ body: () -> R) -> R {
    let size = windowSize
    if let size {
      setenv("LINES", String(size.rows), 1)
      setenv("COLUMNS", String(size.columns), 1)
    }
    // If these stayed set, the size would never follow the window.
    defer {
      unsetenv("LINES")
      unsetenv("COLUMNS")
    }
    if size == nil {
      unsetenv("LINES")
      unsetenv("COLUMNS")
    }
    return body()
  }

  /// Follows the window's size and returns whether it has changed.
  @discardableResult
  static func adoptSize() -> Bool {
    guard let size = windowSize, let window = cnc_standard_window() else { return false }
    guard size.columns != cnc_width(window) || size.rows != cnc_height(window) else { return false }
    return resize_term(size.rows, size.columns) != cnc_error
  }
}
