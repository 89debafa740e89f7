import Testing

/// Every byte belongs to a known sequence, and two independent readers see the same screen.
@Suite(.serialized)
struct ValidOutputTests {
  @Test("A session with many screens", arguments: [(80, 24), (120, 40), (200, 60)])
  func session(columns: Int, rows: Int) throws {
    let terminal = try PseudoTerminal(
      ["--at", "0"], environment: ["COLORTERM": "truecolor"], columns: columns, rows: rows)
    var strict = StrictTerminal(columns: columns, rows: rows)
    var shown = 0
    /// Both have read the same bytes, and show the same.
    func compare(_ what: String) {
      strict.show(Array(terminal.output[shown...]))
      shown = terminal.output.count
      let seen = terminal.emulator.cells.map(\.normal)
      let differing = seen.indices.filter { seen[$0] != strict.cells[$0].normal }
      #expect(
        differing.isEmpty,
        "\(what): \(differing.count) cells, first \(differing.prefix(5).map { ($0 % columns, $0 / columns, seen[$0], strict.cells[$0]) })"
      )
    }
    try #require(terminal.wait { $0.text.contains(" 0 / 198") })
    compare("first frame")
    var before = terminal.emulator.cells
    for keys in [
      "]", "\u{1B}[F", "v", "v", "v", "i", "m", "i", "t", "s", "\u{1B}[B", "\u{1B}", "?", "\u{1B}", "o",
      "\u{1B}", "\u{1B}[H",
    ] {
      terminal.type(keys)
      // Some keys may leave the picture unchanged; the step shows that they were processed.
      _ = terminal.wait { $0.cells != before }
      before = terminal.emulator.cells
      compare("after \(keys.debugDescription)")
    }
    terminal.type(" ")
    try #require(terminal.wait { $0.text.contains("198 / 198") })
    compare("after a race")
    terminal.type("q")
    #expect(terminal.waitForExit() == .code(0))
    strict.show(Array(terminal.output[shown...]))
    #expect(strict.complaints.isEmpty, "\(strict.complaints.prefix(5))")
  }
}
