import Experiments
import Optimization
import OptvizApp
import TerminalGraphics
import Testing

/// Runs are removed and come back; a list has them all, also beyond nine.
struct RunListTests {
  private func ids(_ player: Player) -> [String] {
    player.model.document.experiment.optimizers.map(\.entry.card.id)
  }

  @Test(arguments: [Key.character("D"), Key(.delete)])
  func theChosenRunIsRemoved(_ key: Key) throws {
    var player = Player(try .bowl())
    let before = player.model.document.experiment
    player.press(key)
    #expect(ids(player) == ["gd", "adam"] && player.footer.contains("Momentum is removed; u brings it back"))
    player.press(.character("u"))
    #expect(player.model.document.experiment == before)
    player.press(key, key, key)
    #expect(ids(player).count == 1 && player.footer.contains("a race needs an optimizer"))
  }

  /// Added again it has its settings; of two runs of one optimizer each comes back with its own.
  @Test func settingsComeBack() throws {
    var player = Player(try .bowl())
    player.send(.addOptimizer(try bundled.specification.optimizer("adam:lr=0.3")))
    let before = player.model.document.experiment
    player.press(.character("D"), .character("3"), .character("D"))
    #expect(ids(player) == ["gd", "momentum"])
    player.send(.open(.optimizers))
    player.type("adam")
    player.send(.pick)
    #expect(ids(player) == ["gd", "momentum", "adam"] && player.model.chosen?.rate == 0.1)
    player.send(.pick)
    #expect(player.model.document.experiment == before && player.model.document.chosenRun == 3)
  }

  @Test func theRunBelowIsChosenThen() throws {
    var player = Player(try .bowl(), step: 60)
    for _ in 0..<5 { player.press(Key(.up)) }
    let first = player.model.document.chosenRun
    player.press(Key(.down))
    let second = ids(player)[player.model.document.chosenRun]
    player.press(.character(Character(String(first + 1))), .character("D"))
    #expect(ids(player)[player.model.document.chosenRun] == second)
  }

  /// The twelfth run is chosen, hidden, shown and removed in the list.
  @Test func runsBeyondNine() throws {
    var many = Player().model.document.experiment
    many.optimizers += many.optimizers
    for (width, height) in [(80, 24), (120, 40)] {
      var player = Player(many, width: width, height: height)
      player.press(.character("0"))
      player.type("12")
      #expect(render(player.model).frame.text.contains("1 of 12"))
      player.press(.character(" "))
      #expect(player.model.document.hiddenRuns == [11] && player.model.lists.overlay != nil)
      #expect(render(player.model).frame.text.contains("hidden"))
      player.press(Key(.enter))
      #expect(player.model.document.hiddenRuns.isEmpty && player.model.document.chosenRun == 11)
      #expect(player.model.lists.overlay == nil)
      player.press(.character("0"), Key(.delete))
      #expect(player.model.document.experiment.optimizers.count == 11 && player.model.lists.overlay != nil)
    }
  }

  @Test func allViewsAreListed() throws {
    for data in [false, true] {
      var player = Player(data ? try .data() : nil, width: 120, height: 40)
      player.press(.character("V"))
      let text = render(player.model).frame.text
      #expect(text.contains("gradient field") && text.contains("slice along the second"))
      #expect(text.contains("Needs data") == !data)
      player.type("3-D")
      player.press(Key(.enter))
      #expect(player.model.derived.layout.mainView == .solid && player.model.lists.overlay == nil)
      player.press(.character("V"))
      player.type("map and")
      player.press(Key(.enter))
      #expect((player.model.derived.layout.mainView == .both) == data)
      #expect(player.footer.contains("needs data") == !data)
    }
  }

  /// From the colours on display to the next ones, and after the last to the theme's own.
  @Test func coloursFollowOneAnother() {
    var player = Player(width: 120, height: 40)
    player.send(.setColorMap("viridis"))
    player.press(.character("R"))
    let next = player.model.document.colorMap?.id
    #expect(next != nil && next != "viridis")
    #expect(player.press(.character("R")) { $0.model.document.colorMap == nil })
    #expect(player.press(.character("R")) { $0.model.document.colorMap?.id == "viridis" })
  }
}
