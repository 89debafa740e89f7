import CPty
import Glibc
import Testing

/// Every signal that ends a program leaves the terminal as it was; a job in the background ends like any other.
@Suite(.serialized)
struct SignalTests {
  /// All that end a program by default and can be handled, except those that end it in order.
  static let ending: [Int32] = {
    let others: Set<Int32> = [
      SIGKILL, SIGSTOP, SIGCHLD, SIGCONT, SIGURG, SIGWINCH, SIGTSTP, SIGTTIN, SIGTTOU, SIGINT, SIGTERM,
      SIGHUP,
      SIGALRM,
    ]
    // The numbers 32 and 33 belong to the C library.
    return (1..<32).filter { !others.contains($0) } + [34, 35, 50, 64]
  }()

  @Test(arguments: ending)
  func endsAndRestores(_ signal: Int32) throws {
    let terminal = try PseudoTerminal(["--at", "0"])
    try #require(terminal.waitForPicture())
    terminal.send(signal)
    #expect(terminal.waitForExit() == .signal(signal))
    #expect(terminal.isRestored)
  }

  @Test("A program started in the background stops without a byte, and a signal ends it")
  func background() throws {
    let terminal = try PseudoTerminal(["--at", "0"], flags: CPTY_BACKGROUND)
    try #require(terminal.waitForStop())
    terminal.send(SIGTERM)
    terminal.send(SIGCONT)
    #expect(terminal.waitForExit() == .signal(SIGTERM))
    #expect(terminal.output.isEmpty && terminal.hasFoundSettings)
  }

  @Test("Brought to the foreground, it opens")
  func foreground() throws {
    let terminal = try PseudoTerminal(["--at", "0"], flags: CPTY_BACKGROUND)
    try #require(terminal.waitForStop())
    terminal.bringToForeground()
    try #require(terminal.wait { $0.text.contains(" 0 / 198") })
    terminal.type("q")
    #expect(terminal.waitForExit() == .code(0))
    #expect(terminal.isRestored)
  }

  @Test("Suspended and continued in the background, it stops again without a byte; then a signal ends it")
  func continuedInTheBackground() throws {
    let terminal = try PseudoTerminal(["--at", "0"])
    try #require(terminal.waitForPicture())
    terminal.type("\u{1A}")
    try #require(terminal.waitForStop())
    try #require(terminal.wait { $0.audit.isRestored })
    let written = terminal.output.count
    terminal.continueInBackground()
    try #require(terminal.waitForStop())
    terminal.send(SIGTERM)
    terminal.send(SIGCONT)
    #expect(terminal.waitForExit() == .code(128 + SIGTERM))
    #expect(terminal.output.count == written)
    #expect(terminal.isRestored)
  }

  @Test("Stopped unasked and continued in the background, it ends all the same")
  func stoppedUnasked() throws {
    let terminal = try PseudoTerminal(["--at", "0"])
    try #require(terminal.waitForPicture())
    terminal.send(SIGSTOP)
    try #require(terminal.waitForStop())
    terminal.continueInBackground()
    try #require(terminal.waitForStop())
    terminal.send(SIGTERM)
    terminal.send(SIGCONT)
    #expect(terminal.waitForExit() == .code(128 + SIGTERM))
  }

  @Test(
    "Without a screen, a signal ends a run at once", arguments: [SIGQUIT, SIGINT, SIGTERM, SIGHUP, SIGSEGV])
  func runs(_ signal: Int32) throws {
    let terminal = try PseudoTerminal(["run", "--steps", "10000000", "--format", "csv"])
    try #require(terminal.waitForPicture())
    if signal == SIGQUIT { terminal.type("\u{1C}") } else { terminal.send(signal) }
    #expect(terminal.waitForExit() == .signal(signal))
    // The language's runtime would ask what to do.
    #expect(!String(decoding: terminal.output, as: UTF8.self).contains("Press space"))
  }
}
