import OptvizApp
import Testing

/// The command line goes to the terminal's clipboard, whole and once, and the clipboard is never read.
@Suite(.serialized)
struct ClipboardTests {
  private func opened(_ environment: [String: String?] = [:]) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(["--at", "30"], environment: environment, columns: 120, rows: 40)
    try #require(terminal.wait { $0.text.contains("30 / 198") })
    return terminal
  }

  private func sequences(_ terminal: PseudoTerminal) -> [String] {
    let text = String(decoding: terminal.output, as: UTF8.self)
    return text.split(separator: "\u{1B}]52;", omittingEmptySubsequences: false).dropFirst().map {
      String($0.prefix { $0 != "\u{7}" })
    }
  }

  @Test func theCommandLineIsCopied() throws {
    let terminal = try opened()
    terminal.type(":copy\r")
    try #require(terminal.wait { $0.text.contains("sent to the clipboard (OSC 52)") })
    terminal.type(":share\r")
    try #require(terminal.wait { $0.text.contains("shift and drag selects it") })
    terminal.type("c")
    try #require(terminal.wait { $0.text.contains("sent to the clipboard (OSC 52)") })
    terminal.type("q")
    #expect(terminal.waitForExit() == .code(0) && terminal.isRestored)
    let line = "optviz --at 30"
    #expect(String(decoding: terminal.output, as: UTF8.self).contains(line))
    let expected = try #require(Clipboard.sequence(line)).dropFirst(5).dropLast()
    #expect(sequences(terminal) == Array(repeating: String(decoding: expected, as: UTF8.self), count: 2))
  }

  @Test func tmuxNeedsAnOption() throws {
    let terminal = try opened(["TMUX": "/tmp/x,1,0", "TERM": "screen-256color"])
    terminal.type(":copy\r")
    #expect(terminal.wait { $0.text.contains("set-clipboard on") })
    terminal.type("q")
    #expect(terminal.waitForExit() == .code(0))
    #expect(sequences(terminal).count == 1)
  }

  @Test func aTerminalWithoutOneGetsNothing() throws {
    let terminal = try opened(["TERM": "vt220"])
    terminal.type(":copy\r")
    #expect(terminal.wait { $0.text.contains("this terminal has no clipboard") })
    terminal.type("q")
    #expect(terminal.waitForExit() == .code(0))
    #expect(sequences(terminal).isEmpty)
  }
}
