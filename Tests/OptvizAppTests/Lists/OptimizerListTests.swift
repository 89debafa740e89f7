import Experiments
import OptvizApp
import TerminalGraphics
import Testing

/// The list of optimizers stays open: enter adds, space puts on and off.
struct OptimizerListTests {
  private func opened(_ typed: String = "", width: Int = 120, height: Int = 40) throws -> Player {
    var player = Player(try .bowl(), width: width, height: height)
    player.press(.character("o"))
    player.type(typed)
    return player
  }

  private func picker(_ player: Player) throws -> Picker {
    guard case .picker(let picker) = player.model.lists.overlay else {
      throw CancellationError()
    }
    return picker
  }

  private func ids(_ player: Player) -> [String] {
    player.model.document.experiment.optimizers.map(\.entry.card.id)
  }

  @Test(
    "Enter adds, typed or picked, and the next letter replaces the text", arguments: [(80, 24), (120, 40)])
  func enterAddsAndStays(_ size: (Int, Int)) throws {
    var player = try opened("adagrad", width: size.0, height: size.1)
    player.press(Key(.enter))
    #expect(ids(player) == ["gd", "momentum", "adam", "adagrad"] && player.model.document.chosenRun == 3)
    #expect(try picker(player).filter == "adagrad" && picker(player).isFilterSelected)
    #expect(player.footer.contains("Adagrad added as run 4"))
    player.type("adam:lr=0.5")
    #expect(try picker(player).filter == "adam:lr=0.5" && !picker(player).isFilterSelected)
    player.press(Key(.enter))
    #expect(ids(player).last == "adam" && player.model.chosen?.rate == 0.5)
    #expect(try picker(player).isFilterSelected && player.footer.contains("adam:lr=0.5 added as run 5"))
    player.type("@cosine")
    player.press(Key(.enter))
    #expect(player.model.chosen?.schedule?.entry.card.id == "cosine" && ids(player).count == 5)
    #expect(try picker(player).isFilterSelected)
    player.press(Key(.backspace))
    #expect(try picker(player).filter.isEmpty)
    player.press(Key(.escape))
    #expect(player.model.lists.overlay == nil && ids(player).count == 5)
  }

  /// Two rates of one optimizer side by side need no second list.
  @Test func oneOptimizerTwice() throws {
    var player = try opened("adam")
    player.press(Key(.enter))
    #expect(ids(player) == ["gd", "momentum", "adam", "adam"] && player.model.document.chosenRun == 3)
    #expect(player.footer.contains("Adam added once more as run 4; space takes it off"))
    #expect(render(player.model).frame.text.contains("Adam ×2"))
    player.press(.character(" "))
    #expect(ids(player) == ["gd", "momentum"])
    player.press(.character(" "))
    #expect(ids(player) == ["gd", "momentum", "adam", "adam"] && player.model.document.chosenRun == 3)
    #expect(player.model.document.experiment.optimizers[2].rate == 0.1)
  }

  /// A whole name is chosen, wherever it stands among those that contain it.
  @Test func aWholeNameIsChosen() throws {
    for entry in bundled.optimizers.entries {
      let player = try opened(entry.card.id)
      #expect(try picker(player).chosen?.id == entry.card.id)
    }
    for entry in bundled.entries {
      var player = Player(width: 120, height: 40)
      player.send(.open(.experiments))
      player.type(entry.id)
      #expect(try picker(player).chosen?.id == entry.id)
    }
  }

  @Test func theSelectedTextIsSeen() throws {
    var player = try opened("adagrad")
    func reversed(_ player: Player) -> Int {
      let frame = render(player.model).frame
      return (0..<frame.width).map { frame[$0, box(player).y + 1] }.count { $0.attributes.contains(.reverse) }
    }
    func box(_ player: Player) -> Rect {
      render(player.model).regions.last { $0.target == .overlay }?.rect
        ?? Rect(x: 0, y: 0, width: 0, height: 0)
    }
    #expect(reversed(player) == 0)
    player.press(Key(.enter))
    #expect(reversed(player) == "adagrad".count)
  }
}
