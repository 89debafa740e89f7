import Configuration
import Experiments
import OptvizApp
import SeededNumbers
import TerminalGraphics
import Testing
import Toml
import Wording

struct PaneArrangementTests {
  static let sizes = [
    (40, 12), (60, 100), (66, 20), (80, 24), (80, 48), (84, 60), (100, 100), (120, 40), (160, 50), (161, 50),
    (200, 60), (240, 70), (300, 200), (1000, 300),
  ]

  /// Laws for the layouts of all presets, at every size and with any panes open.
  @Test(arguments: sizes)
  func everyPresetSharesTheScreen(_ size: (Int, Int)) throws {
    for preset in LayoutPreset.bundled {
      for inspects in [false, true] {
        var player = Player(width: size.0, height: size.1)
        player.send(.setLayout(preset.name))
        if inspects { player.send(.togglePane(.inspector)) }
        check(player, "\(preset.name) at \(size)")
        player.press(.character("w"))
        #expect(player.model.derived.layout.panes.count == 3)
        check(player, "\(preset.name) at \(size), zoomed")
      }
    }
  }

  /// Whatever is pressed and dragged, panes cover the screen and do not overlap, and the main view is visible.
  @Test(arguments: [1, 2, 3])
  func anyArrangementSharesTheScreen(_ seed: UInt64) throws {
    var numbers = SeededNumbers(seed)
    var player = Player()
    for i in 0..<400 {
      switch Int.random(in: 0..<12, using: &numbers) {
      case 0:
        let size = Self.sizes.randomElement(using: &numbers) ?? (80, 24)
        player.send(.resize(width: size.0, height: size.1))
      case 1: player.send(.resizeSide([-999, -3, 3, 999, .min, .max].randomElement(using: &numbers) ?? 0))
      case 2: player.send(.resizeFocused([-999, -3, 3, 999, .min, .max].randomElement(using: &numbers) ?? 0))
      case 3: player.send(.hidePane)
      case 4: player.send(.toggleZoom)
      case 5: player.send(.nextLayout)
      case 6: player.send(.togglePane(.inspector))
      case 7: player.send(.nextView)
      case 8, 9: player.send(.focusNext)
      default:
        let (width, height) = player.model.environment.size
        func place() -> (Int, Int) {
          (Int.random(in: 0..<width, using: &numbers), Int.random(in: 0..<height, using: &numbers))
        }
        let ((a, b), (c, d)) = (place(), place())
        player.point(.press, a, b)
        player.point(.drag, c, d)
        player.point(.release, c, d)
      }
      check(player, "seed \(seed), event \(i)")
    }
  }

