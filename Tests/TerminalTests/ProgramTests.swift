import Foundation
import Testing

/// The real program, used like a person, read through a terminal emulator.
@Suite(.serialized)
struct ProgramTests {
  /// A program paused at its first step, so that every picture is determined.
  private func paused(columns: Int = 120, rows: Int = 40, _ arguments: [String] = []) throws -> PseudoTerminal
  {
    let terminal = try PseudoTerminal(["--at", "0"] + arguments, columns: columns, rows: rows)
    try #require(terminal.wait { $0.text.contains("0 / 198") || $0.text.contains("0 / 50") })
    return terminal
  }

  /// Whether the settings panel shows a learning rate.
  private func rate(_ screen: Emulator, is value: String) -> Bool {
    screen.text.split(separator: "\n").contains { $0.contains("α  lr ") && $0.contains(" \(value) ") }
  }

  private func quit(_ terminal: PseudoTerminal) -> Bool {
    terminal.type("q")
    return terminal.waitForExit() == .code(0) && terminal.isRestored
  }

  @Test("Opens with the performance comparison, playing")
  func opening() throws {
    let terminal = try PseudoTerminal(columns: 120, rows: 40)
    let names = ["Beale", "GD", "Heavy ball", "Nesterov", "Adagrad", "RMSprop", "Adam"]
    try #require(terminal.wait { screen in names.allSatisfy { screen.text.contains($0) } })
    // It moves without a key, and reaches the end.
    try #require(terminal.wait { !$0.text.contains(" 0 / 198") })
    terminal.type("\u{1B}[F")
    try #require(terminal.wait { $0.text.contains("198 / 198") })
    #expect(quit(terminal))
  }

