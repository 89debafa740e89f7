import Configuration
import SeededNumbers
import TerminalGraphics
import Testing

struct ThemeReaderTests {
  private func read(_ text: String) -> ThemeDefinition {
    ThemeEntry("mine", file: "mine.toml", text: Array(text.utf8), isListed: true).definition
  }

  @Test func whatIsThereIsTaken() {
    let theme = read(
      """
      summary = "Mine."
      ground = "#010203"
      text = "#abc"
      paths = ["#ff0000", "#00ff00"]
      contour = {color = "#445566", strength = 0.5}
      heat = ["#202020", "#101010"]
      oldest_path = 0.25
      """)
    #expect(theme.problems.isEmpty && theme.summary == "Mine." && theme.full.id == "mine")
    #expect(theme.full.ground == Color(0x010203) && theme.full.text == Color(0xAABBCC))
    #expect(theme.full.paths == [Color(0xFF0000), Color(0x00FF00)])
    #expect(theme.full.contour == Ink(Color(0x445566), strength: 0.5) && theme.full.oldestPath == 0.25)
    #expect(theme.full.heat.count == 128 && theme.full.heat.first == Color(0x202020))
  }

  /// By the luminance of the ground, or by name.
  @Test func whatIsMissingIsTheBases() throws {
    let (night, paper) = (
      try #require(ThemeCatalog.entry("night")).definition.full,
      try #require(ThemeCatalog.entry("paper")).definition.full
    )
    #expect(read("").full.paths == night.paths && read("").full.ground == night.ground)
    #expect(read("ground = '#101010'").full.text == night.text)
    #expect(read("ground = '#fffff0'").full.text == paper.text)
    #expect(read("base = 'paper'").full.heat == paper.heat)
    #expect(read("base = 'paper'\nground = '#000000'").full.text == paper.text)
    #expect(read("contour = {strength = 0.1}").full.contour.color == night.contour.color)
  }

  @Test func whatIsWrongIsReportedAndTheRestTaken() throws {
    let theme = read(
      """
      ground = "#101010"
      txt = "#ffffff"
      quiet = "grey"
      strong = 7
      paths = ["#ff0000", "#12"]
      arrows = ["#ffffff"]
      heat = {map = "virdis"}
      oldest_path = 3
      contour = "#ffffff"
      base = "nite"
      warning = "#ffffff"
      """)
    let places = theme.problems.map { "\($0.place.line):\($0.place.column)" }
    #expect(
      places == ["2:1", "3:9", "4:10", "5:21", "6:10", "7:15", "8:15", "9:11", "10:8"])
    #expect(theme.problems[0].message.contains("did you mean 'text'?"))
    #expect(theme.problems[5].message.contains("did you mean 'viridis'?"))
    for problem in theme.problems.dropFirst() {
      #expect(problem.message.contains("accepted:") || problem.message.contains("known:"), "\(problem)")
    }
    #expect(theme.full.ground == Color(0x101010) && theme.full.warning == Color(0xFFFFFF))
    #expect(theme.full.paths == ThemeCatalog.standard.definition.full.paths)
  }

  @Test func aFileThatIsNoTomlIsTheBase() {
    let theme = read("ground = \n")
    #expect(theme.problems.count == 1 && theme.problems.first?.place.line == 1)
    #expect(theme.full.ground == ThemeCatalog.standard.definition.full.ground && theme.full.id == "mine")
  }

  @Test func aMapThatGoesUpAndDownIsReported() {
    #expect(read("heat = ['#101010', '#404040', '#101010']").problems.count == 1)
    #expect(read("heat = ['#404040', '#101010']").problems.isEmpty)
    #expect(read("heat = ['#101010', '#404040']").problems.isEmpty)
    #expect(read("heat = []").full.heat.isEmpty && read("heat = []").problems.isEmpty)
  }

  @Test func aColorMapIsTakenInPart() throws {
    let viridis = try #require(ColorMapCatalog.map("viridis"))
    let theme = read("ground = '#000000'\nheat = {map = 'viridis', from = 0.5, to = 0.0}")
    #expect(theme.full.heat.count == 128)
    #expect(theme.full.heat.first == viridis.gradient.color(at: 0.5))
    #expect(theme.full.heat.last == viridis.gradient.stops[0])
    let quiet = read("ground = '#000000'\nheat = {map = 'viridis', from = 0.5, to = 0.0, quiet = 1.0}")
    #expect(quiet.full.heat.allSatisfy { $0 == Color(0) })
  }

  /// Without a hand-made ramp for 256 colours, the derived one comes from the cube and is monotone.
  @Test func aRampIsDerivedFor256Colors() {
    for text in [
      "heat = {map = 'magma', from = 0.5, to = 0.0}", "heat = ['#101010', '#303060', '#506070']",
      "heat = {map = 'grey', from = 1.0, to = 0.6}", "heat = ['#303030', '#303030']",
    ] {
      let heat = read(text).theme(for: .palette256).heat
      #expect(!heat.isEmpty)
      for color in heat {
        #expect(ColorDepth.palette256.index(of: color).map(ColorDepth.paletteColor) == color)
      }
      let luminances = heat.map(\.luminance)
      #expect(
        zip(luminances, luminances.dropFirst()).allSatisfy { $0 > $1 }
          || zip(luminances, luminances.dropFirst()).allSatisfy { $0 < $1 })
    }
  }

  @Test func colorsAreReadAsInStyleSheets() {
    #expect(Color(css: "#1f5875") == Color(0x1F5875) && Color(css: "#FFF") == Color(0xFFFFFF))
    for text in ["", "#", "1f5875", "#12", "#12345", "#1234567", "#+12345", "#gggggg", "red", "#１２３"] {
      #expect(Color(css: text) == nil, "\(text)")
    }
    for hex: UInt32 in [0, 1, 0xABC, 0x1F5875, 0xFFFFFF] { #expect(Color(css: Color(hex).css) == Color(hex)) }
  }

  /// Random edits of a good file give a theme that can be drawn, never a crash.
  @Test func anyFileGivesATheme() {
    var random = SeededNumbers(11)
    let good = Array(
      "base = 'paper'\nground = '#101010'\npaths = ['#f00', '#0f0']\narrows_16 = [1, 2, 3]\nheat = {map = 'mako'}\n"
        .utf8)
    for _ in 0..<1500 {
      var text = good
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0..<text.count, using: &random)
        text[place] = UInt8.random(in: 9...126, using: &random)
      }
      let entry = ThemeEntry("any", file: "any.toml", text: text, isListed: false)
      for depth in ColorDepth.allCases {
        let theme = entry.theme(for: depth)
        #expect(!theme.paths.isEmpty && theme.arrows.count == 3 && theme.heat.count <= 128)
      }
    }
  }
}
