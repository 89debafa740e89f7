import Experiments
import Optimization
import OptvizApp
import TerminalGraphics
import Testing

struct PanePointerTests {
  /// A press and a release at a time.
  private func click(_ player: inout Player, _ column: Int, _ row: Int, at time: Double) {
    for action in [Pointer.Action.press, .release] {
      let region = render(player.model).region(column: column, row: row)
      player.send(.pointer(Pointer(action, button: 1, column: column, row: row, time: time), on: region))
    }
  }

  private func region(_ player: Player, _ matches: (HitTarget) -> Bool) -> Rect? {
    render(player.model).regions.last { matches($0.target) && !$0.rect.isEmpty }?.rect
  }

  @Test(arguments: ["MapPane", "ChartPane", "SettingsPane", "RacePane"], [false, true])
  func aDoubleClickFillsTheScreenAndBack(_ pane: String, plays: Bool) throws {
    var player = Player(try .bowl(), width: 120, height: 40)
    if plays { player.send(.togglePlay) }
    let (start, step) = (player.model.document.experiment.start, player.model.step)
    let before = player.model.derived.layout.panes.map(\.rect)
    let rect = try #require(player.rect(pane))
    click(&player, rect.x + 12, rect.y + 4, at: 10)
    click(&player, rect.x + 12, rect.y + 4, at: 10.2)
    #expect(player.rect(pane)?.width == 120)
    // The first click was undone.
    #expect(player.model.document.experiment.start == start && player.model.step == step)
    #expect(player.model.playback.isPlaying == plays)
    // A third one soon after is a click, not another half of a double click.
    click(&player, 60, 20, at: 11)
    click(&player, 60, 20, at: 11.1)
    #expect(player.model.derived.layout.panes.map(\.rect) == before)
    #expect(player.model.document.experiment.start == start)
  }

  @Test func slowOrDistantClicksAreTwo() throws {
    var player = Player(try .bowl(), width: 120, height: 40)
    let map = player.mapRect
    click(&player, map.x + 9, map.y + 9, at: 1)
    click(&player, map.x + 9, map.y + 9, at: 1.5)
    click(&player, map.x + 30, map.y + 9, at: 1.6)
    #expect(player.rect("MapPane")?.width != 120)
    let start = player.model.document.experiment.start
    let projection = Projection(map, x: player.model.document.map.view.x, y: player.model.document.map.view.y)
    let cell = try #require(projection.cell(of: SIMD2(start.x, start.y)))
    #expect(abs(cell.column - map.x - 30) <= 1 && abs(cell.row - map.y - 9) <= 1)
  }

  @Test func buttonsAreClickedAsOftenAsOneLikes() throws {
    var player = Player(try .bowl())
    let bar = try #require(player.rect("TimelinePane"))
    for i in 1...6 {
      click(&player, bar.x + 1, bar.y, at: 3 + Double(i) / 20)
      #expect(player.model.playback.isPlaying == (i % 2 == 1))
    }
  }

  @Test func bordersAreDragged() throws {
    var player = Player(width: 120, height: 40)
    let race = try #require(player.rect("RacePane"))
    // Either side of a border works.
    for (column, width) in [(race.x, race.width), (race.x - 1, race.width)] {
      player.point(.press, column, 20)
      player.point(.drag, column - 10, 3)
      #expect(player.rect("RacePane")?.width == width + 10)
      player.point(.drag, column + 4, 39)
      #expect(player.rect("RacePane")?.width == width - 4)
      player.point(.drag, column, 10)
      player.point(.release, column, 10)
      #expect(player.rect("RacePane") == race)
    }
    let (settings, chart) = (
      try #require(player.rect("SettingsPane")), try #require(player.rect("ChartPane"))
    )
    player.point(.press, chart.x + 20, chart.y)
    player.point(.drag, 3, chart.y - 3)
    player.point(.release, 3, chart.y - 3)
    #expect(player.rect("ChartPane")?.y == chart.y - 3 && player.rect("ChartPane")?.endY == chart.endY)
    #expect(player.rect("SettingsPane")?.y == settings.y)
  }

  @Test func theBorderBelowTheMapIsDragged() throws {
    var player = Player(width: 60, height: 100)
    let map = try #require(player.rect("MapPane"))
    player.point(.press, 30, map.endY)
    player.point(.drag, 30, map.endY - 7)
    #expect(player.rect("MapPane")?.height == map.height - 7)
    player.point(.drag, 30, 0)
    #expect(player.rect("MapPane")?.height == 8)
  }