  @Test(
    "What was decided about a table is told on the screen, and its options are in the line that brings it back"
  )
  func table() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(
      "optviz-\(UUID().uuidString).csv")
    defer { try? FileManager.default.removeItem(at: path) }
    try Data("region;2019;2020\nN;1,5;3\nS;;5\nE;6,5;7\n".utf8).write(to: path)
    let terminal = try PseudoTerminal(
      ["--data", path.path, "--x", "2", "--y", "3", "--missing", "drop", "--decimal", ",", "--at", "0"],
      columns: 240, rows: 40)
    try #require(terminal.wait { $0.text.contains("the first line is read as the header") })
    terminal.type("q")
    try #require(
      terminal.wait {
        $0.text.contains("--decimal , --missing drop") || $0.text.contains("--decimal ',' --missing drop")
      })
    #expect(terminal.waitForExit() == .code(0) && terminal.isRestored)
  }

  @Test("Plays and pauses")
  func playing() throws {
    let terminal = try paused()
    #expect(terminal.emulator.text.contains("space play"))
    terminal.type(" ")
    try #require(terminal.wait { $0.text.contains("space pause") && !$0.text.contains(" 0 / 198") })
    terminal.type(" ")
    try #require(terminal.wait { $0.text.contains("space play") })
    #expect(quit(terminal))
  }

  @Test("Steps forward and back, by one and by ten, to the end and to the start")
  func stepping() throws {
    let terminal = try paused()
    for (keys, expected) in [
      ("\u{1B}[C", "1 / 198"), ("\u{1B}[C", "2 / 198"), ("\u{1B}[1;2C", "12 / 198"), ("\u{1B}[D", "11 / 198"),
      ("\u{1B}[1;2D", "1 / 198"), ("\u{1B}[F", "198 / 198"), ("\u{1B}[D", "197 / 198"),
      ("\u{1B}[H", "0 / 198"),
      ("l", "1 / 198"), ("h", "0 / 198"),
    ] {
      terminal.type(keys)
      try #require(terminal.wait { $0.text.contains(" \(expected) ") }, "after \(keys)")
    }
    #expect(quit(terminal))
  }

  @Test("Shows at step 10 what the engine computes there, forward and back")
  func numbers() throws {
    let terminal = try paused()
    terminal.type("\u{1B}[1;2C")
    // Adagrad at rate 1 on Beale from (1, 1.6): f(1.254, 0.279) after ten steps.
    try #require(terminal.wait { $0.text.contains("10 / 198") })
    let row = try #require(terminal.emulator.text.split(separator: "\n").first { $0.contains("Adagrad") })
    terminal.type("\u{1B}[F")
    try #require(terminal.wait { $0.text.contains("198 / 198") })
    terminal.type("\u{1B}[H")
    try #require(terminal.wait { $0.text.contains(" 0 / 198") })
    terminal.type("\u{1B}[1;2C")
    try #require(terminal.wait { $0.text.contains("10 / 198") })
    #expect(terminal.emulator.text.split(separator: "\n").contains { $0.suffix(40) == row.suffix(40) })
    #expect(quit(terminal))
  }

  @Test("Changes a setting by keys and by typing, and back to its default")
  func settings() throws {
    let terminal = try paused()
    // The heavy ball is chosen; its rate is 0.001.
    #expect(rate(terminal.emulator, is: "0.001"))
    terminal.type("+")
    try #require(terminal.wait { rate($0, is: "0.002") })
    terminal.type("--")
    try #require(terminal.wait { rate($0, is: "0.0005") })
    terminal.type("\r0.0125\r")
    try #require(terminal.wait { rate($0, is: "0.0125") })
    terminal.type("\r-3\r")
    try #require(terminal.wait { $0.text.contains("out of range") })
    terminal.type("\u{1B}")
    try #require(terminal.wait { rate($0, is: "0.0125") })
    terminal.type("\u{7F}")
    try #require(terminal.wait { rate($0, is: "0.01") })
    #expect(quit(terminal))
    #expect(String(decoding: terminal.output, as: UTF8.self).contains("--optimizer heavy_ball:momentum=0.95"))
  }

  @Test("Picks a surface from the list by typing its name")
  func surface() throws {
    let terminal = try paused()
    terminal.type("s")
    try #require(terminal.wait { $0.text.contains("type to filter") })
    terminal.type("himm\r")
    try #require(terminal.wait { $0.text.contains("Himmelblau") && !$0.text.contains("Beale") })
    #expect(quit(terminal))
    #expect(String(decoding: terminal.output, as: UTF8.self).contains("optviz --surface himmelblau"))
  }

  @Test("Removes an optimizer and adds it again")
  func optimizers() throws {
    let terminal = try paused()
    terminal.type("o")
    try #require(terminal.wait { $0.text.contains("type to filter") })
    terminal.type("nest \u{1B}")
    try #require(terminal.wait { !$0.text.contains("Nesterov") })
    terminal.type("o")
    try #require(terminal.wait { $0.text.contains("type to filter") })
    terminal.type("nest\r\u{1B}")
    try #require(terminal.wait { $0.text.contains("Nesterov") && !$0.text.contains("type to filter") })
    #expect(quit(terminal))
  }

  @Test("A click on the map moves the start; the printed command line brings the same picture back")
  func reproduction() throws {
    let terminal = try paused()
    terminal.type("\u{1B}[<0;20;10M\u{1B}[<0;20;10m")
    terminal.type("\u{1B}[1;2C")
    try #require(terminal.wait { $0.text.contains("10 / 198") })
    // The focus does not belong to the view: back to the race table, where a new program starts.
    terminal.type("\t11y")
    try #require(
      terminal.wait { $0.text.contains("linear") && $0.text.contains("○") && $0.text.contains("u undo") })
    // The footer offers to undo what was done before.
    func aboveFooter(_ emulator: Emulator) -> ArraySlice<Substring> {
      emulator.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    }
    let before = aboveFooter(terminal.emulator)
    #expect(quit(terminal))
    let said = String(decoding: terminal.output, as: UTF8.self)
    // The line follows the last escape sequence, once the screen is closed.
    let last = try #require(said.split(whereSeparator: \.isNewline).last { $0.contains("optviz ") })
    let line = try #require(last.range(of: "optviz ").map { last[$0.lowerBound...] })
    #expect(line.contains("--start="))

    let again = try PseudoTerminal(
      line.split(separator: " ").dropFirst().map(String.init), columns: 120, rows: 40)
    try #require(again.wait { aboveFooter($0) == before }, "\(again.emulator.text)")
    #expect(quit(again))
  }

  @Test("Shrinks to one cell and grows back to the same picture")
  func resizing() throws {
    let terminal = try paused()
    let before = terminal.emulator.text
    for (columns, rows) in [(1, 1), (2, 1), (1, 2), (20, 5), (300, 100), (39, 11), (80, 24)] {
      terminal.resize(columns: columns, rows: rows)
    }
    try #require(terminal.wait { $0.text.contains("Beale") && $0.columns == 80 })
    terminal.resize(columns: 1, rows: 1)
    terminal.resize(columns: 120, rows: 40)
    try #require(terminal.wait { $0.text == before })
    #expect(quit(terminal))
  }

  @Test("Help lists the keys and closes again")
  func help() throws {
    let terminal = try paused()
    terminal.type("?")
    try #require(terminal.wait { $0.text.contains("Plays and pauses.") })
    terminal.type("\u{1B}")
    try #require(terminal.wait { !$0.text.contains("Plays and pauses.") })
    #expect(quit(terminal))
  }

  @Test("A paste is text, never a command")
  func pasting() throws {
    let terminal = try paused()
    terminal.type("\u{1B}[200~qqq\r+s\u{1B}[201~")
    terminal.type("\u{1B}[C")
    try #require(terminal.wait { $0.text.contains(" 1 / 198") })
    #expect(rate(terminal.emulator, is: "0.001"))
    #expect(quit(terminal))
  }

  @Test("Nothing is written while nothing changes")
  func silence() throws {
    let terminal = try paused()
    func frames() -> Int {
      String(decoding: terminal.output, as: UTF8.self).components(separatedBy: "\u{1B}[?2026h").count - 1
    }
    let before = frames()
    // Keys without a meaning wake the program without output; then one step is one frame.
    terminal.type("~~~")
    terminal.type("~")
    terminal.type("\u{1B}[C")
    try #require(terminal.wait { $0.text.contains(" 1 / 198") })
    #expect(frames() == before + 1)
    #expect(quit(terminal))
  }
}
