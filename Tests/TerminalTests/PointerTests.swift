import Testing

/// The pointer in the real program: read without a button, and without output where there is nothing to read.
@Suite(.serialized)
struct PointerTests {
  private func paused(_ arguments: [String] = []) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(["--at", "0"] + arguments, columns: 120, rows: 40)
    try #require(terminal.wait { $0.text.contains("0 / 198") })
    return terminal
  }

  @Test("The place under the pointer is read, until the pointer leaves")
  func hover() throws {
    let terminal = try paused()
    terminal.type("\u{1B}[<35;40;12M")
    try #require(terminal.wait { $0.text.contains("click start") })
    terminal.type("\u{1B}[<35;110;12M")
    try #require(terminal.wait { !$0.text.contains("click start") })
    terminal.type("\u{1B}[<35;40;12M")
    try #require(terminal.wait { $0.text.contains("click start") })
    terminal.type("\u{1B}[O")
    try #require(terminal.wait { !$0.text.contains("click start") })
    terminal.type("q")
    #expect(terminal.waitForExit() == .code(0))
    #expect(terminal.isRestored)
  }

  @Test("Moves where nothing can be read write nothing")
  func quietMoves() throws {
    let terminal = try paused()
    terminal.type("\u{1B}[<35;110;5M")
    terminal.type(".")
    try #require(terminal.wait { $0.text.contains("1 / 198") })
    let before = terminal.output.count
    for row in 2..<38 { terminal.type("\u{1B}[<35;\(90 + row % 20);\(row)M") }
    // A later step is visible: earlier output would have come before it.
    terminal.type(",")
    try #require(terminal.wait { $0.text.contains(" 0 / 198") })
    #expect(terminal.output.count - before < 1500)
    terminal.type("q")
    #expect(terminal.waitForExit() == .code(0))
  }

  @Test("A double click fills the screen with a panel, a slow one does not")
  func doubleClick() throws {
    let terminal = try paused()
    let click = "\u{1B}[<0;100;5M\u{1B}[<0;100;5m"
    terminal.type(click + click)
    try #require(terminal.wait { !$0.text.contains("Beale") && $0.text.contains("w all panels") })
    terminal.type("\u{1B}")
    try #require(terminal.wait { $0.text.contains("Beale") })
    terminal.type("q")
    #expect(terminal.waitForExit() == .code(0))
  }

  @Test("A layout is opened by name, also a person's own")
  func layouts() throws {
    let terminal = try paused(["--layout", "map"])
    #expect(!terminal.emulator.text.contains("lr "))
    terminal.type("q")
    #expect(terminal.waitForExit() == .code(0))
    #expect(String(decoding: terminal.output, as: UTF8.self).contains("--layout map"))
  }
}
