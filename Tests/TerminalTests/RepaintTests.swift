import Testing

/// After any disturbance of the terminal, it shows the same as a fresh start.
@Suite(.serialized)
struct RepaintTests {
  @Test("After a stop, the same picture", arguments: ["truecolor", nil])
  func resume(_ colors: String?) throws {
    let terminal = try PseudoTerminal(
      ["--at", "40"], environment: ["COLORTERM": colors], columns: 120, rows: 40)
    // With the map's contours, which come a moment after the first frame.
    try #require(terminal.waitForRest { $0.text.contains(" 40 / 198") && $0.text.contains("33.9") })
    let before = terminal.emulator.cells
    terminal.type("\u{1A}")
    try #require(terminal.waitForStop())
    // Meanwhile a shell has overwritten it.
    terminal.emulator.show(Array("\u{1B}[2J\u{1B}[H$ fg\r\n".utf8))
    terminal.bringToForeground()
    #expect(terminal.wait { $0.cells == before })
    terminal.type("q")
    #expect(terminal.waitForExit() == .code(0))
    #expect(terminal.isRestored)
  }

  @Test("A storm of two hundred sizes ends in the frame of a fresh start")
  func storm() throws {
    let terminal = try PseudoTerminal(
      ["--at", "40"], environment: ["COLORTERM": "truecolor"], columns: 120, rows: 40)
    try #require(terminal.waitForPicture())
    for i in 0..<200 {
      let step = i % 2 == 0 ? i : 199 - i
      terminal.resize(columns: 1 + step * 7 % 301, rows: 1 + step * 5 % 97)
    }
    terminal.resize(columns: 132, rows: 43)
    let fresh = try PseudoTerminal(
      ["--at", "40"], environment: ["COLORTERM": "truecolor"], columns: 132, rows: 43)
    try #require(fresh.waitForRest { $0.text.contains(" 40 / 198") })
    let expected = fresh.emulator.cells
    #expect(terminal.wait { $0.cells == expected })
    terminal.type("q")
    #expect(terminal.waitForExit() == .code(0))
    #expect(terminal.isRestored)
  }

  @Test(
    "Every size shows the program or a message, and the terminal is restored",
    arguments: [(1, 1), (2, 1), (1, 2), (20, 5), (80, 24), (132, 43), (1000, 300)])
  func sizes(columns: Int, rows: Int) throws {
    let terminal = try PseudoTerminal(["--at", "40"], columns: columns, rows: rows)
    if columns >= 40 {
      try #require(terminal.wait { $0.text.contains(" 40 / 198") })
      #expect(terminal.emulator.text.contains("Beale"))
    } else {
      try #require(terminal.waitForPicture())
    }
    terminal.type("s\u{1B}[B?v w")
    terminal.resize(columns: 80, rows: 24)
    terminal.resize(columns: columns, rows: rows)
    terminal.type("\u{1B}")
    terminal.send(15)
    #expect(terminal.waitForExit() == .code(128 + 15))
    #expect(terminal.isRestored)
  }
}
