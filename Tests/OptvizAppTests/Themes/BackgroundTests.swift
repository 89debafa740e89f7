import Configuration
import OptvizApp
import TerminalGraphics
import Testing

/// A theme that follows the terminal's ground, and pictures that follow what the terminal turns out to show.
struct BackgroundTests {
  private func player(isLight: Bool = false, usually: Bool = false) throws -> Player {
    var opening = Model.Opening(try .bowl())
    opening.step = 5
    opening.themes = ThemeShelf(usuallyFollowsBackground: usually)
    opening.followsBackground = true
    var player = Player(opening, width: 120, height: 40, depth: .palette256)
    player.report { $0.isLight = isLight }
    return player
  }

  @Test func theThemeIsAsLightAsTheTerminal() throws {
    var player = try player()
    #expect(player.model.document.theme.id == "night")
    player.report { $0.isLight = true }
    #expect(player.model.document.theme.id == "paper")
    #expect(render(player.model).frame[0, 39].background == player.model.derived.theme.ground)
    player.report { $0.isLight = false }
    #expect(player.model.document.theme.id == "night")
  }

  @Test func aChosenThemeStays() throws {
    var player = try player()
    player.send(.setTheme("night"))
    player.report { $0.isLight = true }
    #expect(player.model.document.theme.id == "night")
    player.send(.setTheme("auto"))
    #expect(player.model.document.theme.id == "paper")
  }

  @Test func lookingThroughTheListChangesNothing() throws {
    var player = try player()
    player.press(.character("T"), Key(.down), Key(.down), Key(.escape))
    #expect(player.model.document.theme.id == "night")
    player.report { $0.isLight = true }
    #expect(player.model.document.theme.id == "paper")
  }

  @Test func theLineThatBringsTheViewBackSaysSo() throws {
    let words = try player(isLight: true).model.arguments
    #expect(words.contains("--theme") && words.contains("auto"))
    #expect(!(try player(usually: true)).model.arguments.contains("--theme"))
    var chosen = try player(usually: true)
    chosen.send(.setTheme("night"))
    #expect(chosen.model.arguments.contains("night"))
  }

  @Test func moreColoursAndSymbolsDrawTheSameAsAFreshStart() throws {
    for (depth, glyphs) in [(ColorDepth.palette256, GlyphSet.unicode), (.palette8, .ascii), (.mono, .ascii)] {
      var player = Player(try .bowl(), width: 120, height: 40, depth: depth, glyphs: glyphs)
      player.report { $0 = TerminalTraits(depth: .direct, glyphs: .unicode) }
      let fresh = Player(try .bowl(), width: 120, height: 40)
      #expect(render(player.model).frame == render(fresh.model).frame)
    }
  }

  @Test(
    "A marker that was asked for is drawn as soon as the terminal can show it, and no other is taken in its place"
  )
  func chosenMarkers() throws {
    for marker in MarkerSet.everywhere where marker.paths != .octant {
      var opening = Model.Opening(try .bowl())
      opening.markers = marker.id
      opening.step = 20
      var player = Player(opening, width: 120, height: 40, depth: .direct, glyphs: .ascii)
      player.report { $0 = TerminalTraits(depth: .direct, glyphs: .unicode) }
      #expect(player.model.document.markers.id == marker.id)
      let fresh = Player(opening, width: 120, height: 40)
      #expect(render(player.model).frame == render(fresh.model).frame)
    }
    // One that was chosen with a key counts as well.
    var player = Player(try .bowl(), width: 120, height: 40, glyphs: .ascii)
    player.send(.setMarkers("ascii"))
    player.report { $0 = TerminalTraits(depth: .direct, glyphs: .unicode) }
    #expect(player.model.document.markers.id == "ascii")
  }
}

extension Player {
  /// The terminal tells something about itself.
  fileprivate mutating func report(_ change: (inout TerminalTraits) -> Void) {
    var terminal = model.environment.terminal
    change(&terminal)
    send(.terminal(terminal))
  }
}
