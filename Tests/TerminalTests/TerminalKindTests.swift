import CPty
import Glibc
import Testing

/// What becomes of the picture, or of the program, in all kinds of terminals.
@Suite(.serialized)
struct TerminalKindTests {
  @Test(arguments: ["dumb", "unknown", "no-such-terminal", "", nil])
  func unusableTerminalsGetOneLine(_ name: String?) throws {
    let terminal = try PseudoTerminal(environment: ["TERM": name])
    #expect(terminal.waitForExit() == .code(2))
    try expectOneLine(terminal)
  }

  @Test(arguments: [CPTY_STDIN_NULL, CPTY_STDOUT_PIPE])
  func whatIsNoTerminalGetsOneLine(_ flag: Int) throws {
    let terminal = try PseudoTerminal(flags: flag)
    #expect(terminal.waitForExit() == .code(2))
    try expectOneLine(terminal)
    #expect(terminal.piped.isEmpty)
  }

  private func expectOneLine(_ terminal: PseudoTerminal) throws {
    #expect(!terminal.emulator.audit.hasEscapes)
    #expect(terminal.hasFoundSettings)
    let text = String(decoding: terminal.output, as: UTF8.self)
    #expect(text.hasPrefix("optviz: "))
    #expect(text.split(whereSeparator: \.isNewline).count == 1, "\(text)")
  }

  @Test(
    arguments: [
      "vt100", "vt220", "linux", "xterm", "xterm-256color", "screen", "tmux-256color", "rxvt-unicode",
    ], [nil, "truecolor"])
  func picturesShowAndGo(_ name: String, _ colors: String?) throws {
    let terminal = try PseudoTerminal(environment: ["TERM": name, "COLORTERM": colors])
    try #require(terminal.waitForPicture())
    terminal.type("q")
    #expect(terminal.waitForExit() == .code(0))
    #expect(terminal.isRestored)
  }

  @Test func directColorsReachTheTerminal() throws {
    let terminal = try PseudoTerminal(environment: ["COLORTERM": "truecolor"])
    try #require(terminal.waitForPicture())
    terminal.type("q")
    #expect(terminal.waitForExit() == .code(0))
    #expect(terminal.emulator.audit.attributes.contains { $0.contains("48;2;") })
    #expect(terminal.isRestored)
  }

  @Test func palettesAreLeftAlone() throws {
    let terminal = try PseudoTerminal()
    try #require(terminal.waitForPicture())
    terminal.type("q")
    #expect(terminal.waitForExit() == .code(0))
    let text = String(decoding: terminal.output, as: UTF8.self)
    #expect(!text.contains("\u{1B}]4") && !text.contains("\u{1B}]104"))
    #expect(text.contains("48;5;"))
  }

  @Test(arguments: [["NO_COLOR": "1"], ["NO_COLOR": "1", "COLORTERM": "truecolor"], ["TERM": "vt100"]])
  func withoutColorsThereAreNone(_ environment: [String: String]) throws {
    let terminal = try PseudoTerminal(environment: environment)
    try #require(terminal.waitForPicture())
    terminal.type("q")
    #expect(terminal.waitForExit() == .code(0))
    let numbers = terminal.emulator.audit.attributes.flatMap { $0.split(separator: ";") }.compactMap {
      Int($0)
    }
    #expect(numbers.allSatisfy { !(30...49).contains($0) || $0 == 39 || $0 == 49 })
    #expect(terminal.isRestored)
  }

  @Test(arguments: [["LC_ALL": "C"], ["TERM": "linux"]])
  func withoutUnicodeThereIsOnlyASCII(_ environment: [String: String]) throws {
    let terminal = try PseudoTerminal(environment: environment)
    try #require(terminal.waitForPicture())
    terminal.type("q")
    #expect(terminal.waitForExit() == .code(0))
    #expect(terminal.output.allSatisfy { $0 < 0x80 })
    #expect(terminal.isRestored)
  }

  @Test func pastesAndReportsAreNotKeys() throws {
    let terminal = try PseudoTerminal()
    try #require(terminal.waitForPicture())
    terminal.type("\u{1B}[200~qqq\u{1B}[201~\u{1B}[<35;2;2M\u{1B}[I")
    let shown = terminal.emulator.audit.attributes.count
    terminal.resize(columns: 100, rows: 30)
    #expect(terminal.wait { $0.audit.attributes.count > shown })
    #expect(terminal.exit == nil)
    terminal.type("q")
    #expect(terminal.waitForExit() == .code(0))
  }

  @Test func sizesAreSurvived() throws {
    let terminal = try PseudoTerminal()
    try #require(terminal.waitForPicture())
    for (columns, rows) in [(1, 1), (1000, 300), (2, 100), (300, 1), (40, 12), (7, 3), (120, 40)] {
      terminal.resize(columns: columns, rows: rows)
      // Whatever fits a size, it is drawn anew.
      let shown = terminal.emulator.audit.attributes.count
      #expect(terminal.wait { $0.audit.attributes.count > shown }, "\(columns)x\(rows)")
    }
    try #require(terminal.wait { !$0.line(0).isEmpty })
    terminal.type("q")
    #expect(terminal.waitForExit() == .code(0))
    #expect(terminal.isRestored)
  }
}
