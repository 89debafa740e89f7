import CPty
import Glibc
import Testing

/// However the program ends, the terminal is as before.
@Suite(.serialized)
struct TerminalRestoreTests {
  @Test func quittingRestores() throws {
    let terminal = try PseudoTerminal()
    try #require(terminal.waitForPicture())
    #expect(terminal.emulator.audit.modes.isSuperset(of: [1049, 1002, 1003, 1006, 1004, 2004]))
    #expect(!terminal.hasFoundSettings)
    terminal.type("q")
    #expect(terminal.waitForExit() == .code(0))
    #expect(terminal.isRestored)
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func signalsEndInOrder(_ signal: Int32) throws {
    let terminal = try PseudoTerminal()
    try #require(terminal.waitForPicture())
    terminal.send(signal)
    #expect(terminal.waitForExit() == .code(128 + signal))
    #expect(terminal.isRestored)
  }

  @Test func controlCEndsInOrder() throws {
    let terminal = try PseudoTerminal()
    try #require(terminal.waitForPicture())
    terminal.type("\u{3}")
    #expect(terminal.waitForExit() == .code(128 + SIGINT))
    #expect(terminal.isRestored)
  }

  @Test func quitSignalRestores() throws {
    let terminal = try PseudoTerminal()
    try #require(terminal.waitForPicture())
    terminal.send(SIGQUIT)
    #expect(terminal.waitForExit() == .signal(SIGQUIT))
    #expect(terminal.isRestored)
  }

  @Test(arguments: ["trap", "nil", "overflow", "fatal", "abort", "segv", "stack", "fpe", "ill", "bus"])
  func crashesRestore(_ kind: String) throws {
    let terminal = try PseudoTerminal(environment: ["OPTVIZ_TEST_CRASH": kind])
    try #require(terminal.waitForPicture())
    terminal.type("\u{1B}[24~")
    let exit = try #require(terminal.waitForExit())
    let crashes = [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE]
    #expect(crashes.contains { exit == .signal($0) }, "ended by \(exit)")
    #expect(terminal.isRestored)
    if kind == "fatal" {
      // Text printed while leaving appears after the screen, not in it.
      let text = String(decoding: terminal.output, as: UTF8.self)
      let parts = text.split(separator: "\u{1B}[?1049l", maxSplits: 1)
      try #require(parts.count == 2)
      #expect(!parts[0].contains("asked to crash"))
      #expect(parts[1].contains("asked to crash"))
    }
  }

  @Test(arguments: ["\u{1A}", ""])
  func suspendingGivesTheTerminalBack(_ key: String) throws {
    let terminal = try PseudoTerminal()
    try #require(terminal.waitForPicture())
    if key.isEmpty { terminal.send(SIGTSTP) } else { terminal.type(key) }
    try #require(terminal.waitForStop())
    try #require(terminal.wait { $0.audit.isRestored })
    #expect(terminal.hasFoundSettings)
    terminal.bringToForeground()
    try #require(terminal.wait { $0.audit.modes.isSuperset(of: [1049, 1002, 1003, 2004]) && !$0.isBlank })
    terminal.type("q")
    #expect(terminal.waitForExit() == .code(0))
    #expect(terminal.isRestored)
  }

  @Test func endsWhenTerminatedWhileSuspended() throws {
    let terminal = try PseudoTerminal()
    try #require(terminal.waitForPicture())
    terminal.type("\u{1A}")
    try #require(terminal.waitForStop())
    terminal.send(SIGTERM)
    terminal.send(SIGCONT)
    #expect(terminal.waitForExit() == .code(128 + SIGTERM))
    #expect(terminal.isRestored)
  }

  @Test func hangUpEnds() throws {
    let terminal = try PseudoTerminal()
    try #require(terminal.waitForPicture())
    terminal.hangUp()
    #expect(terminal.waitForExit() == .code(128 + SIGHUP))
  }

  @Test func endOfInputEnds() throws {
    let terminal = try PseudoTerminal(flags: CPTY_IGNORE_HANGUP)
    try #require(terminal.waitForPicture())
    terminal.hangUp()
    guard case .code = terminal.waitForExit() else {
      Issue.record("not an orderly end: \(String(describing: terminal.exit))")
      return
    }
  }

  @Test func terminalThatDoesNotReadCannotHoldTheProgram() throws {
    let terminal = try PseudoTerminal(
      environment: ["COLORTERM": "truecolor"], columns: 300, rows: 100, isReading: false)
    try #require(terminal.waitForUnread(2048))
    terminal.send(SIGTERM)
    #expect(terminal.waitForExit() == .code(128 + SIGTERM))
    #expect(terminal.hasFoundSettings)
    terminal.isReading = true
    _ = terminal.waitForExit()
    #expect(terminal.emulator.audit.isRestored)
  }
}
