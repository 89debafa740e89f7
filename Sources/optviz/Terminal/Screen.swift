import CNcurses
import CTerm
import Glibc
import OptvizApp
import TerminalGraphics

/// The whole terminal: it shows frames and reports input.
///
/// Between `open` and `close` standard error is held back, and every way out, including a crash, leaves the terminal as
/// it was found. There is one screen at a time.
@MainActor
final class Screen {
  enum State {
    case up, suspended, closed
  }

  /// What the terminal can show.
  let capabilities: TerminalCapabilities

  private(set) var state = State.up
  let keys: KeyReader
  /// The frame to be shown.
  private var latest: Frame?
  /// Whether the terminal shows less than it should.
  private(set) var isOverdue = false
  private var pace = OutputPace()
  private let modes: TerminalModes
  private var writer: FrameWriter
  private var needsRepaint = false
  /// When the wait for the rest of a key sequence began.
  var pendingSince: Double?

  // MARK: Opening

  /// Takes the terminal over.
  ///
  /// If that is not possible, nothing has been written to the terminal.
  static func open(color: ColorChoice, glyphs: GlyphChoice) throws(ScreenError) -> Screen {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw .notATerminal }
    let environment = TerminalEnvironment()
    guard !environment.term.isEmpty else { throw .unnamedTerminal }
    guard environment.term != "dumb", cnc_find_terminal(environment.term) == 1, cnc_string("cup") != nil
    else {
      throw .unusableTerminal(environment.term)
    }
    let problem = cterm_prepare(STDIN_FILENO, STDOUT_FILENO)
    guard problem == 0 else { throw .system(String(cString: strerror(problem))) }
    return try Screen(environment, color, glyphs)
  }

  private init(
    _ environment: TerminalEnvironment, _ color: ColorChoice, _ glyphs: GlyphChoice
  ) throws(ScreenError) {
    setlocale(LC_CTYPE, "")
    let symbols = glyphs.resolved(localeIsUTF8: cnc_locale_is_utf8() == 1, term: environment.term)
    if symbols == .unicode && cnc_locale_is_utf8() == 0 { setlocale(LC_CTYPE, "C.UTF-8") }

    let plan = OpeningPlan(
      color, environment, entryIsDirect: Self.entryIsDirect(), entryColors: cnc_number("colors"))
    let hasModes = cnc_string("kmous") != nil || cnc_string("XM") != nil
    Self.hold(TerminalModes(hasModes: hasModes))

    // If these were set, the size would never follow the window.
    unsetenv("LINES")
    unsetenv("COLUMNS")
    guard plan.entries.contains(where: { Self.start($0, environment) }), let window = cnc_standard_window(),
      let keys = KeyReader()
    else {
      cterm_set_screen_up(false)
      cterm_end()
      throw .system("its description is not usable")
    }
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
    let modes = TerminalModes(hasModes: hasModes)
    Self.hold(modes)
    Self.adoptSize()

    let colors = ColorTable(atMost: plan.depth)
    self.modes = modes
    self.keys = keys
    writer = FrameWriter(window: window, glyphs: symbols, colors: colors)
    capabilities = TerminalCapabilities(
      colorDepth: colors.depth, glyphs: symbols, hasSextants: cnc_columns(0x1FB00) == 1, hasModes: hasModes)
    cterm_write(modes.enable, modes.enable.count)
  }

  /// From here on, every way the program ends undoes the modes.
  private static func hold(_ modes: TerminalModes) {
    _ = cterm_set_restore(modes.restore, modes.restore.count)
    cterm_begin()
    cterm_set_screen_up(true)
  }

  private static func entryIsDirect() -> Bool {
    let flag = cnc_flag("RGB") > 0 || cnc_number("RGB") > 0 || cnc_string("RGB") != nil
    return flag && cnc_number("colors") >= 1 << 24
  }

  private static func start(_ entry: OpeningPlan.Entry, _ environment: TerminalEnvironment) -> Bool {
    switch entry {
    case .own: return cnc_open(environment.term) != nil
    case .named(let name): return cnc_open(name) != nil
    case .shipped(let entry):
      let found = getenv("TERMINFO").map { String(cString: $0) }
      setenv("TERMINFO", entry.compiled, 1)
      defer {
        if let found { setenv("TERMINFO", found, 1) } else { unsetenv("TERMINFO") }
      }
      return cnc_open(entry.name) != nil
    }
  }

  // MARK: Size

  /// Columns and rows.
  var size: (width: Int, height: Int) { (writer.width, writer.height) }

  /// Follows the window's size and returns whether it has changed.
  @discardableResult
  private static func adoptSize() -> Bool {
    var columns: Int32 = 0
    var rows: Int32 = 0
    guard cterm_size(&columns, &rows), let window = cnc_standard_window() else { return false }
    guard columns != cnc_width(window) || rows != cnc_height(window) else { return false }
    return resize_term(rows, columns) != cnc_error
  }

  /// Checks for a changed window; its content is no longer reliable.
  func followWindow() -> Bool {
    guard state == .up else { return false }
    repaint()
    if Self.adoptSize() {
      writer.clear()
      return true
    }
    presentOverdue()
    return false
  }

  // MARK: Showing

  /// Shows a frame, writing only the differences from the one before, and nothing without any.
  ///
  /// The frame may differ in size from the terminal. Output that a slow terminal does not take now is postponed, and
  /// then belongs to the newest frame: a wait continues it in pieces, and accepts keys between them.
  func present(_ frame: Frame) {
    guard state == .up else { return }
    latest = frame
    isOverdue = true
    presentOverdue()
  }

  /// When postponed output can be shown, if that depends on time alone.
  var overdueTime: Double? { isOverdue && cterm_output_ready() ? pace.readyTime : nil }

  /// Shows postponed output, as far as the terminal takes it now.
  func presentOverdue() {
    guard state == .up, isOverdue, let latest, cterm_output_ready() else { return }
    var isBegun = false
    while pace.mayWrite(at: Screen.now()) {
      if needsRepaint {
        writer.clear()
        cnc_redraw_all()
      }
      let progress = writer.draw(latest, atMost: max(1, pace.piece / Screen.bytesPerCell))
      isOverdue = !progress.isComplete
      if progress.changed || needsRepaint {
        needsRepaint = false
        timed {
          if !isBegun { cterm_write(modes.beginFrame, modes.beginFrame.count) }
          if let window = cnc_standard_window() { cnc_park_cursor(window) }
          wnoutrefresh(cnc_standard_window())
          doupdate()
          if progress.isComplete { cterm_write(modes.endFrame, modes.endFrame.count) }
        }
        isBegun = !progress.isComplete
      }
      if progress.isComplete { break }
    }
    if isBegun { timed { cterm_write(modes.endFrame, modes.endFrame.count) } }
  }

  /// An upper bound for the average bytes of a changed cell: a half block with two new colours.
  private static let bytesPerCell = 32

  /// Writes, and measures how fast the terminal reads.
  private func timed(_ write: () -> Void) {
    let (start, before) = (Screen.now(), cterm_written())
    cterm_gather(STDOUT_FILENO)
    write()
    cterm_send()
    pace.wrote(Int(cterm_written() - before), from: start, to: Screen.now())
  }

  // MARK: Leaving and coming back

  /// Gives the terminal back, then prints the held standard error.
  ///
  /// Does nothing if it is already closed.
  func close() {
    guard state != .closed else { return }
    if state == .up { leave() }
    state = .closed
    cterm_end()
  }

  /// Stops the program as a shell expects it, and draws everything again when it continues.
  ///
  /// If it continues only to be ended, the screen stays closed.
  func suspend() {
    guard state == .up else { return }
    leave()
    state = .suspended
    cterm_stop()
    _ = Signals.takeContinue()
    if Signals.termination == nil { comeBack() }
  }

  /// Sets everything again after an unannounced stop.
  func recover() {
    guard state == .up else { return }
    leave()
    comeBack()
  }

  private func leave() {
    cterm_write(modes.disable, modes.disable.count)
    CrashTest.crashIfAsked(.end)
    endwin()
    if cnc_string("rmcup") == nil { cterm_write("\r\n", 2) }
    cterm_restore_settings()
    cterm_set_screen_up(false)
  }

  private func comeBack() {
    cterm_set_screen_up(true)
    state = .up
    reset_prog_mode()
    cterm_write(modes.enable, modes.enable.count)
    repaint()
  }

  /// Draws everything again, whatever the terminal shows now; it may even be a different terminal.
  private func repaint() {
    needsRepaint = true
    isOverdue = true
    pace = OutputPace()
  }
}
