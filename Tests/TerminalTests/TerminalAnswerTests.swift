import Testing

/// A terminal that answers the program's questions: rightly, partly, late, cut, or with nonsense.
@Suite(.serialized)
struct TerminalAnswerTests {
  /// The last question, which every terminal answers.
  private static let fence = "\u{1B}[c"
  private static let directColor = "\u{1B}P1$r48:2:1:2:3m\u{1B}\\"
  private static let attributes = "\u{1B}[?62;4c"
  private static let light = "\u{1B}]11;rgb:ffff/ffff/ffff\u{1B}\\"
  private static let knownModes = "\u{1B}[?2026;2$y\u{1B}[?2031;2$y\u{1B}[?2048;2$y"

  private func terminal(
    _ arguments: [String] = [], _ environment: [String: String?] = [:],
    answering answers: [PseudoTerminal.Answer]
  ) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(["--at", "0"] + arguments, environment: environment, answers: answers)
    try #require(terminal.wait { $0.text.contains(" 0 / 198") })
    return terminal
  }

  private func terminal(
    _ arguments: [String] = [], _ environment: [String: String?] = [:], answering answer: String
  ) throws -> PseudoTerminal {
    try terminal(arguments, environment, answering: [.init(Self.fence, answer)])
  }

  private func quit(_ terminal: PseudoTerminal) {
    terminal.type("q")
    #expect(terminal.waitForExit() == .code(0))
    #expect(terminal.isRestored)
  }

  /// How many colours of 24 bits were set, but for the question's own.
  private func directColors(_ terminal: PseudoTerminal) -> Int {
    terminal.emulator.audit.attributes.filter { $0.contains("8;2;") && $0 != "48;2;1;2;3" }.count
  }

  /// Whether the picture reacts to a key, and what was written meanwhile is one frame.
  private func nothingChanged(_ terminal: PseudoTerminal, since frames: Int) -> Bool {
    terminal.type(".")
    return terminal.wait { $0.text.contains(" 1 / 198") } && terminal.frames == frames + 1
      && directColors(terminal) == 0
  }

  @Test("One answer that proves 24-bit colours, one more frame, and the same picture as with COLORTERM")
  func directColor() throws {
    for answer in [Self.directColor, "\u{1B}P1$r0;48:2::1:2:3m\u{1B}\\"] {
      let terminal = try terminal(answering: answer + Self.knownModes + Self.attributes)
      let told = try PseudoTerminal(["--at", "0"], environment: ["COLORTERM": "truecolor"])
      try #require(told.waitForRest { $0.text.contains(" 0 / 198") })
      let expected = told.emulator.cells
      #expect(terminal.wait { $0.cells == expected })
      #expect(terminal.frames == 2 && directColors(terminal) > 0)
      quit(told)
      quit(terminal)
    }
  }

  @Test("The keys that come with the answers are taken, and those after them")
  func keysBetween() throws {
    let terminal = try terminal(answering: ".\(Self.directColor).\(Self.attributes).")
    #expect(terminal.wait { $0.text.contains(" 3 / 198") })
    #expect(directColors(terminal) > 0)
    terminal.type(".")
    #expect(terminal.wait { $0.text.contains(" 4 / 198") })
    quit(terminal)
  }

  @Test("No proof, or nonsense: not one byte more")
  func nonsense() throws {
    for answer in [
      "\u{1B}P1$r0m\u{1B}\\" + Self.attributes, "\u{1B}P0$r\u{1B}\\" + Self.attributes, Self.attributes,
      "\u{1B}P1$r48:5:16m\u{1B}\\\u{1B}]11;rgb:zz\u{7}\u{1B}_qqq\u{1B}\\\u{1B}^rrr\u{1B}\\" + Self.attributes,
      "\u{1B}[?c\u{1B}[999;999$y\u{1B}[48;0;0;0;0t\u{1B}[6;0;0t",
    ] {
      let terminal = try terminal(answering: answer)
      let frames = terminal.frames
      #expect(nothingChanged(terminal, since: frames))
      quit(terminal)
    }
  }

  @Test("An answer cut anywhere: escape, then keys, work")
  func cut() throws {
    let terminal = try terminal(answering: String(Self.directColor.dropLast(4)))
    terminal.type("\u{1B}")
    _ = terminal.wait { _ in true }
    terminal.type("\u{1B}[C")
    #expect(terminal.wait { $0.text.contains(" 1 / 198") })
    #expect(directColors(terminal) == 0)
    quit(terminal)
  }

  @Test("Strings that nobody asked for are not keys, also where text is typed")
  func unasked() throws {
    let terminal = try terminal(["--no-config"], ["TERM": "screen-256color"], answering: [])
    let (first, before) = (terminal.frames, terminal.emulator.cells)
    for string in ["\u{1B}]11;rgb:0000/0000/0000\u{7}", Self.directColor, "\u{1B}_Gq;r\u{1B}\\"] {
      terminal.type(string)
    }
    #expect(nothingChanged(terminal, since: first))
    terminal.type("\u{1B}[H")
    #expect(terminal.wait { $0.cells == before })
    terminal.type("s")
    try #require(terminal.wait { $0.text.contains("type to filter") })
    terminal.type("\u{1B}]11;rgb:0000/0000/0000\u{7}himm\r")
    #expect(terminal.wait { $0.text.contains("Himmelblau") && !$0.text.contains("type to filter") })
    quit(terminal)
  }

  @Test("The theme follows the ground, at the start and later")
  func theme() throws {
    let terminal = try terminal(
      ["--theme", "auto"], answering: Self.light + Self.knownModes + Self.attributes)
    let paper = try PseudoTerminal(["--at", "0", "--theme", "paper"])
    try #require(paper.waitForRest { $0.text.contains(" 0 / 198") })
    let light = paper.emulator.cells
    quit(paper)
    #expect(terminal.wait { $0.cells == light && $0.audit.modes.contains(2031) })
    let night = try PseudoTerminal(["--at", "0"])
    try #require(night.waitForRest { $0.text.contains(" 0 / 198") })
    let dark = night.emulator.cells
    quit(night)
    terminal.type("\u{1B}[?997;1n")
    #expect(terminal.wait { $0.cells == dark })
    terminal.type("\u{1B}[?997;2n")
    #expect(terminal.wait { $0.cells == light })
    quit(terminal)
    #expect(!terminal.emulator.audit.modes.contains(2031))
    for (colors, isLight) in [
      ("0;15", true), ("0;default;7", true), ("15;0", false), ("7;8", false), ("default;default", false),
    ] {
      let told = try self.terminal(["--theme", "auto"], ["COLORFGBG": colors], answering: [])
      #expect(told.wait { $0.cells == (isLight ? light : dark) })
      quit(told)
    }
  }

  @Test("Who chose the colours is not asked about them")
  func chosen() throws {
    for (arguments, environment) in [
      (["--color", "256"], [:]), ([], ["NO_COLOR": "1"]), ([], ["COLORTERM": "truecolor"]),
    ] as [([String], [String: String?])] {
      let terminal = try terminal(arguments, environment, answering: [])
      let text = String(decoding: terminal.output, as: UTF8.self)
      #expect(!text.contains("$qm") && text.contains(Self.fence))
      #expect(text.contains("]11;?") == arguments.isEmpty)
      quit(terminal)
    }
  }

  @Test(
    "Nothing is asked where it would be printed", arguments: ["linux", "vt220", "screen", "screen-256color"])
  func silent(_ name: String) throws {
    let terminal = try terminal([], ["TERM": name], answering: [])
    let text = String(decoding: terminal.output, as: UTF8.self)
    for question in [Self.fence, "\u{1B}P", "\u{1B}_", "]11;?", "$p"] { #expect(!text.contains(question)) }
    quit(terminal)
  }

  @Test("Without a locale, the column of the cursor after a character of two bytes decides")
  func encoding() throws {
    let none: [String: String?] = ["LC_ALL": nil]
    for (column, isUnicode) in [(2, true), (3, false), (1, false)] {
      let terminal = try terminal(
        [], none,
        answering: [.init("\u{1B}[6n", "\u{1B}[2;\(column)R"), .init(Self.fence, Self.attributes)])
      #expect(terminal.wait { $0.text.contains("╭") == isUnicode })
      quit(terminal)
    }
  }
}
