import Foundation
import Testing

/// A person's files, as the program finds them.
@Suite("A person's own configuration and themes")
struct ConfigurationTests {
  private let folder: Folder

  init() throws {
    folder = try Folder()
    try FileManager.default.createDirectory(
      atPath: folder.path("optviz/themes"), withIntermediateDirectories: true)
  }

  private func write(_ text: String, _ name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder.path("optviz/\(name)")))
  }

  private func run(_ words: String) throws -> Program.Result {
    try Program.shell("XDG_CONFIG_HOME='\(folder.path(""))' $optviz \(words)")
  }

  @Test("Settings are listed, and their mistakes by line")
  func listing() throws {
    try write(
      "theme = 'paper'\nspeed = 60\ncolour = 1\n[keys]\nzoom_in = ['f5']\nzoom_inn = ['f6']\n", "config.toml")
    let result = try run("list config")
    #expect(result.code == 0 && result.error.isEmpty)
    #expect(result.output.contains(folder.path("optviz/config.toml")))
    for text in [
      "theme  ", "paper", "60 steps a second", "keys.zoom_in", "line 3, column 1", "line 6, column 1",
    ] {
      #expect(result.output.contains(text), "\(text)")
    }
    #expect(result.output.contains("did you mean 'zoom_in'"))
  }

  @Test("A broken file is ignored as a whole, reported with its line, and left as it is")
  func broken() throws {
    let text = "theme = 'paper'\nspeed = = 3\n"
    try write(text, "config.toml")
    let result = try run("list config")
    #expect(result.output.contains("ignored") && result.output.contains("line 2"))
    #expect(!result.output.contains("paper"))
    #expect(try folder.text("optviz/config.toml") == text)
    #expect(try run("run --steps 1").code == 0)
  }

  @Test("A missing file, folder or home is not an error")
  func missing() throws {
    for words in ["list config", "list themes", "run --steps 1"] {
      for variables in [
        "XDG_CONFIG_HOME=/nonexistent", "XDG_CONFIG_HOME= HOME=", "XDG_CONFIG_HOME=relative HOME=x",
      ] {
        let result = try Program.shell("\(variables) $optviz \(words)")
        #expect(result.code == 0 && result.error.isEmpty && !result.output.contains("problem"))
      }
    }
    #expect(try Program.shell("XDG_CONFIG_HOME=/dev/null $optviz list config").code == 0)
  }

  @Test(
    "Layouts saved by the program are read; a foreign file is ignored and reported with line and column"
  )
  func layouts() throws {
    try write("# Mine.\n[layouts.mine]\nside = 50 # percent\nhide = ['chart', 'race']\n", "layouts.toml")
    #expect(try run("--layout mine").code == 2)
    #expect(try run("--layout mien").error.contains("did you mean 'mine'"))
    for (text, place, says) in [
      ("[layouts.a]\nside = = 3\n", "line 2, column ", "ignored"),
      ("[layouts.a]\n  side = 0\n", "line 2, column 3", "side"), ("[themes]\n", "line 1, column ", "themes"),
      ("[layouts.'a b']\n", "line 1, column ", "'a b'"),
    ] {
      try write(text, "layouts.toml")
      let result = try run("list config")
      let said = result.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(said.contains("layouts.toml is ignored: \(place)") && said.contains(says), "\(result.output)")
      #expect(try folder.text("optviz/layouts.toml") == text)
    }
  }

  @Test("A person's own theme is listed, described and replaces the bundled one of its name")
  func themes() throws {
    try write("summary = 'Mine.'\nground = '#123456'\ntxt = '#fff'\n", "themes/mine.toml")
    try write("summary = 'Another night.'\n", "themes/night.toml")
    try write("not a theme", "themes/notes.txt")
    let list = try run("list themes").output
    #expect(list.contains("mine ") && list.contains("Mine.") && list.contains("themes/mine.toml"))
    #expect(list.contains("Another night.") && !list.contains("notes"))
    let text = try run("describe mine").output
    #expect(text.contains("#123456") && text.contains("line 3, column 1") && text.contains("'text'"))
  }

  @Test("Text from a file reaches the terminal without control characters")
  func controls() throws {
    try write("summary = 'a\u{9B}31m'\nsource = \"b\\u001B[2J\\nc\"\n", "themes/mine.toml")
    try write("\"\\u001B[2J\" = 1\n[layouts.\"\\u0007\"]\nside = 3\n", "config.toml")
    for words in ["list themes", "describe mine", "describe mine --format markdown", "list config"] {
      let result = try run(words)
      #expect(result.code == 0 && result.output.contains("\u{FFFD}"), "\(result.error)")
      let controls = result.output.unicodeScalars.filter {
        $0.properties.generalCategory == .control && $0 != "\n"
      }
      #expect(controls.isEmpty, "\(words)")
    }
  }

  /// Without a terminal the screen does not open; mistakes are reported before.
  @Test(
    "A missing theme is refused before the screen opens",
    arguments: [
      ("--theme nihgt", 64, "did you mean 'night'"), ("--theme /nonexistent.toml", 66, "cannot open"),
      ("--theme /", 66, "directory"), ("--speed 0", 64, "1 to 100000"), ("--speed x", 64, "1 to 100000"),
      ("--theme mine --no-config", 64, "unknown theme"), ("--theme paper", 2, "terminal"),
      ("--colormap virdis", 64, "did you mean 'viridis'"), ("--colormap theme", 2, "terminal"),
      ("--theme mine", 2, "terminal"), ("--no-config", 2, "terminal"),
    ])
  func refusals(words: String, code: Int, says: String) throws {
    try write("ground = '#123456'\n", "themes/mine.toml")
    let result = try run(words)
    #expect(result.code == Int32(code) && result.error.contains(says), "\(result.error)")
    #expect(result.error.split(separator: "\n").count == 1 && result.output.isEmpty)
  }

  @Test("A theme file with a mistake is refused with its line")
  func brokenTheme() throws {
    try write("ground = \n", "themes/broken.toml")
    let result = try run("--theme '\(folder.path("optviz/themes/broken.toml"))'")
    #expect(result.code == 65 && result.error.contains("line 1"))
    #expect(try run("list themes").code == 0)
  }
}
