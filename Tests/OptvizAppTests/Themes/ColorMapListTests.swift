import Configuration
import OptvizApp
import TerminalGraphics
import Testing

/// The colours of the heights, chosen apart from the theme.
struct ColorMapListTests {
  private func player(_ change: (inout Model.Opening) -> Void = { _ in }) throws -> Player {
    var opening = Model.Opening(try .bowl())
    opening.step = 5
    change(&opening)
    return Player(opening, width: 120, height: 40)
  }

  private func heat(_ id: String, _ player: Player) -> [Color]? {
    ColorMapCatalog.map(id)?.ramp(isDark: player.model.derived.theme.isDark, for: .direct)
  }

  /// The colours of the cells of the map without anything drawn upon them.
  private func grounds(_ player: Player) -> Set<Color> {
    let frame = render(player.model).frame
    let map = player.mapRect
    var colors: Set<Color> = []
    for row in map.y..<map.endY {
      for column in map.x..<map.endX where frame[column, row].symbol == "▀" {
        for color in [frame[column, row].foreground, frame[column, row].background] {
          if let color { colors.insert(color) }
        }
      }
    }
    return colors
  }

  @Test func goingThroughTheListShowsEachMap() throws {
    var player = try player()
    let own = player.model.derived.theme
    player.send(.open(.colorMaps))
    #expect(player.model.derived.theme == own)
    for id in ColorMapCatalog.ids {
      player.press(Key(.down))
      #expect(player.model.derived.theme.heat == heat(id, player), "\(id)")
      #expect(player.model.derived.theme.paths == own.paths)
      #expect(grounds(player).isSubset(of: player.model.derived.theme.heat))
    }
    player.press(Key(.escape))
    #expect(player.model.derived.theme == own && player.model.document.colorMap == nil)
  }

  @Test func enterKeepsTheChosenThroughOtherThemes() throws {
    var player = try player()
    player.send(.open(.colorMaps))
    player.type("mag")
    player.press(Key(.enter))
    #expect(player.model.document.colorMap?.id == "magma" && player.model.lists.overlay == nil)
    player.press(.character("t"))
    #expect(player.model.derived.theme.id == "paper")
    #expect(player.model.derived.theme.heat == heat("magma", player))
    // A map on a light ground leaves its dark end out.
    #expect(player.model.derived.theme.heat.allSatisfy { $0.lightness > 40 })
    // Looking through the themes and back keeps it.
    player.press(.character("T"), Key(.down), Key(.escape))
    #expect(player.model.document.colorMap?.id == "magma")
    player.send(.open(.colorMaps))
    player.press(Key(.home))
    player.type("theme")
    player.press(Key(.enter))
    #expect(player.model.document.colorMap == nil)
  }

  @Test func thePaletteAndTheCommandLineNameIt() throws {
    var player = try player()
    #expect(!player.model.arguments.contains("--colormap"))
    player.press(.character(":"))
    player.type("colormap viridis")
    player.press(Key(.enter))
    #expect(player.model.document.colorMap?.id == "viridis")
    let words = player.model.arguments
    let place = try #require(words.firstIndex(of: "--colormap"))
    #expect(words[place + 1] == "viridis")
    // Where the configuration names a map, the line says that the theme's own is wanted.
    var chosen = try self.player {
      $0.usualColorMap = ColorMapCatalog.map("mako")
      $0.colorMap = $0.usualColorMap
    }
    chosen.send(.setColorMap("theme"))
    #expect(chosen.model.arguments.contains("--colormap") && chosen.model.arguments.contains("theme"))
    chosen.send(.setColorMap("nothing"))
    #expect(chosen.model.document.colorMap == nil)
  }

  @Test func openingTakesIt() throws {
    let player = try player { $0.colorMap = ColorMapCatalog.map("cividis") }
    #expect(player.model.derived.theme.heat == heat("cividis", player))
  }

  /// With few colours there is nothing to choose, and it is said.
  @Test func fewColoursHaveNoMap() throws {
    var player = Player(try .bowl(), width: 120, height: 40, depth: .palette8)
    player.send(.setColorMap("viridis"))
    #expect(player.model.notice?.contains("no colours") == true)
    #expect(player.model.derived.theme.heat.isEmpty)
  }
}
