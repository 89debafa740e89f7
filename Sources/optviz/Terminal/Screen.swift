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

  /// What the terminal shows; its answers may change it once.
  private(set) var traits: TerminalTraits

  private(set) var state = State.up
  private var curses: Curses
  /// What is asked of the terminal, and what it has answered.
  private(set) var dialog: TerminalDialog
  private let environment: TerminalEnvironment
  private let plan: OpeningPlan
  private let hasModes: Bool
  private let asksEncoding: Bool
  /// The frame to be shown.
  private var latest: Frame?
  /// Whether the terminal's cells show less than they should.
  private(set) var isOverdue = false
  private var pace = OutputPace()
  /// The figures under the cells.
  private var pixels: PixelOutput
  /// Whether images may be on the terminal.
  private var hasPixels = false
  /// The size of a cell as the terminal's driver tells it.
  private var driverCell: PixelSize?
  private var modes: TerminalModes
  private var needsRepaint = false
  /// A text for the clipboard, as the terminal takes it, that is written after the present frame.
  var clipboard: [UInt8] = []
  /// When the wait for the rest of a key sequence began.
  var pendingSince: Double?
  /// How many bytes had been read by then.
  var pendingCount = 0

  var keys: KeyReader { curses.keys }
  /// Whether the terminal takes sequences beyond its description, such as a text for its clipboard.
  var takesClipboard: Bool { hasModes }
  var isInTmux: Bool { environment.isInTmux }
  var isInScreen: Bool { environment.isScreen }

  // MARK: Opening

  /// Takes the terminal over.
  ///
  /// If that is not possible, nothing has been written to the terminal.
  ///
  /// - Parameters:
  ///   - followsBackground: Whether the theme depends on the terminal's ground.
  ///   - insistsOnPixels: Whether a person asks for pixels: then a busy terminal has more time to answer.
  static func open(
    color: ColorChoice, glyphs: GlyphChoice, followsBackground: Bool = false, insistsOnPixels: Bool = false
  ) throws(ScreenError) -> Screen {
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw .notATerminal }
    let environment = TerminalEnvironment()
    guard !environment.term.isEmpty else { throw .unnamedTerminal }
    guard let hasOwnEntry = findEntry(environment) else { throw .unusableTerminal(environment.term) }
    let problem = cterm_prepare(STDIN_FILENO, STDOUT_FILENO)
    guard problem == 0 else { throw .system(String(cString: strerror(problem))) }
    return try Screen(
      environment, hasOwnEntry: hasOwnEntry, color, glyphs, followsBackground: followsBackground,
      insistsOnPixels: insistsOnPixels)
  }

  /// Loads the terminal's own description, or the program's own for a terminal that it knows, and returns which;
  /// `nil` if there is none with a full screen.
  private static func findEntry(_ environment: TerminalEnvironment) -> Bool? {
    guard environment.term != "dumb" else { return nil }
    if cnc_find_terminal(environment.term) == 1 { return cnc_string("cup") != nil ? true : nil }
    guard environment.isKnown else { return nil }
    let shipped = environment.directEntry
    return shipped.whileFindable { cnc_find_terminal(shipped.name) } == 1 ? false : nil
  }

  private init(
    _ environment: TerminalEnvironment, hasOwnEntry: Bool, _ color: ColorChoice, _ glyphs: GlyphChoice,
    followsBackground: Bool, insistsOnPixels: Bool
  ) throws(ScreenError) {
    let encoding = LocaleEncoding.adopt()
    let symbols = glyphs.resolved(localeIsUTF8: encoding == .utf8, term: environment.term)
    if symbols == .unicode && encoding != .utf8 { _ = LocaleEncoding.useUTF8() }

    plan = OpeningPlan(
      color, environment, hasOwnEntry: hasOwnEntry, entryIsDirect: Self.entryIsDirect(),
      entryColors: cnc_number("colors"))
    hasModes = cnc_string("kmous") != nil || cnc_string("XM") != nil
    self.environment = environment
    pixels = PixelOutput(isRemote: environment.isRemote)
    Self.hold(TerminalModes(hasModes: hasModes))
    cterm_begin()
    cterm_set_screen_up(true)
    guard let curses = Curses(plan.entries, environment, depth: plan.depth, glyphs: symbols) else {
      cterm_set_screen_up(false)
      cterm_end()
      throw .system("its description is not usable")
    }
    self.curses = curses
    modes = TerminalModes(hasModes: hasModes)
    Self.hold(modes)
    traits = TerminalTraits(
      depth: curses.writer.colors.depth, glyphs: symbols, blocks: FinestBlocks.of(environment.term),
      isLight: environment.isLight)
    let questions =
      hasModes
      ? environment.questions(
        asksColor: plan.asksColor, asksBackground: color == .auto || followsBackground,
        width: curses.writer.width) : []
    dialog = TerminalDialog(questions, patience: insistsOnPixels ? 5 : 2.5)
    traits.isSilent = questions.isEmpty
    asksEncoding = encoding == .unknown && glyphs == .auto && !questions.isEmpty
    cterm_write(modes.enable, modes.enable.count)
    if asksEncoding { cterm_write(TerminalQuestion.encoding, TerminalQuestion.encoding.count) }
  }

  /// From here on, every way the program ends undoes the modes.
  private static func hold(_ modes: TerminalModes) {
    _ = cterm_set_restore(modes.restore, modes.restore.count)
  }

  private static func entryIsDirect() -> Bool {
    let flag = cnc_flag("RGB") > 0 || cnc_number("RGB") > 0 || cnc_string("RGB") != nil
    return flag && cnc_number("colors") >= 1 << 24
  }

  // MARK: Size

  /// Columns and rows.
  var size: (width: Int, height: Int) { (curses.writer.width, curses.writer.height) }

  /// Checks for a changed window; its content is no longer reliable.
  func followWindow() -> Bool {
    guard state == .up else { return false }
    repaint()
    followCell()
    if Curses.adoptSize() {
      curses.writer.clear()
      return true
    }
    presentOverdue()
    return false
  }

  // MARK: Answers

  /// Takes what the terminal told, and returns whether `traits` may differ.
  ///
  /// The answers to the questions count together, so that the picture changes once.
  func hear(_ reports: [TerminalReport]) -> Bool {
    let former = traits
    if dialog.take(reports, at: Screen.now()) {
      adoptAnswers()
    } else {
      for case .cell(let width, let height) in reports { adoptCell(PixelSize(width: width, height: height)) }
    }
    for report in reports {
      switch report {
      case .scheme(let isDark): traits.isLight = !isDark
      case .ready: pixels.hear()
      case .resized(let cell): adoptCell(cell)
      case .sharedMemory(let isRead): pixels.hear(sharing: isRead)
      default: break
      }
    }
    return traits != former
  }

  private func adoptAnswers() {
    driverCell = Curses.cellSize
    dialog.setCell(dialog.answers.cell ?? driverCell)
    let answers = dialog.answers
    traits.answers = answers
    traits.isSilent = !answers.isComplete
    traits.isLight = answers.hasLightBackground ?? traits.isLight
    let isDirect = plan.asksColor && answers.hasDirectColor
    let isUnicode = asksEncoding && answers.joinsUTF8 && LocaleEncoding.useUTF8()
    if isDirect || isUnicode { restart(isDirect: isDirect, isUnicode: isUnicode) }
    traits.blocks = FinestBlocks.of(environment.term, version: answers.version)
    // Text stands on pixels only where a cell can have the terminal's own ground.
    if answers.hasKittyGraphics, curses.writer.colors.hasDefaults { traits.pixelCell = answers.cell }
    guard answers.announcesScheme, hasModes else { return }
    adoptModes()
    if state == .up { cterm_write(TerminalModes.announceScheme, TerminalModes.announceScheme.count) }
  }

  /// What must be undone has changed.
  private func adoptModes() {
    modes = TerminalModes(
      hasModes: hasModes, announcesScheme: traits.answers.announcesScheme && hasModes, hasPixels: hasPixels)
    Self.hold(modes)
  }

  /// Takes another size of cells, for a terminal that shows pixels.
  private func adoptCell(_ cell: PixelSize?) {
    guard traits.pixelCell != nil, let cell else { return }
    dialog.setCell(cell)
    (traits.answers, traits.pixelCell) = (dialog.answers, cell)
  }

  /// Follows the size of cells, which may change with the window's; the driver's is near, the terminal's own is exact.
  private func followCell() {
    let former = driverCell
    driverCell = Curses.cellSize
    guard traits.pixelCell != nil, driverCell == nil || driverCell != former else { return }
    if former == traits.pixelCell { adoptCell(driverCell) }
    cterm_write(TerminalQuestion.cell.bytes, TerminalQuestion.cell.bytes.count)
  }

  /// Starts ncurses again with what the terminal turned out to have, and draws everything again.
  private func restart(isDirect: Bool, isUnicode: Bool) {
    let next = curses.restarted(
      isDirect ? [.shipped(environment.directEntry)] : plan.entries, environment,
      depth: isDirect ? .direct : plan.depth, glyphs: isUnicode ? .unicode : traits.glyphs)
    // What was drawn is forgotten in any case.
    repaint()
    guard let next else { return }
    curses = next
    traits.depth = next.writer.colors.depth
    if isUnicode { traits.glyphs = .unicode }
  }

  // MARK: Showing

  /// Shows a frame and the figures under it, writing only the differences from the one before, and nothing without any.
  ///
  /// The frame may differ in size from the terminal. Output that a slow terminal does not take now is postponed, and
  /// then belongs to the newest frame: a wait continues it in pieces, and accepts keys between them. Pixels come after
  /// cells.
  func present(_ frame: Frame, _ figures: [PlacedFigure] = []) {
    guard state == .up else { return }
    latest = frame
    isOverdue = true
    pixels.show(figures, under: frame)
    presentOverdue()
  }

  /// Whether output is postponed.
  var isLate: Bool { isOverdue || pixels.isBehind }

  /// When postponed output can be shown, if that depends on time alone.
  var overdueTime: Double? {
    guard isLate, cterm_output_ready() else { return nil }
    return isOverdue ? pace.readyTime : max(pixels.readyTime(pace), lastAttempt + Screen.leastPause)
  }

  /// When a figure that was turning is to be drawn whole.
  var restTime: Double? { pixels.restTime }

  /// Prepares whole figures where some have come to rest.
  func restFigures() { if state == .up { pixels.rest() } }

  /// Whether pictures take too long on this line; said once.
  func takeSlowness() -> Bool { pixels.takeSlowness(pace) }

  /// Shows postponed output, as far as the terminal takes it now.
  func presentOverdue() {
    guard state == .up, isLate, let latest, cterm_output_ready() else { return }
    var isBegun = false
    while isOverdue, pace.mayWrite(at: Screen.now()) {
      if needsRepaint {
        curses.writer.clear()
        cnc_redraw_all()
        // Clearing the screen removes all images.
        pixels.forget()
      }
      let progress = curses.writer.draw(latest, atMost: max(1, pace.piece / Screen.bytesPerCell))
      isOverdue = !progress.isComplete
      if progress.changed || needsRepaint {
        needsRepaint = false
        timed {
          begin(&isBegun)
          if let window = cnc_standard_window() { cnc_park_cursor(window) }
          wnoutrefresh(cnc_standard_window())
          doupdate()
          // Images scroll with the text.
          if hasPixels, cterm_gathered_scroll() { pixels.doubt() }
          if progress.isComplete, !pixels.isBehind { end(&isBegun) }
        }
      }
      if progress.isComplete { break }
    }
    if !isOverdue { presentPixels(&isBegun) }
    if isBegun { timed { end(&isBegun) } }
    if !isOverdue, !clipboard.isEmpty {
      timed { cterm_write(clipboard, clipboard.count) }
      clipboard = []
    }
    lastAttempt = Screen.now()
  }

  /// Sends pixels, as far as the terminal takes them and no key waits.
  private func presentPixels(_ isBegun: inout Bool) {
    if pixels.isBehind { expectPixels() }
    while pixels.isBehind, let piece = pixels.next(pace, cell: traits.pixelCell) {
      let asks = pixels.pace.isAsking
      if pixels.pace.isNew {
        // How long an answer takes when nothing is before it.
        cterm_write(TerminalQuestion.ready, TerminalQuestion.ready.count)
        pixels.wrote(0, asking: true)
      }
      timed {
        begin(&isBegun)
        cterm_write(piece, piece.count)
        if asks { cterm_write(TerminalQuestion.ready, TerminalQuestion.ready.count) }
        if !pixels.isBehind { end(&isBegun) }
      }
      pixels.wrote(piece.count, asking: asks)
      guard !pixels.isBehind || cterm_may_go_on(Screen.patienceForRoom) else { return }
    }
  }

  /// From here on, every way the program ends removes images.
  private func expectPixels() {
    if !hasPixels {
      hasPixels = true
      adoptModes()
    }
    if let question = pixels.sharingQuestion() { cterm_write(question, question.count) }
  }

  /// Begins what the terminal shows at once.
  private func begin(_ isBegun: inout Bool) {
    if !isBegun { cterm_write(modes.beginFrame, modes.beginFrame.count) }
    isBegun = true
  }

  private func end(_ isBegun: inout Bool) {
    endFrame()
    isBegun = false
  }

  /// When output was last tried, and the least time after which it is tried again although nothing has happened.
  private var lastAttempt = 0.0
  private static let leastPause = 0.002
  /// Milliseconds for which a picture waits for room in the middle: a terminal that keeps up has some by then.
  private static let patienceForRoom: Int32 = 10

  /// Lets the terminal show what was written; the first time the whole frame is there, the questions follow.
  private func endFrame() {
    cterm_write(modes.endFrame, modes.endFrame.count)
    let questions = isOverdue ? [] : dialog.questions
    guard !questions.isEmpty else { return }
    cterm_write(questions, questions.count)
    if dialog.soilsFirstRow, let window = cnc_standard_window() {
      wredrawln(window, 0, 1)
      wnoutrefresh(window)
      doupdate()
    }
    dialog.begin(at: Screen.now())
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
    guard state == .up, cterm_claim() else { return }
    leave()
    comeBack()
  }

  private func leave() {
    awaitAnswers()
    cterm_write(modes.disable, modes.disable.count)
    CrashTest.crashIfAsked(.end)
    endwin()
    if cnc_string("rmcup") == nil { cterm_write("\r\n", 2) }
    cterm_restore_settings()
    cterm_set_screen_up(false)
    cterm_remove_shares()
  }

  /// Takes answers that are on their way, so that no shell prints them.
  private func awaitAnswers() {
    let end = Screen.now() + Screen.patienceForAnswers
    while pixels.pace.isAwaiting, Screen.now() < end {
      if cterm_wait(Int64((end - Screen.now()) * 1e9), false) & Int32(CTERM_HANGUP) != 0 { return }
      _ = keys.drain()
      for case .ready in keys.takeReports() { pixels.hear() }
    }
  }

  private static let patienceForAnswers = 0.3

  private func comeBack() {
    // Continued in the background, the program stops again until the terminal is its own.
    _ = cterm_claim()
    cterm_set_screen_up(true)
    state = .up
    reset_prog_mode()
    cterm_write(modes.enable, modes.enable.count)
    pixels.distrust()
    repaint()
  }

  /// Draws everything again, whatever the terminal shows now; it may even be a different terminal.
  private func repaint() {
    needsRepaint = true
    isOverdue = true
    pace = OutputPace()
  }
}
