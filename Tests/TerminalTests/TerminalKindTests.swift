import CPty
import Glibc
import Testing

/// The picture, or the message, in all kinds of terminals.
@Suite(.serialized)
struct TerminalKindTests {
  @Test(arguments: ["dumb", "unknown", "no-such-terminal", "", nil])
  func unusableTerminalsGetOneLine(_ name: String?) throws {
    let terminal = try PseudoTerminal(environment: ["TERM": name])
    #expect(terminal.waitForExit() == .code(2))
    try expectOneLine(terminal)
  }

  @Test(arguments: [
    CPTY_STDIN_NULL, CPTY_STDIN_CLOSED, CPTY_STDIN_FILE, CPTY_STDIN_PIPE, CPTY_STDOUT_PIPE,
    CPTY_STDOUT_CLOSED,
    CPTY_STDOUT_FULL, CPTY_STDIN_CLOSED | CPTY_STDOUT_CLOSED,
  ])
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
      "vt100", "vt220", "linux", "xterm", "xterm-256color", "screen", "tmux-256color", "screen-256color",
      "rxvt-unicode",
    ], [nil, "truecolor"])
  func picturesShowAndGo(_ name: String, _ colors: String?) throws {
    for locale in ["C", "POSIX", "C.UTF-8"] {
      let terminal = try PseudoTerminal(environment: ["TERM": name, "COLORTERM": colors, "LC_ALL": locale])
      try #require(terminal.waitForPicture())
      #expect(terminal.emulator.text.contains("Beale"))
      terminal.type("q")
      #expect(terminal.waitForExit() == .code(0))
      #expect(terminal.isRestored)
    }
  }

  @Test("A terminal whose own entry has direct colours; if the system lacks the entry, one line says so")
  func directEntry() throws {
    let terminal = try PseudoTerminal(environment: ["TERM": "xterm-direct"])
    guard terminal.waitForPicture(), terminal.emulator.audit.hasEscapes else {
      #expect(terminal.waitForExit() == .code(2))
      return try expectOneLine(terminal)
    }
    terminal.type("q")
    #expect(terminal.waitForExit() == .code(0))
    #expect(terminal.isRestored)
  }

  @Test(
    "Wrong or missing environment variables do not matter",
    arguments: [
      ["HOME": nil, "XDG_CONFIG_HOME": nil], ["LINES": "3", "COLUMNS": "7"], ["LINES": "-1", "COLUMNS": "x"],
      ["TERMINFO_DIRS": "/nonexistent"], ["TERMINFO": "", "COLORTERM": "truecolor"],
      ["TERMINFO": "/nonexistent", "COLORTERM": "truecolor"], ["LANG": "xx_YY.ISO-8859-1", "LC_ALL": nil],
    ] as [[String: String?]])
  func oddSurroundings(_ environment: [String: String?]) throws {
    let terminal = try PseudoTerminal(["--at", "0"], environment: environment)
    try #require(terminal.wait { $0.text.contains("Beale") && $0.text.contains("q quit") })
    terminal.type("q")
    #expect(terminal.waitForExit() == .code(0))
    #expect(terminal.isRestored)
  }

  @Test("A TERMINFO with garbage counts as missing")
  func brokenDescription() throws {
    let terminal = try PseudoTerminal(environment: ["TERMINFO": "b64:AAAA", "TERM": "xterm-256color"])
    if terminal.waitForPicture(), terminal.emulator.audit.hasEscapes {
      terminal.type("q")
      #expect(terminal.waitForExit() == .code(0))
      #expect(terminal.isRestored)
    } else {
      #expect(terminal.waitForExit() == .code(2))
      try expectOneLine(terminal)
    }
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

  @Test(
    "A terminal that the program knows needs no installed description",
    arguments: [
      "xterm-ghostty", "wezterm", "contour", "rio", "alacritty", "foot", "foot-extra", "xterm-kitty",
    ])
  func knownNames(_ name: String) throws {
    // A folder without descriptions in place of the system's.
    for options in [[], ["--color", "256"], ["--color", "mono"]] as [[String]] {
      let terminal = try PseudoTerminal(options, environment: ["TERM": name, "COLORTERM": nil])
      try #require(terminal.waitForPicture())
      terminal.type("q")
      #expect(terminal.waitForExit() == .code(0))
      #expect(terminal.isRestored)
      guard options.isEmpty else { continue }
      #expect(terminal.emulator.audit.attributes.contains { $0.contains("48;2;") })
    }
  }

  @Test("Names that only begin like a known one are unknown", arguments: ["riot", "footer", "wezterms"])
  func similarNames(_ name: String) throws {
    let terminal = try PseudoTerminal(environment: ["TERM": name])
    #expect(terminal.waitForExit() == .code(2))
    try expectOneLine(terminal)
  }

  @Test(
    "The name of a locale that is not installed still tells the encoding",
    arguments: [
      (["LC_ALL": "xx_YY.UTF-8"], true), (["LC_ALL": nil, "LC_CTYPE": "xx_YY.utf8"], true),
      (["LC_ALL": nil, "LANG": "xx_YY.UTF-8@latin"], true), (["LC_ALL": nil, "LC_CTYPE": "UTF-8"], true),
      (["LC_ALL": "xx_YY.ISO-8859-1", "LANG": "C.UTF-8"], false),
      (["LC_ALL": "C", "LANG": "C.UTF-8"], false),
      (["LC_ALL": nil, "LANG": "C"], false),
    ] as [([String: String?], Bool)])
  func locales(_ environment: [String: String?], _ isUnicode: Bool) throws {
    let terminal = try PseudoTerminal(["--at", "0"], environment: environment)
    try #require(terminal.wait { $0.text.contains(" 0 / 198") })
    terminal.type("q")
    #expect(terminal.waitForExit() == .code(0))
    #expect(terminal.output.contains { $0 >= 0x80 } == isUnicode)
  }

  @Test(
    "Sizes beyond every screen are drawn up to a limit, at the start and later",
    arguments: [[(65_535, 1)], [(30_000, 1), (1, 30_000)], [(32_767, 32_767)], [(0, 0), (1, 1)]])
  func hugeSizes(_ sizes: [(Int, Int)]) throws {
    let begun = try PseudoTerminal(
      ["--at", "0"], environment: ["LINES": "40000", "COLUMNS": "40000"], columns: sizes[0].0,
      rows: sizes[0].1, emulates: false)
    let resized = try PseudoTerminal(["--at", "0"], emulates: true)
    try #require(resized.waitForPicture())
    for terminal in [begun, resized] {
      for (columns, rows) in sizes { terminal.resizeUnseen(columns: columns, rows: rows) }
      terminal.resize(columns: 100, rows: 30)
      try #require(terminal.wait { $0.text.contains(" 0 / 198") })
      terminal.type("q")
      #expect(terminal.waitForExit() == .code(0))
      #expect(terminal.isRestored)
      let text = String(decoding: terminal.output, as: UTF8.self)
      let places = text.matches(of: /\u{1B}\[(\d+);(\d+)H/).compactMap { match in
        Int(match.1).flatMap { row in Int(match.2).map { (row, $0) } }
      }
      #expect(!places.isEmpty && places.allSatisfy { $0.0 <= 500 && $0.1 <= 1000 })
    }
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
      // After every size it must draw something new.
      let shown = terminal.emulator.audit.attributes.count
      #expect(terminal.wait { $0.audit.attributes.count > shown }, "\(columns)x\(rows)")
    }
    try #require(terminal.wait { !$0.line(0).isEmpty })
    terminal.type("q")
    #expect(terminal.waitForExit() == .code(0))
    #expect(terminal.isRestored)
  }
}
