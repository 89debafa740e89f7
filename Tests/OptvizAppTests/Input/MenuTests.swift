import Experiments
import Optimization
import OptvizApp
import TerminalGraphics
import Testing

/// The menu of what is under the pointer.
struct MenuTests {
  private func menuBox(_ player: Player) -> Rect? {
    render(player.model).regions.last { $0.target == .overlay }?.rect
  }

  private func rows(_ player: Player) -> [String] {
    guard let box = menuBox(player) else { return [] }
    return player.picture(box.inside).split(separator: "\n").map { String($0.drop { $0 == " " }) }
  }

  /// Opens the menu at a cell and takes a row by its name, by keys or by a click.
  private func take(_ name: String, _ player: inout Player, byKeys: Bool) throws {
    let row = try #require(rows(player).firstIndex { $0.hasPrefix(name) }, "\(rows(player))")
    if byKeys {
      for _ in 0..<row { player.press(Key(.down)) }
      player.press(Key(.enter))
    } else {
      let box = try #require(menuBox(player))
      player.click(box.x + 2, box.y + 1 + row)
    }
    #expect(menuBox(player) == nil)
  }

  @Test(arguments: [true, false])
  func onTheMap(byKeys: Bool) throws {
    let fresh = Player(try .bowl(), width: 120, height: 40)
    let (column, row) = (fresh.mapRect.x + 17, fresh.mapRect.y + 5)
    let view = fresh.model.document.map.view
    let projection = Projection(fresh.mapRect, x: view.x, y: view.y)
    let world = projection.center(column: column, row: row)
    func taking(_ name: String) throws -> Player {
      var player = fresh
      player.point(.press, column, row, button: 3)
      player.point(.release, column, row, button: 3)
      try take(name, &player, byKeys: byKeys)
      return player
    }
    var clicked = fresh
    clicked.click(column, row)
    #expect(try taking("start here").model.document.experiment == clicked.model.document.experiment)
    let centred = try taking("centre here").model.document.map.view
    #expect(abs((centred.x.lowerBound + centred.x.upperBound) / 2 - world.x) < 1e-9)
    #expect(abs((centred.y.lowerBound + centred.y.upperBound) / 2 - world.y) < 1e-9)
    #expect(abs(centred.size.x - view.size.x) < 1e-9)
    for (name, factor) in [("zoom in", 0.5), ("zoom out", 2)] {
      let zoomed = try taking(name).model.document.map.view
      #expect(abs(zoomed.size.x / view.size.x - factor) < 1e-9)
      let after = Projection(fresh.mapRect, x: zoomed.x, y: zoomed.y).center(column: column, row: row)
      #expect(abs(after.x - world.x) < 1e-9 && abs(after.y - world.y) < 1e-9)
    }
    var reset = fresh
    reset.press(.character("z"))
    #expect(try taking("reset view").model.document.map.view == reset.model.document.map.view)
    // Each is one change.
    var undone = try taking("zoom in")
    undone.press(.character("u"))
    #expect(undone.model.document.map.view == view)
  }

  @Test(arguments: [true, false])
  func onARun(byKeys: Bool) throws {
    let fresh = Player(try .bowl(), width: 120, height: 40)
    let place = try #require(render(fresh.model).regions.last { $0.target == .run(2) }?.rect)
    func taking(_ name: String) throws -> Player {
      var player = fresh
      player.point(.press, place.x + 4, place.y, button: 3)
      try take(name, &player, byKeys: byKeys)
      return player
    }
    #expect(try taking("choose Adam").model.document.chosenRun == 2)
    let hidden = try taking("hide Adam").model.document
    #expect(hidden.hiddenRuns == [2] && hidden.chosenRun == 1)
    var removed = try taking("remove Adam")
    #expect(removed.model.document.experiment.optimizers.map(\.entry.card.id) == ["gd", "momentum"])
    removed.press(.character("u"))
    #expect(removed.model.document.experiment == fresh.model.document.experiment)
    #expect(try taking("zoom panel").rect("RacePane")?.width == 120)
    #expect(try taking("hide panel").rect("RacePane") == nil)
  }

  @Test func onASettingAndTheChart() throws {
    let fresh = Player(try .bowl(), width: 120, height: 40)
    func taking(_ name: String, at place: Rect?, in player: Player) throws -> Player {
      var player = player
      let place = try #require(place)
      player.point(.press, place.x + 1, place.y, button: 3)
      try take(name, &player, byKeys: true)
      return player
    }
    let lr = render(fresh.model).regions.last { $0.target == .setting(0) }?.rect
    let up = try taking("step up", at: lr, in: fresh)
    #expect(up.model.document.experiment != fresh.model.document.experiment)
    let reset = try taking("reset to", at: lr, in: up)
    let settings = try #require(reset.model.chosen?.settings)
    #expect(settings.values[0] == settings.settings[0].standard)
    #expect(try taking("type a value", at: lr, in: fresh).model.settings.typedValue != nil)
    let chart = fresh.rect("ChartPane").map { Rect(x: $0.x + 10, y: $0.y + 3, width: 1, height: 1) }
    #expect(try taking("show gradient norm", at: chart, in: fresh).model.document.chart.quantity == .gradient)
    #expect(try !taking("linear axis", at: chart, in: fresh).model.document.chart.isLogarithmic)
    #expect(
      try taking("count by evaluations", at: chart, in: fresh).model.document.chart.span == .evaluations)
  }

  /// The pointer chooses rows, letters too; escape and a press elsewhere close it without a change.
  @Test func choosingAndLeaving() throws {
    var player = Player(try .bowl(), width: 120, height: 40)
    let document = player.model.document
    let (column, row) = (player.mapRect.x + 17, player.mapRect.y + 5)
    player.point(.press, column, row, button: 3)
    let box = try #require(menuBox(player))
    player.point(.move, box.x + 3, box.y + 4, button: 0)
    #expect(player.model.lists.menuSelection == 3)
    player.type("z")
    #expect(player.model.lists.menuSelection == 5)
    player.type("z")
    #expect(player.model.lists.menuSelection == 2)
    player.press(Key(.escape))
    #expect(player.model.lists.overlay == nil)
    player.point(.press, column, row, button: 3)
    player.click(2, 2)
    #expect(player.model.lists.overlay == nil && player.model.document == document)
    // Pressed elsewhere it opens there; over a list it does nothing.
    player.point(.press, column, row, button: 3)
    player.point(.press, column + 20, row + 10, button: 3)
    #expect(menuBox(player).map { $0.y > box.y } == true)
    player.press(Key(.escape))
    player.send(.help)
    player.point(.press, column, row, button: 3)
    guard case .help = player.model.lists.overlay else { return #expect(Bool(false)) }
  }

  /// Wherever it opens, it lies inside the screen and each row can be reached.
  @Test(arguments: [(40, 12), (80, 24), (120, 40)])
  func everywhere(_ size: (Int, Int)) throws {
    let fresh = Player(width: size.0, height: size.1)
    for row in stride(from: 0, to: size.1, by: 3) {
      for column in stride(from: 0, to: size.0, by: 7) + [size.0 - 1] {
        var player = fresh
        player.point(.press, column, row, button: 3)
        guard let box = menuBox(player) else { continue }
        #expect(box.x >= 0 && box.y >= 0 && box.endX <= size.0 && box.endY <= size.1)
        player.press(Key(.end))
        #expect(render(player.model).frame.width == size.0)
        player.press(Key(.enter))
        #expect(player.model.lists.overlay == nil)
      }
    }
  }
}

private func + (numbers: StrideTo<Int>, more: [Int]) -> [Int] { Array(numbers) + more }
