import Configuration
import Experiments
import OptvizApp
import TerminalGraphics
import Testing

/// Lists that stand beside the main view, which shows what is chosen.
struct DockTests {
  private func box(_ player: Player) throws -> Rect {
    try #require(render(player.model).regions.last { $0.target == .overlay }?.rect)
  }

  private func overlap(_ a: Rect, _ b: Rect) -> Bool {
    a.x < b.endX && b.x < a.endX && a.y < b.endY && b.y < a.endY
  }

  @Test(
    "The list of themes never covers the map",
    arguments: [(80, 24), (120, 40), (200, 60), (60, 100), (100, 100)],
    [false, true])
  func themesBesideTheMap(_ size: (Int, Int), inspects: Bool) throws {
    var player = Player(width: size.0, height: size.1)
    if inspects { player.press(.character("i")) }
    let map = try #require(player.rect("MapPane"))
    player.press(.character("T"))
    let box = try box(player)
    #expect(!overlap(box, map) && box.width >= 34 && box.height >= 8)
    // Of the panes beside the map it covers some whole, and leaves the others whole.
    for (pane, rect) in player.model.derived.layout.panes where overlap(rect, box) {
      #expect(
        box.y <= rect.y && box.endY >= rect.endY && box.x <= rect.x && box.endX >= rect.endX,
        "\(pane.typeName)")
    }
    for entry in ThemeCatalog.all.dropLast(size.1 < 30 ? 2 : 0) {
      #expect(player.picture(box).contains(" \(entry.id) "), "\(entry.id)")
    }
  }

  @Test func withoutPanelsTheListIsAStripAtTheEdge() throws {
    var player = Player(width: 120, height: 40)
    player.press(Key(.tab), Key(.tab), Key(.tab), .character("w"), .character("T"))
    let box = try box(player)
    #expect(box.endX == 120 && box.width <= 40)
  }

  /// Each row has the theme's ramp from valley to heights, and its paths on its ground.
  @Test func rowsShowEachThemesColours() throws {
    for depth in [ColorDepth.direct, .palette256] {
      var player = Player(width: 120, height: 40, depth: depth)
      player.press(.character("T"))
      let (frame, box) = (render(player.model).frame, try box(player))
      for (i, entry) in ThemeCatalog.all.enumerated() {
        let theme = entry.theme(for: depth)
        let cells = (box.x..<box.endX).map { frame[$0, box.y + 3 + i] }
        let strip = cells.filter { $0.symbol == "▌" }
        #expect(strip.count == 8 && strip.first?.foreground == theme.heat.first)
        #expect(strip.last?.background == theme.heat.last)
        let dots = cells.filter { $0.symbol == "●" }
        #expect(dots.compactMap(\.foreground) == Array(theme.paths.prefix(6)))
        #expect(dots.allSatisfy { $0.background == theme.ground })
      }
    }
  }

  /// Optimizers are put on and off while the map shows their paths, where their descriptions have room.
  @Test func optimizersStandBesideTheMapWhereThereIsRoom() throws {
    for (width, height, isBeside) in [(120, 40, true), (200, 60, true), (80, 24, true), (66, 16, false)] {
      var player = Player(width: width, height: height)
      let map = try #require(player.rect("MapPane"))
      player.press(.character("o"))
      let box = try box(player)
      #expect(overlap(box, map) != isBeside, "\(width)x\(height)")
      #expect(player.picture(box).contains("✓ ● GD"))
    }
  }

  @Test func aLongFormulaIsWrapped() throws {
    var player = Player(width: 120, height: 40)
    player.press(.character("o"))
    player.type("nadam")
    let text = player.picture(try box(player))
    #expect(text.contains("μₜ₊₁ ← ") && text.contains("S ← β₂S"), "\(text)")
  }
}
