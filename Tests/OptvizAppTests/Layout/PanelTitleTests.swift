import Experiments
import OptvizApp
import TerminalGraphics
import Testing

/// Titles of panels: what they say, their keys, and the border of the one that has the focus.
struct PanelTitleTests {
  private func top(_ player: Player, _ pane: String) -> String {
    String(player.picture(pane).split(separator: "\n").first ?? "")
  }

  private func player(_ keys: [KeyRemapping], width: Int = 200, height: Int = 60) throws -> Player {
    var opening = Model.Opening(try .bowl())
    opening.step = 20
    opening.remappings = keys
    return Player(opening, width: width, height: height)
  }

  @Test func titlesShowTheKeysOfTheirPanel() throws {
    let player = try player([])
    #expect(top(player, "MapPane").contains(" z fit  ZX zoom  v 3-D  n next start "))
    #expect(top(player, "RacePane").contains(" race ─ o optimizers ─"))
    #expect(top(player, "SettingsPane").contains(" -+ change "))
    #expect(top(player, "ChartPane").contains(" y linear  C quantity "))
  }

  @Test func aReboundKeyIsShown() throws {
    let player = try player([
      KeyRemapping(action: "next_view", keys: ["f5"]), KeyRemapping(action: "open_optimizers", keys: []),
    ])
    #expect(top(player, "MapPane").contains(" z fit  ZX zoom  F5 3-D  "))
    #expect(top(player, "RacePane").contains(" race ─ 1–9 choose/hide "))
  }

  @Test("A key in a title does what it says", arguments: ["z", "Z", "v", "n", "o", "+", "-", "y", "C"])
  func keysAreClicked(_ key: String) throws {
    let player = try player([])
    let command = KeyBindings.command(for: .character(Character(key)), in: player.model)
    let regions = render(player.model).regions.filter { region in
      player.model.derived.layout.panes.contains { $0.rect.y == region.rect.y && $0.pane.takesKeys }
    }
    #expect(regions.contains { region in command.map { region.target == .button($0) } ?? false })
  }

  /// A click on a key presses it; a drag moves the border on which it stands, and does nothing else.
  @Test func aKeyOnABorderIsClickedOrDragged() throws {
    var player = Player(try .bowl(), width: 120, height: 40)
    let chart = try #require(player.rect("ChartPane"))
    let key = try #require(
      render(player.model).regions.first { $0.target == .button(.toggleLossAxis) && $0.rect.y == chart.y }?
        .rect)
    player.click(key.x, key.y)
    #expect(!player.model.document.chart.isLogarithmic)
    #expect(top(player, "ChartPane").contains(" y log "))
    player.point(.press, key.x, key.y)
    player.point(.drag, key.x, key.y - 2)
    player.point(.release, key.x, key.y - 2)
    #expect(player.rect("ChartPane")?.y == chart.y - 2 && !player.model.document.chart.isLogarithmic)
  }

  /// Keys give way to the title and its numbers, and the numbers stay where they are.
  @Test func keysGiveWay() throws {
    for width in stride(from: 40, through: 200, by: 16) {
      let player = try player([], width: width, height: 40)
      for pane in player.model.derived.layout.panes where pane.rect.width >= 30 {
        let top = top(player, pane.pane.typeName)
        if pane.pane.typeName == "RacePane" { #expect(top.contains(" race ") && top.contains(" step  20 ")) }
        if pane.pane.typeName == "MapPane" { #expect(top.contains(" Bowl ")) }
        #expect(!top.dropFirst().dropLast().contains { "╭╮".contains($0) })
      }
    }
  }

  /// A formula that is too long for the border has rows of its own where there is room, and the map is below them.
  @Test func aLongFormulaHasItsOwnRow() throws {
    let formula = "(1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)²"
    for (width, height, rows) in [(200, 60, 0), (120, 40, 1), (60, 100, 1), (80, 24, 0)] {
      let player = Player(width: width, height: height)
      let rect = try #require(player.rect("MapPane"))
      #expect(player.mapRect.y == rect.y + 1 + rows, "\(width)x\(height)")
      let lines = player.picture("MapPane").split(separator: "\n")
      if rows > 0 {
        #expect(lines[1].contains(formula))
      } else {
        #expect(lines[0].contains(formula) == (width == 200))
      }
    }
  }

  @Test func aFormulaThatIsTooLongEndsInDots() throws {
    let long = (1...30).map { "(x - \($0)*y)^2" }.joined(separator: " + ")
    var player = Player(width: 120, height: 40)
    player.send(.open(.surfaces))
    player.send(.paste(long))
    player.send(.pick)
    let lines = player.picture("MapPane").split(separator: "\n").map(String.init)
    #expect(
      lines[2].contains("…") && lines[1].contains("(x - 2*y)^2") && lines[0].hasPrefix("╭─ formula ─ z fit"),
      "\(lines[0...3])")
    #expect(player.mapRect.height >= 30)
  }

  @Test(
    "The panel in focus has a border of its own in every number of colours", arguments: ColorDepth.allCases)
  func theFocusIsSeen(_ depth: ColorDepth) throws {
    for glyphs in GlyphSet.allCases {
      var player = Player(try .bowl(), width: 120, height: 40, depth: depth, glyphs: glyphs)
      for _ in 0..<4 {
        player.press(Key(.tab))
        let frame = render(player.model).frame
        var looks: [PaneID: Cell] = [:]
        for (pane, rect) in player.model.derived.layout.panes where pane.takesKeys || rect.height > 4 {
          let cell = frame[rect.x, rect.y + 2]
          looks[pane.id] = depth == .mono ? glyphs.monochrome(cell) : glyphs.cell(cell)
        }
        let focused = looks[player.model.panes.focus]
        #expect(looks.filter { $0.value == focused }.count == 1, "\(depth) \(glyphs)")
      }
    }
  }
}

extension PaneEntry {
  /// Whether keys stand in its title.
  fileprivate var takesKeys: Bool { ["RacePane", "SettingsPane", "ChartPane", "MapPane"].contains(typeName) }
}
