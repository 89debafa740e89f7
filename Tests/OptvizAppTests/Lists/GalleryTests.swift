import Experiments
import Optimization
import OptvizApp
import TerminalGraphics
import Testing

/// Surfaces and experiments as cards with small maps.
struct GalleryTests {
  /// Lets the program finish its computation.
  private func settled(_ player: inout Player) {
    var now = 0.0
    while player.model.nextTick(now: now) != nil, now < 100 {
      now += 1
      player.send(.tick(now: now))
    }
  }

  private func chosen(_ player: Player) -> String? {
    if case .picker(let picker) = player.model.lists.overlay { picker.chosen?.id } else { nil }
  }

  @Test func theGallery() throws {
    var player = Player(try .bowl(), width: 80, height: 24)
    player.press(.character("s"))
    settled(&player)
    let screen = render(player.model).frame.text
    for text in ["Bowl", "Rosenbrock", "Beale", "Himmelblau", "Saddle", "Styblinski", "✓ Bowl", "f = "] {
      #expect(screen.contains(text), "\(text)")
    }
    // The map of a surface that falls to the middle is darker in a corner than in the middle.
    let card = try #require(render(player.model).regions.last { $0.target == .pickerRow(0) }?.rect)
    let frame = render(player.model).frame
    func ground(_ column: Int, _ row: Int) -> Color? { frame[card.x + column, card.y + row].background }
    #expect(ground(0, 0) != ground(8, 2))
  }

  @Test func arrowsMoveInTwoDimensions() throws {
    var player = Player(try .bowl(), width: 80, height: 24)
    player.press(.character("s"), Key(.right), Key(.right))
    #expect(chosen(player) == SurfaceCatalog.all[2].card.id)
    player.press(Key(.down))
    #expect(chosen(player) == SurfaceCatalog.all[6].card.id, "four cards beside each other")
    player.press(Key(.up), Key(.left))
    #expect(chosen(player) == SurfaceCatalog.all[1].card.id)
    for _ in 0..<100 { player.press(Key(.down)) }
    let last = SurfaceCatalog.all.count + DataSetCatalog.all.count - 1
    guard case .picker(let picker) = player.model.lists.overlay else { return #expect(Bool(false)) }
    #expect(last - picker.selection < 4)
    player.press(Key(.pageUp), Key(.pageUp))
    player.press(Key(.enter))
    #expect(player.model.lists.overlay == nil)
  }

  @Test func aFewMapsAtATime() throws {
    var model = Player(try .bowl(), width: 200, height: 60).model
    let effects = update(&model, .open(.surfaces))
    #expect(effects.count == 1 && !effects[0].isLong)
    guard case .computeThumbnails(let keys, _) = effects[0] else { return #expect(Bool(false)) }
    #expect((1...4).contains(keys.count))
    _ = update(&model, effects[0].perform())
    #expect(model.nextTick(now: 5) == 5, "the rest comes with the next ticks")
    _ = update(&model, .close)
    #expect(model.nextTick(now: 5) == nil, "and not at all where nobody looks")
  }

  @Test func everyCardIsComputedOnce() throws {
    for kind in [Picker.Kind.surfaces, .experiments] {
      var player = Player(try .bowl(), width: 120, height: 40)
      player.send(.open(kind))
      for _ in 0..<50 {
        settled(&player)
        _ = render(player.model)
        player.press(Key(.right))
      }
      #expect(player.model.nextTick(now: 0) == nil)
    }
  }

  @Test func withoutRoomOrColoursItIsAList() throws {
    for (width, height, depth) in [
      (59, 24, ColorDepth.direct), (80, 19, .direct), (120, 40, .mono), (120, 40, .palette16),
    ] {
      var player = Player(try .bowl(), width: width, height: height, depth: depth)
      player.press(.character("s"), Key(.down))
      #expect(chosen(player) == SurfaceCatalog.all[1].card.id)
      #expect(player.model.nextTick(now: 0) == nil)
      #expect(render(player.model).frame.text.contains("Himmelblau"))
    }
  }

  @Test func everyOptimizerHasOneFamily() {
    let items = Picker(.optimizers, of: Player().model.environment).items
    #expect(Set(items.map(\.id)) == Set(bundled.optimizers.entries.map(\.card.id)))
    #expect(items.count == bundled.optimizers.entries.count)
    #expect(
      items.allSatisfy { $0.family != "Others" && !$0.family.isEmpty }, "a new optimizer needs a family")
  }
}