  private func check(_ player: Player, _ context: String) {
    let (width, height) = player.model.environment.size
    let panes = player.model.derived.layout.panes
    for (i, a) in panes.enumerated() {
      #expect(
        a.rect.x >= 0 && a.rect.y >= 0 && a.rect.endX <= width && a.rect.endY <= height, "\(context)")
      for b in panes[..<i] where !a.rect.isEmpty && !b.rect.isEmpty {
        let isApart =
          a.rect.endX <= b.rect.x || b.rect.endX <= a.rect.x || a.rect.endY <= b.rect.y
          || b.rect.endY <= a.rect.y
        #expect(isApart, "\(context): \(a.pane.typeName) \(b.pane.typeName)")
      }
    }
    #expect(panes.map { $0.rect.width * $0.rect.height }.reduce(0, +) == width * height, "\(context)")
    #expect(player.model.derived.layout.rect(of: player.model.panes.focus)?.isEmpty == false, "\(context)")
    if player.model.document.arrangement.zoomed == nil {
      let main = panes.first { ["MapPane", "SolidPane", "SlicePane"].contains($0.pane.typeName) }
      #expect((main?.rect.width ?? 0) >= 24 && (main?.rect.height ?? 0) >= 5, "\(context)")
    }
  }

  /// The main view has its share, and the chart enough room, at common sizes.
  @Test(arguments: [
    (80, 24, 0.5), (120, 40, 0.6), (160, 50, 0.6), (240, 70, 0.7), (60, 100, 0.4), (100, 100, 0.6),
  ])
  func theMapHasItsShare(_ size: (Int, Int, Double)) throws {
    let player = Player(width: size.0, height: size.1)
    let map = try #require(player.rect("MapPane"))
    #expect(Double(map.width * map.height) >= size.2 * Double(size.0 * size.1))
    if size.1 > 24 {
      let chart = try #require(player.rect("ChartPane"))
      #expect(chart.width >= 36 && chart.height >= 8)
    }
  }

  @Test func aHighScreenHasItsPanelsBelow() throws {
    var player = Player(width: 60, height: 100)
    #expect(player.rect("MapPane")?.width == 60 && player.rect("MapPane")?.height == 53 - 8)
    // If it is wide enough, it has two columns of them.
    player.send(.resize(width: 100, height: 100))
    #expect(player.rect("MapPane")?.width == 100)
    #expect(player.rect("RacePane")?.x == 0 && player.rect("ChartPane")?.x == 0)
    #expect(player.rect("SettingsPane")?.x == 50 && player.rect("SettingsPane")?.width == 50)
    player.send(.togglePane(.inspector))
    #expect(player.rect("InspectorPane")?.x == 50 && player.rect("SettingsPane")?.x == 0)
  }

  // MARK: Keys

  @Test func whatIsResizedGoesBack() throws {
    for size in [(60, 100), (100, 100), (120, 40), (200, 60)] {
      for inspects in [false, true] {
        var player = Player(width: size.0, height: size.1)
        if inspects { player.send(.togglePane(.inspector)) }
        for _ in 0..<4 {
          player.press(Key(.tab))
          let before = player.model.derived.layout.panes.map(\.rect)
          for (there, back) in [("(", ")"), ("}", "{")] {
            player.type(there)
            // At its limit a pane does not change.
            if player.model.derived.layout.panes.map(\.rect) == before { continue }
            player.type(back)
            #expect(player.model.derived.layout.panes.map(\.rect) == before, "\(there) at \(size)")
          }
        }
      }
    }
  }

  @Test func theSideColumnIsResizedByTwoColumns() throws {
    var player = Player(width: 120, height: 40)
    let width = try #require(player.rect("RacePane")?.width)
    player.type("))")
    #expect(player.rect("RacePane")?.width == width + 4)
    player.type("(((")
    #expect(player.rect("RacePane")?.width == width - 2)
    for _ in 0..<200 { player.type(")") }
    #expect(player.rect("MapPane")?.width == 30)
    for _ in 0..<200 { player.type("(") }
    #expect(player.rect("RacePane")?.width == 24)
  }

  @Test func theFocusedPanelIsResizedByRows() throws {
    var player = Player(width: 120, height: 40)
    for (pane, neighbour) in [
      ("RacePane", "SettingsPane"), ("SettingsPane", "ChartPane"), ("ChartPane", "SettingsPane"),
    ] {
      while player.rect(pane) != player.model.derived.layout.rect(of: player.model.panes.focus) {
        player.press(Key(.tab))
      }
      let (height, other) = (player.rect(pane)?.height ?? 0, player.rect(neighbour)?.height ?? 0)
      player.type("}")
      #expect(
        player.rect(pane)?.height == height + 1 && player.rect(neighbour)?.height == other - 1, "\(pane)")
      player.type("{{")
      #expect(
        player.rect(pane)?.height == height - 1 && player.rect(neighbour)?.height == other + 1, "\(pane)")
    }
  }

  @Test func zoomAndBackIsAsBefore() throws {
    for size in Self.sizes {
      var player = Player(width: size.0, height: size.1)
      for _ in 0..<4 {
        player.press(Key(.tab))
        let before = player.aboveFooter
        let focus = player.model.panes.focus
        player.press(.character("w"))
        let rect = try #require(player.model.derived.layout.rect(of: focus))
        #expect(rect.width == size.0 && rect.height >= size.1 - 3)
        player.press(.character("w"))
        #expect(player.aboveFooter == before, "\(focus) at \(size)")
        player.type("w")
        player.press(Key(.escape))
        #expect(player.aboveFooter == before, "\(focus) at \(size)")
      }
    }
  }

  @Test func tabGoesRoundWhatFillsTheScreen() {
    var player = Player(width: 80, height: 24)
    player.type("w")
    var seen: Set<PaneID> = []
    for _ in 0..<4 {
      player.press(Key(.tab))
      seen.insert(player.model.panes.focus)
      #expect(player.model.derived.layout.rect(of: player.model.panes.focus)?.width == 80)
    }
    #expect(seen.count == 4)
  }

  @Test func anotherMainViewTakesOverTheWholeScreen() throws {
    var player = Player(width: 120, height: 40)
    while player.rect("MapPane") != player.model.derived.layout.rect(of: player.model.panes.focus) {
      player.press(Key(.tab))
    }
    player.type("wv")
    #expect(
      player.rect("MapPane") == nil
        && player.model.derived.layout.panes.contains { $0.rect.width == 120 && $0.rect.height > 30 })
    #expect(player.model.derived.layout.rect(of: player.model.panes.focus)?.width == 120)
  }

  @Test func hidingNeverHidesAll() {
    var player = Player(width: 120, height: 40)
    let names = ["RacePane", "SettingsPane", "ChartPane"]
    for _ in 0..<10 {
      player.press(Key(.tab))
      if player.rect("MapPane") != player.model.derived.layout.rect(of: player.model.panes.focus) {
        player.type("W")
      }
      #expect(player.rect("MapPane") != nil)
    }
    #expect(names.allSatisfy { player.rect($0) == nil })
    #expect(player.rect("MapPane")?.width == 120)
    // With the map in focus the same key brings them back.
    player.type("W")
    #expect(names.allSatisfy { player.rect($0) != nil })
  }

  @Test func aHiddenPanelComesBackWhenItIsAskedFor() throws {
    var player = Player(width: 120, height: 40)
    player.press(Key(.tab))
    let hidden = player.model.panes.focus
    player.type("W")
    #expect(player.model.derived.layout.rect(of: hidden) == nil && player.model.panes.focus != hidden)
    #expect(player.footer.contains("hidden"))
    player.send(.focus(hidden))
    #expect(player.model.derived.layout.rect(of: hidden) != nil && player.model.panes.focus == hidden)
  }

  @Test func layoutsGoRound() {
    var player = Player(width: 120, height: 40)
    #expect(player.model.preset?.name == "standard")
    let before = player.model.derived.layout.panes.map(\.rect)
    var seen: [String] = []
    for _ in LayoutPreset.bundled {
      player.type("P")
      seen.append(player.model.preset?.name ?? "")
      #expect(player.footer.contains("layout \(seen.last ?? "")"))
    }
    #expect(seen == LayoutPreset.bundled.dropFirst().map(\.name) + ["standard"])
    #expect(player.model.derived.layout.panes.map(\.rect) == before)
    // A person's own arrangement is followed by the first.
    player.type(")P")
    #expect(player.model.preset?.name == "standard")
  }

  // MARK: As text

  @Test func pairsGoRound() throws {
    var numbers = SeededNumbers(3)
    for _ in 0..<300 {
      var pairs: [(key: String, value: String)] = []
      for key in PaneArrangement.keys where Bool.random(using: &numbers) {
        let value =
          switch key {
          case "hide":
            ["race", "settings+chart", "race+inspector+settings+chart"].randomElement(using: &numbers)
          case "show": "inspector"
          case "zoom": ["map", "chart", "race"].randomElement(using: &numbers)
          default: ["44", "5%", "95%", "1", "9999"].randomElement(using: &numbers)
          }
        pairs.append((key, value ?? ""))
      }
      let arrangement = try PaneArrangement(pairs: pairs)
      #expect(arrangement.pairs.map(\.key) == pairs.map(\.key))
      #expect(arrangement.pairs.map(\.value) == pairs.map(\.value))
      #expect(try PaneArrangement(pairs: arrangement.pairs) == arrangement)
      let text = LayoutFile.text([LayoutPreset("mine", "", arrangement)])
      #expect(try LayoutFile.presets(in: Array(text.utf8)) == [LayoutPreset("mine", "", arrangement)])
    }
  }

  @Test(arguments: [
    ("side=0", "'0' is not a size; use cells"), ("side=99%", "'99%' is not a size; use cells"),
    ("side=x", "'x' is not a size; use cells"),
    ("sid=4", "did you mean 'side'"), ("lectur", "did you mean 'lecture'"),
    ("hide=chat", "did you mean 'chart'"),
    ("hide=map", "unknown panel 'map'"), ("map,lecture", "key=value"), ("", "unknown layout"),
    ("zoom=map+chart", "one panel"), ("side=99999999999999999999", "is not a size; use cells"),
  ])
  func mistakesAreTold(_ text: String, _ expected: String) {
    #expect {
      _ = try LayoutPreset.arrangement(text, among: LayoutPreset.bundled)
    } throws: { error in
      let isTold = ((error as? InputError)?.message ?? "").contains(expected)
      if !isTold { Issue.record("\(error)") }
      return isTold
    }
  }

  @Test func theCommandLineBringsTheLayoutBack() throws {
    for keys in ["P", "PP", "PPP", ")))", "W", "w", "Pw", "}}(("] {
      var player = Player(width: 120, height: 40)
      player.press(Key(.tab))
      player.type(keys)
      let words = player.model.arguments
      let place = try #require(words.firstIndex(of: "--layout"), "\(keys)")
      var opening = Model.Opening(player.model.document.experiment)
      opening.arrangement = try LayoutPreset.arrangement(words[place + 1], among: LayoutPreset.bundled)
      opening.step = 20
      let again = Player(opening, width: 120, height: 40)
      #expect(
        Set(again.model.derived.layout.panes.map(\.rect))
          == Set(player.model.derived.layout.panes.map(\.rect)), "\(keys)")
    }
    #expect(!Player().model.arguments.contains("--layout"))
  }

  @Test func filesThatAreNotLayoutsAreRefusedWithTheirLine() {
    for (text, line) in [
      ("side = 4", 1), ("[layouts.a]\nside = 4\nsid = 3", 3), ("[layouts.a b]", 1),
      ("[layouts.a]\n[layouts.a]", 2),
      ("[layouts.a]\nside = \"4", 2), ("[keys]\n", 1), ("\n\n[layouts.a]\nzoom = []", 4), ("[layouts.", 1),
      ("[", 1),
    ] {
      #expect {
        _ = try LayoutFile.presets(in: Array(text.utf8))
      } throws: { error in
        "\(error)".hasPrefix("line \(line), column ") && (error as? TextProblem)?.place.line == line
      }
    }
  }

  @Test func layoutsAreSavedByName() throws {
    var player = Player(width: 120, height: 40)
    player.type(")))")
    let effects = update(&player.model, .saveLayout("mine"))
    let preset = try #require(player.model.environment.layouts.first)
    #expect(effects == [.saveLayout(preset)] && player.model.preset == preset)
    player.send(.setLayout("standard"), .setLayout("mine"))
    #expect(player.model.preset?.name == "mine")
    #expect(player.model.environment.presets.map(\.name) == LayoutPreset.bundled.map(\.name) + ["mine"])
    for name in ["", "a b", "ä", "a.b", "a]\nside = 3"] {
      #expect(update(&player.model, .saveLayout(name)).isEmpty, "\(name)")
      #expect(player.model.notice != nil)
    }
    player.send(.setLayout("mins"))
    #expect(player.footer.contains("no layout 'mins'"))
  }
}
