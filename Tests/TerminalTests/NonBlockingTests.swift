import CPty
import Glibc
import Testing

/// A terminal in non-blocking mode that reads slowly gets every byte.
@Suite(.serialized)
struct NonBlockingTests {
  private func slow(_ arguments: [String] = ["--at", "60"]) throws -> PseudoTerminal {
    try PseudoTerminal(
      arguments, environment: ["COLORTERM": "truecolor"], columns: 200, rows: 60, flags: CPTY_NON_BLOCKING,
      bytesPerSecond: 400_000)
  }

  @Test("The same picture as on a fast one, at first and after everything is drawn again")
  func picture() throws {
    let fast = try PseudoTerminal(
      ["--at", "60"], environment: ["COLORTERM": "truecolor"], columns: 200, rows: 60)
    try #require(fast.wait { $0.text.contains(" 60 / 198") })
    let terminal = try slow()
    // On a busy machine a sketch of the map comes first.
    #expect(terminal.wait { $0.cells == fast.latest })
    let first = fast.latest
    fast.type("t")
    try #require(fast.wait { $0.background(100, 30) != first[30 * 200 + 100].background })
    terminal.type("t")
    #expect(terminal.wait { $0.cells == fast.latest })
    terminal.type("q")
    #expect(terminal.waitForExit() == .code(0))
    #expect(terminal.isRestored)
    #expect(String(decoding: terminal.output, as: UTF8.self).hasSuffix("--theme paper\r\n"))
  }

  @Test("Whatever ends it in the middle of a frame", arguments: [SIGTERM, SIGSEGV, SIGUSR1])
  func ends(_ signal: Int32) throws {
    let terminal = try slow()
    try #require(terminal.wait { _ in terminal.output.count > 20_000 })
    terminal.send(signal)
    _ = terminal.waitForExit()
    #expect(terminal.isRestored)
  }
}

extension PseudoTerminal {
  /// What it shows after all output that has come.
  fileprivate var latest: [Emulator.Seen] {
    takeOutput()
    return emulator.cells
  }
}
