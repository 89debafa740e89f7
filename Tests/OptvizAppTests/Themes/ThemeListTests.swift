import Configuration
import OptvizApp
import TerminalGraphics
import Testing

struct ThemeListTests {
  private func mine(_ id: String = "mine", ground: String = "#123456", isListed: Bool = true) -> ThemeEntry {
    ThemeEntry(
      id, file: "/home/me/\(id).toml", text: Array("summary = 'Mine.'\nground = '\(ground)'".utf8),
      isListed: isListed)
  }

  private func player(own: [ThemeEntry] = [], usual: ThemeEntry? = nil) throws -> Player {
    var opening = Model.Opening(try .bowl())
    opening.step = 5
    opening.themes = ThemeShelf(own: own, usual: usual ?? ThemeCatalog.standard)
    opening.theme = opening.themes.usual
    return Player(opening, width: 120, height: 40)
  }

  @Test func goingThroughTheListShowsEachTheme() throws {
    var player = try player()
    player.press(.character("T"))
    for entry in ThemeCatalog.all.dropFirst() {
      player.press(Key(.down))
      #expect(player.model.derived.theme == entry.theme(for: .direct))
      #expect(render(player.model).frame[0, 39].background == player.model.derived.theme.ground)
    }
    player.press(Key(.up))
    #expect(player.model.derived.theme.id == ThemeCatalog.all[ThemeCatalog.all.count - 2].id)
  }

  @Test func escapeBringsTheFormerBack() throws {
    var player = try player()
    let former = player.model.derived.theme
    player.press(.character("T"), Key(.down), Key(.down))
    #expect(player.model.derived.theme != former)
    player.press(Key(.escape))
    #expect(player.model.derived.theme == former && player.model.lists.overlay == nil)
    // The next list has nothing to restore.
    player.press(.character("t"), .character("s"), Key(.escape))
    #expect(player.model.derived.theme.id == ThemeCatalog.all[1].id)
  }

  @Test func enterKeepsTheChosen() throws {
    var player = try player()
    player.press(.character("T"), Key(.down), Key(.enter))
    #expect(player.model.derived.theme.id == ThemeCatalog.all[1].id && player.model.lists.overlay == nil)
    player.press(.character("T"))
    player.type("gruv")
    #expect(player.model.derived.theme.id == "gruvbox")
    player.type("xyz")
    #expect(player.model.derived.theme.id == ThemeCatalog.all[1].id)
    player.press(Key(.enter), Key(.escape))
    #expect(player.model.derived.theme.id == ThemeCatalog.all[1].id)
  }

  @Test func ownThemesAreOnTheShelf() throws {
    let shelf = ThemeShelf(own: [mine(), mine("night")])
    #expect(shelf.entries.count == ThemeCatalog.all.count + 1)
    #expect(shelf.entries[0] == mine("night") && shelf.entries.last == mine())
    var player = try player(own: [mine()])
    player.press(.character("T"))
    player.type("mine")
    #expect(player.model.derived.theme.ground == Color(0x123456))
    player.press(Key(.enter))
    for _ in 0...ThemeCatalog.all.count { player.press(.character("t")) }
    #expect(player.model.derived.theme.id == "mine")
  }

  /// The line must restore the view whatever the configuration contains.
  @Test func theLineThatBringsTheViewBackNamesTheTheme() throws {
    let paper = try #require(ThemeCatalog.entry("paper"))
    #expect(!(try player()).model.arguments.contains("--theme"))
    var player = try player(usual: paper)
    #expect(
      player.model.arguments.suffix(2) == ["--theme", "paper"] || player.model.arguments.contains("paper"))
    let isNight = player.press(.character("t")) { $0.model.derived.theme.id == "night" }
    #expect(isNight)
    #expect(player.model.arguments.contains("night"))
    let loose = try self.player(usual: mine(isListed: false))
    #expect(loose.model.arguments.contains("/home/me/mine.toml"))
  }

  @Test func openingTakesSpeedAndNotice() throws {
    var opening = Model.Opening(try .bowl())
    opening.step = 0
    opening.speed = 60
    opening.notice = "config.toml, line 3, column 5: something"
    var player = Player(opening)
    #expect(player.footer.contains("config.toml, line 3"))
    #expect(player.model.document.speed == 60 && player.model.arguments.contains("--speed"))
    player.press(.character("."))
    #expect(!player.footer.contains("config.toml"))
    for speed in [0, -3, .infinity, .nan, 1e300] as [Double] {
      opening.speed = speed
      let model = Player(opening).model
      #expect(model.document.speed >= 1 && model.document.speed <= 100_000, "\(speed)")
    }
  }
}
