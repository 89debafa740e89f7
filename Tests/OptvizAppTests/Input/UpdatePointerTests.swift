import OptvizApp
import TerminalGraphics
import Testing

struct UpdatePointerTests {
  private func region(_ player: Player, _ matches: (HitTarget) -> Bool) -> Rect? {
    render(player.model).regions.last { matches($0.target) && !$0.rect.isEmpty }?.rect
  }

  @Test func runsAndSettingsAreChosenByAClick() throws {
    var player = Player(try .bowl(), width: 120, height: 40)
    for run in 0..<3 {
      let row = try #require(region(player) { $0 == .run(run) })
      player.click(row.x, row.y)
      #expect(player.model.document.chosenRun == run)
      #expect(player.model.derived.layout.rect(of: player.model.panes.focus) == player.rect("RacePane"))
    }
    let setting = try #require(region(player) { $0 == .setting(3) })
    player.click(setting.x, setting.y)
    #expect(player.model.document.chosenSetting == 3)
    #expect(player.model.derived.layout.rect(of: player.model.panes.focus) == player.rect("SettingsPane"))
  }

  @Test func theTimelineIsScrubbed() throws {
    var player = Player(try .bowl())
    let bar = try #require(region(player) { $0 == .timeline(share: 0) && $0 != .map })
    player.click(bar.x, bar.y)
    #expect(player.model.step == 0)
    player.point(.press, bar.endX - 1, bar.y)
    #expect(player.model.step == 100)
    player.point(.drag, bar.x + (bar.width - 1) / 2, bar.y)
    #expect(abs(player.model.step - 50) <= 2)
    player.point(.scrollUp, bar.x, bar.y, button: 0)
    player.point(.scrollDown, bar.x, bar.y, button: 0)
    #expect(abs(player.model.step - 50) <= 2)
  }

  @Test func slidersReachTheirEnds() throws {
    var player = Player(try .bowl(), width: 120, height: 40)
    player.send(.chooseRun(1))
    func slider(_ index: Int) throws -> Rect {
      try #require(
        region(player) { if case .slider(let i, _) = $0 { i == index } else { false } })
    }
    for index in 0..<2 {
      let rect = try slider(index)
      let range = try #require(player.model.chosen?.settings.settings[index].slider)
      player.click(rect.endX - 1, rect.y)
      #expect(player.model.chosen?.settings.values[index] == range.upperBound)
      player.point(.press, rect.x, rect.y)
      #expect((player.model.chosen?.settings.values[index] ?? 9) <= range.lowerBound)
      player.point(.drag, rect.x + rect.width / 2, rect.y)
      let value = try #require(player.model.chosen?.settings.values[index])
      #expect(value > range.lowerBound && value < range.upperBound)
    }
  }

  @Test func theWheelOverTheTableChoosesRuns() throws {
    var player = Player(try .bowl(), width: 120, height: 40)
    let row = try #require(region(player) { $0 == .run(0) })
    player.send(.chooseRun(0), .focusNext, .chooseSetting(0))
    player.point(.scrollDown, row.x, row.y, button: 0)
    player.point(.scrollUp, row.x, row.y, button: 0)
    player.point(.scrollUp, row.x, row.y, button: 0)
    player.point(.scrollUp, row.x, row.y, button: 0)
    let top = player.model.document.chosenRun
    player.point(.scrollDown, row.x, row.y, button: 0)
    #expect(player.model.document.chosenRun != top && player.model.document.chosenSetting == 0)
  }

  @Test func clicksBesideAnOverlayCloseIt() throws {
    var player = Player(try .bowl())
    player.send(.open(.experiments))
    let box = try #require(region(player) { $0 == .overlay })
    player.click(box.x, box.y)
    #expect(player.model.lists.overlay != nil)
    player.click(0, 0)
    #expect(player.model.lists.overlay == nil && player.model.document.experiment.start.x == -4)
    player.send(.open(.surfaces))
    let row = try #require(region(player) { $0 == .pickerRow(2) })
    player.click(row.x + 3, row.y)
    #expect(
      player.model.lists.overlay == nil && player.model.document.experiment.surface.entry.card.id == "beale")
  }

  /// An overlay covers everything below it.
  @Test func dragsUnderAnOverlayDoNothing() throws {
    var player = Player(try .bowl())
    let bar = try #require(region(player) { $0 == .timeline(share: 0) && $0 != .map })
    player.send(.help)
    player.point(.drag, bar.endX - 1, bar.endY - 1)
    #expect(player.model.step == 20)
  }

  /// A release that was lost, as when the pointer leaves the window, leaves nothing behind.
  @Test func aLostReleaseIsForgotten() throws {
    var player = Player(try .bowl())
    let map = player.mapRect
    let view = player.model.document.map.view
    player.point(.press, map.x + 5, map.y + 5)
    let bar = try #require(region(player) { $0 == .timeline(share: 0) && $0 != .map })
    player.point(.press, bar.x, bar.y)
    player.point(.drag, bar.endX - 1, bar.y)
    #expect(player.model.document.map.view == view && player.model.step == 100)
  }

  @Test func onlyPanesThatTakeItGetTheFocus() throws {
    var player = Player(try .bowl(), width: 120, height: 40)
    let focus = player.model.panes.focus
    for row in 37..<40 { for column in stride(from: 0, to: 120, by: 7) { player.point(.move, column, row) } }
    player.click(119, 39)
    #expect(player.model.panes.focus == focus)
    let chart = try #require(player.rect("ChartPane"))
    player.click(chart.x, chart.y)
    #expect(player.model.derived.layout.rect(of: player.model.panes.focus) == chart)
  }

  /// The right one opens a menu, which `MenuTests` has.
  @Test func otherButtonsDoNothing() throws {
    var player = Player(try .bowl())
    let map = player.mapRect
    let before = render(player.model).frame
    for button in [0, 2] {
      player.point(.press, map.x + 3, map.y + 3, button: button)
      player.point(.release, map.x + 3, map.y + 3, button: button)
    }
    #expect(render(player.model).frame == before && player.model.document.experiment.start.x == -4)
  }

  @Test func playIsAButton() throws {
    var player = Player(try .bowl())
    let bar = try #require(player.rect("TimelinePane"))
    player.click(bar.x + 1, bar.y)
    #expect(player.model.playback.isPlaying)
    player.click(bar.x + 1, bar.y)
    #expect(!player.model.playback.isPlaying)
  }
}