  /// The grabbed part follows the pointer wherever it goes, until the release.
  @Test func aDragKeepsWhatItTookHoldOf() throws {
    var player = Player(try .bowl(), width: 120, height: 40)
    player.send(.chooseRun(1))
    let slider = try #require(region(player) { if case .slider(0, _) = $0 { true } else { false } })
    let range = try #require(player.model.chosen?.settings.settings[0].slider)
    player.point(.press, slider.x + 3, slider.y)
    player.point(.drag, 119, 39)
    #expect(player.model.chosen?.settings.values[0] == range.upperBound)
    player.point(.drag, 0, 0)
    #expect((player.model.chosen?.settings.values[0] ?? 9) <= range.lowerBound)
    player.point(.release, 0, 0)
    let bar = try #require(region(player) { $0 == .timeline(share: 0) })
    player.point(.press, bar.x + 3, bar.y)
    player.point(.drag, bar.x + bar.width / 2, 3)
    #expect(abs(player.model.step - 50) <= 3)
    player.point(.drag, 119, 0)
    #expect(player.model.step == 100)
    player.point(.release, 119, 0)
    player.point(.drag, bar.x, bar.y)
    #expect(player.model.step == 100)
  }

  @Test func aClickOnAHeadChoosesItsRun() throws {
    var player = Player(try .bowl(), width: 120, height: 40, step: 8)
    let start = player.model.document.experiment.start
    let projection = Projection(
      player.mapRect, x: player.model.document.map.view.x, y: player.model.document.map.view.y)
    for run in [2, 0, 1] {
      let p = player.model.derived.race.timelines[run].track.points[8].position
      let cell = try #require(projection.cell(of: SIMD2(p.x, p.y)))
      player.click(cell.column, cell.row)
      #expect(player.model.document.chosenRun == run && player.model.document.experiment.start == start)
    }
  }

  @Test func aClickOnACurveChoosesItsRun() throws {
    var player = Player(try .bowl(), width: 120, height: 40, step: 100)
    let chart = try #require(player.rect("ChartPane"))
    let plot = try #require(
      render(player.model).regions.last {
        chart.contains(column: $0.rect.x, row: $0.rect.y) && $0.target == .timeline(share: 0)
      }?.rect)
    var chosen: Set<Int> = []
    for row in plot.y..<plot.endY {
      player.click(plot.x + plot.width / 2, row)
      chosen.insert(player.model.document.chosenRun)
    }
    #expect(chosen == [0, 1, 2])
  }

  @Test func theWheelZoomsASlice() throws {
    var player = Player(try .bowl(), width: 120, height: 40)
    player.send(.setView(.sliceX))
    let slice = try #require(player.rect("SlicePane"))
    let view = player.model.document.map.view
    player.point(.scrollUp, slice.x + 40, slice.y + 10, button: 0)
    #expect(player.model.document.map.view.y == view.y)
    let (before, after) = (
      view.x.upperBound - view.x.lowerBound,
      player.model.document.map.view.x.upperBound - player.model.document.map.view.x.lowerBound
    )
    #expect(abs(after / before - 0.8) < 1e-9)
  }

  /// Escape stops background work and keeps the sketch; later results are not shown as progress.
  @Test func escapeStopsLongWork() throws {
    let data = try Experiment.line(examples: 4000, model: .logistic, ["gd"], steps: 10)
    var player = Player(data, width: 120, height: 40)
    let sketching = update(&player.model, .pan(1, 0))
    #expect(sketching.count == 1 && sketching[0].isLong)
    let whole = update(&player.model, sketching[0].perform())
    guard case .computeMap(let request)? = whole.first else {
      Issue.record("no map is asked for")
      return
    }
    #expect(KeyBindings.command(for: Key(.escape), in: player.model) != .cancelWork)
    _ = update(&player.model, .mapProgress(request, 0.4))
    let map = try #require(player.rect("MapPane"))
    let border = Rect(x: 0, y: map.endY - 1, width: map.width, height: 1)
    #expect(player.picture(border).contains("━━━━") && player.picture(border).contains(" 40 %  esc stops "))
    #expect(player.footer.contains("esc stop"))
    let sketch = player.model.derived.map.scene
    let message = try #require(KeyBindings.command(for: Key(.escape), in: player.model))
    #expect(update(&player.model, message) == [.abandonWork(.picture)])
    let late = [
      events(.mapProgress(request, 0.5)), commands(.step(1)), events(.pointerLeft), commands(.cancelWork),
    ].flatMap(\.self)
    for late in late {
      #expect(update(&player.model, late).isEmpty)
      #expect(!player.picture(border).contains("computing"))
    }
    #expect(player.model.derived.map.scene?.source == sketch?.source)
    // Another view is computed again, and so is this one when it comes back.
    #expect(update(&player.model, .pan(1, 0)).count == 1)
    #expect(update(&player.model, .pan(-1, 0)).count == 1)
  }
}
