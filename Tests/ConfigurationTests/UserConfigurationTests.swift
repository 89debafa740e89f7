import Configuration
import Testing
import Toml

struct UserConfigurationTests {
  private func read(_ text: String) -> UserConfiguration {
    UserConfiguration(
      Array(text.utf8), themes: ["night", "paper"], markers: ["braille", "ascii"], speeds: 1...1000)
  }

  @Test func everythingIsRead() throws {
    let found = read(
      """
      theme = "paper"
      marker = "ascii"
      speed = 60
      layout = "wide"

      [keys]
      zoom_in = ["Z", "f5"]
      quit = "ctrl+q"
      open_help = []

      [layouts.wide]
      side = 50
      hide = ["chart", "settings"]
      zoomed = false
      share = 0.5
      """)
    #expect(found.problems.isEmpty && !found.isBroken)
    #expect(found.theme?.value == "paper" && found.theme?.place == TextPlace(line: 1, column: 9))
    #expect(found.marker?.value == "ascii" && found.speed?.value == 60 && found.layout?.value == "wide")
    #expect(found.keys.map(\.action) == ["zoom_in", "quit", "open_help"])
    #expect(found.keys.map(\.keys) == [["Z", "f5"], ["ctrl+q"], []])
    #expect(found.keys.map(\.line) == [7, 8, 9] && found.keys.map(\.column) == [1, 1, 1])
    let layout = try #require(found.layouts.first)
    #expect(layout.name == "wide" && found.layouts.count == 1)
    #expect(layout.settings.map(\.key) == ["side", "hide", "zoomed", "share"])
    #expect(layout.settings.map(\.value) == ["50", "chart,settings", "false", "0.5"])
    #expect(layout.settings.map(\.place.line) == [12, 13, 14, 15])
  }

  @Test func nothingIsNothing() {
    #expect(read("") == UserConfiguration())
    #expect(read("# nothing\n").problems.isEmpty)
  }

  /// A file that does not parse is ignored completely; guessing at half of it would surprise.
  @Test func aBrokenTextIsIgnoredAsAWhole() {
    let found = read("theme = \"paper\"\nspeed = = 3\n")
    #expect(found.isBroken && found.theme == nil && found.problems.map(\.place.line) == [2])
  }

  @Test(arguments: [
    ("theme = 'papr'", "1:9", "did you mean 'paper'?"), ("theme = 3", "1:9", "accepted: night, paper"),
    ("marker = 'dots'", "1:10", "known: braille, ascii"), ("speed = 0", "1:9", "from 1 to 1000"),
    ("speed = nan", "1:9", "from 1 to 1000"), ("speed = 'fast'", "1:9", "'fast'"),
    ("layout = 3", "1:10", "the name of a layout"), ("thema = 'night'", "1:1", "did you mean 'theme'?"),
    ("keys = 3", "1:8", "a table such as"), ("[keys]\nquit = 3", "2:8", "a list of key names"),
    ("[keys]\nquit = ['q', 3]", "2:8", "a list of key names"), ("layouts = 1", "1:11", "tables such as"),
    ("colormap = 'jet'", "1:12", "known: theme, viridis"),
    ("colormap = 3", "1:12", "accepted: theme, viridis"),
    ("[layouts]\nwide = 1", "2:8", "a table such as"),
    ("[layouts.wide]\nside = {a = 1}", "2:8", "a number, a text"),
  ])
  func aWrongValueIsReportedAndTheRestTaken(text: String, place: String, says: String) throws {
    // Whole lines before a table, whose keys would otherwise be its own.
    let (before, shift) = text.hasPrefix("speed") ? ("theme = 'paper'\n", 1) : ("speed = 30\n", 1)
    let found = read(before + text)
    let problem = try #require(found.problems.first)
    #expect(found.problems.count == 1)
    let expected = place.split(separator: ":").compactMap { Int($0) }
    #expect(problem.place == TextPlace(line: expected[0] + shift, column: expected[1]))
    #expect(problem.message.contains(says), "\(problem)")
    #expect(found.speed?.value == 30 || found.theme?.value == "paper")
  }

  @Test func aFileOfLayoutsHoldsNothingElse() throws {
    let tables = try LayoutTable.all(
      in: Array("[layouts.b]\nside = 50 # percent\n\n[layouts.a]\nhide = ['chart', 'race']\n".utf8))
    #expect(tables.map(\.name) == ["b", "a"] && tables.map(\.place.line) == [1, 4])
    #expect(tables.map { $0.settings.map(\.value) } == [["50"], ["chart,race"]])
    #expect(try LayoutTable.all(in: []).isEmpty)
    for (text, line, says) in [
      ("[keys]\n", 1, "unknown top-level key 'keys'"), ("[layouts.a]\nx = 1979-05-27", 2, "a date"),
      ("[layouts.a]\n[layouts.a]", 2, "layouts"), ("layouts = 3", 1, "tables such as"),
      ("[layouts.a]\nb = {}\n[c]", 2, "a table"),
    ] {
      let problem = try #require(throws: TextProblem.self) { try LayoutTable.all(in: Array(text.utf8)) }
      #expect(problem.place.line == line && problem.message.contains(says), "\(problem)")
    }
  }
}
