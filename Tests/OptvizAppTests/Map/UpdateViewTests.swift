import Configuration
import Optimization
import OptvizApp
import SeededNumbers
import TerminalGraphics
import Testing

struct UpdateViewTests {
  private func near(_ a: Domain, _ b: Domain, _ tolerance: Double = 1e-9) -> Bool {
    let pairs = [
      (a.x.lowerBound, b.x.lowerBound), (a.x.upperBound, b.x.upperBound), (a.y.lowerBound, b.y.lowerBound),
      (a.y.upperBound, b.y.upperBound),
    ]
    return pairs.allSatisfy { abs($0 - $1) <= tolerance }
  }

  @Test func zTogglesFitAndDomain() throws {
    var player = Player(try .bowl())
    let fitted = player.model.document.map.view
    #expect(!player.model.document.map.isChosen)
    player.press(.character("z"))
    #expect(
      player.model.document.map.view == player.model.document.experiment.domain
        && player.model.document.map.isChosen)
    // Between the domain and the race is the chosen run's head.
    player.press(.character("z"), .character("z"))
    #expect(player.model.document.map.view == fitted && !player.model.document.map.isChosen)
    player.send(.zoom(0.5), .pan(3, 1))
    #expect(player.model.document.map.isChosen)
    player.press(.character("z"))
    #expect(player.model.document.map.view == fitted)
  }

  @Test func theFitShowsTheRace() throws {
    let player = Player(step: 198)
    let view = player.model.document.map.view
    for timeline in player.model.derived.race.timelines {
      for p in timeline.track.positions
      where player.model.document.experiment.domain.x.contains(p.x)
        && player.model.document.experiment.domain.y.contains(p.y)
      {
        #expect(view.x.contains(p.x) && view.y.contains(p.y))
      }
    }
  }

  @Test func zoomAndPanUndoEachOther() throws {
    var player = Player(try .bowl())
    let view = player.model.document.map.view
    player.send(.zoom(0.8), .zoom(1.25), .pan(2, -1), .pan(-2, 1))
    #expect(near(player.model.document.map.view, view))
    player.send(.pan(1, 0))
    let width = view.x.upperBound - view.x.lowerBound
    #expect(abs(player.model.document.map.view.x.lowerBound - view.x.lowerBound - width / 10) < 1e-9)
    for factor in [0, -1, .nan, .infinity, 1e300, 1e-300] { player.send(.zoom(factor)) }
    for _ in 0..<400 { player.send(.zoom(0.8)) }
    #expect(player.model.document.map.view.x.lowerBound < player.model.document.map.view.x.upperBound)
    for _ in 0..<800 { player.send(.zoom(1.25), .pan(9, 9)) }
    #expect(player.model.document.map.view.x.upperBound.isFinite)
  }

  /// The race, the whole domain, the chosen head, and the race again.
  @Test func theViewsOfOneKey() throws {
    var player = Player(try .bowl())
    let fitted = player.model.document.map.view
    let domain = player.model.document.experiment.domain
    player.send(.chooseRun(2))
    for _ in 0..<2 {
      player.press(.character("z"))
      #expect(player.model.document.map.view == domain)
      player.press(.character("z"))
      let view = player.model.document.map.view
      let head = player.model.derived.race.timelines[2].moment(at: 20).point.position
      #expect(abs((view.x.lowerBound + view.x.upperBound) / 2 - head.x) < 1e-9)
      #expect(abs((view.y.lowerBound + view.y.upperBound) / 2 - head.y) < 1e-9)
      #expect(view.size.x < fitted.size.x / 4 && player.model.document.map.isChosen)
      player.press(.character("z"))
      #expect(player.model.document.map.view == fitted && !player.model.document.map.isChosen)
    }
  }

  private let pans = [(1, 0), (-7, 3), (12, -5), (30, 10)]

  @Test func draggingPansByTheDraggedCells() throws {
    for (dx, dy) in pans {
      var player = Player(try .bowl())
      let map = player.mapRect
      let before = Projection(map, x: player.model.document.map.view.x, y: player.model.document.map.view.y)
      let view = player.model.document.map.view
      let (column, row) = (map.x + map.width / 2, map.y + map.height / 2)
      let world = before.center(column: column, row: row)
      player.point(.press, column, row)
      player.point(.drag, column + 1, row)
      player.point(.drag, column + dx, row + dy)
      // The point under the pointer stays there.
      let after = Projection(map, x: player.model.document.map.view.x, y: player.model.document.map.view.y)
      let moved = after.center(column: column + dx, row: row + dy)
      #expect(abs(moved.x - world.x) < 1e-9 && abs(moved.y - world.y) < 1e-9)
      player.point(.drag, column, row)
      #expect(player.model.document.map.view == view)
      player.point(.release, column, row)
      #expect(player.model.document.experiment.start == Point(-4, 2))
    }
  }

  @Test func theWheelKeepsWhatIsUnderThePointer() throws {
    var player = Player(try .bowl())
    let map = player.mapRect
    var numbers = SeededNumbers(4)
    for _ in 0..<60 {
      let column = Int.random(in: map.x..<map.endX, using: &numbers)
      let row = Int.random(in: map.y..<map.endY, using: &numbers)
      let before = Projection(map, x: player.model.document.map.view.x, y: player.model.document.map.view.y)
        .center(
          column: column, row: row)
      let width = player.model.document.map.view.x.upperBound - player.model.document.map.view.x.lowerBound
      let isUp = Bool.random(using: &numbers)
      player.point(isUp ? .scrollUp : .scrollDown, column, row, button: 0)
      let after = Projection(map, x: player.model.document.map.view.x, y: player.model.document.map.view.y)
        .center(
          column: column, row: row)
      #expect(
        abs(after.x - before.x) < 1e-9 * width + 1e-12 && abs(after.y - before.y) < 1e-9 * width + 1e-12)
      let ratio =
        (player.model.document.map.view.x.upperBound - player.model.document.map.view.x.lowerBound) / width
      #expect(abs(ratio - (isUp ? 0.8 : 1.25)) < 1e-9)
    }
  }

  @Test func clicksPlaceTheStartOnRoundDecimals() throws {
    var player = Player(try .bowl())
    let map = player.mapRect
    for (column, row) in [(map.x, map.y), (map.endX - 1, map.endY - 1), (map.x + 17, map.y + 5)] {
      let projection = Projection(
        map, x: player.model.document.map.view.x, y: player.model.document.map.view.y)
      let world = projection.center(column: column, row: row)
      player.click(column, row)
      let start = player.model.document.experiment.start
      #expect(start.x.shortText.count <= 6 && start.y.shortText.count <= 6, "\(start)")
      #expect(
        projection.cell(of: SIMD2(start.x, start.y)).map {
          abs($0.column - column) <= 1 && abs($0.row - row) <= 1
        } == true)
      #expect(abs(start.x - world.x) < 0.2 && abs(start.y - world.y) < 0.2)
      #expect(player.model.derived.race.start == start && player.model.step == 20)
    }
  }

  @Test func staleMapsAreDropped() throws {
    var player = Player(try .bowl())
    let old = try #require(player.model.derived.map.scene)
    var model = player.model
    let effects = update(&model, .pan(1, 0))
    #expect(effects.count == 1)
    player.send(.pan(1, 0))
    let new = player.model.derived.map.scene
    #expect(new?.source != old.source)
    // Sent without performing effects, so that nothing computes it again.
    #expect(update(&player.model, .mapComputed(old)).isEmpty)
    #expect(player.model.derived.map.scene?.source == new?.source)
    // Until the new one has come the old is kept but not shown as the new one.
    #expect(
      model.derived.map.scene?.source == old.source && render(model).frame != render(player.model).frame)
    for effect in effects { _ = update(&model, effect.perform()) }
    #expect(render(model).frame == render(player.model).frame)
  }

  @Test func whatChangesNoMapAsksForNone() throws {
    var player = Player(try .bowl())
    let messages = [
      commands(.step(1), .togglePlay), events(.tick(now: 3)),
      commands(.adjust(1), .focusNext, .toggleRun(1), .help, .close),
    ].flatMap(\.self)
    for message in messages {
      #expect(update(&player.model, message).isEmpty, "\(message)")
    }
    #expect(update(&player.model, .nextTheme).count <= 1)
  }

  @Test func themesGoRound() throws {
    var player = Player(try .bowl())
    var seen: [String] = []
    for _ in ThemeCatalog.all {
      player.press(.character("t"))
      seen.append(player.model.derived.theme.id)
    }
    #expect(Set(seen) == Set(ThemeCatalog.all.map(\.id)) && seen.last == ThemeCatalog.all[0].id)
  }

  @Test func theLossAxisTurns() throws {
    var player = Player(try .bowl(), width: 120, height: 40)
    #expect(player.picture("ChartPane").contains(" log "))
    player.press(.character("y"))
    #expect(player.picture("ChartPane").contains(" linear "))
  }

  @Test func helpScrollsNoFurtherThanItsEnd() throws {
    var player = Player(width: 80, height: 24)
    player.press(.character("?"))
    let top = player.picture(Rect(x: 0, y: 0, width: 80, height: 23))
    for _ in 0..<50 { player.press(Key(.pageDown)) }
    let bottom = player.picture(Rect(x: 0, y: 0, width: 80, height: 23))
    #expect(bottom != top)
    player.press(Key(.up))
    #expect(player.picture(Rect(x: 0, y: 0, width: 80, height: 23)) != bottom)
    for _ in 0..<50 { player.press(Key(.pageUp)) }
    #expect(player.picture(Rect(x: 0, y: 0, width: 80, height: 23)) == top)
  }
}
