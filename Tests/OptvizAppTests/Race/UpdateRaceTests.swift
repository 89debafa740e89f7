import Experiments
import Optimization
import OptvizApp
import SeededNumbers
import Testing

struct UpdateRaceTests {
  private func isConsistent(_ model: Model) -> Bool {
    let runs = model.document.experiment.optimizers.count
    return model.derived.race.timelines.count == runs
      && model.document.hiddenRuns.allSatisfy { (0..<runs).contains($0) }
      && (runs == 0 ? model.document.chosenRun == 0 : (0..<runs).contains(model.document.chosenRun))
      && (model.chosen.map { $0.settings.settings.indices.contains(model.document.chosenSetting) } ?? true)
      && model.visibleRuns == (0..<runs).filter { !model.document.hiddenRuns.contains($0) }
  }

  @Test func surfacesBringTheirDomainAndStart() throws {
    for entry in SurfaceCatalog.all {
      // The present surface does not change.
      var player = Player(entry.card.id == "beale" ? try .bowl() : nil)
      let optimizers = player.model.document.experiment.optimizers
      player.send(.open(.surfaces))
      player.type(entry.card.id)
      player.press(Key(.enter))
      let surface = entry.surface(entry.defaults)
      #expect(
        player.model.document.experiment.surface.entry.card.id == entry.card.id
          && player.model.lists.overlay == nil)
      #expect(player.model.document.experiment.domain == surface.domain)
      #expect(
        player.model.document.experiment.start == surface.start
          && player.model.derived.race.start == surface.start)
      #expect(player.model.document.experiment.optimizers == optimizers)
      #expect(player.model.step == 0 && player.model.playback.isPlaying)
      #expect(
        player.model.document.map.view.x.contains(surface.start.x)
          && player.model.document.map.view.y.contains(surface.start.y))
      #expect(player.picture("MapPane").contains(entry.card.name))
    }
  }

  @Test func experimentsReplaceEverything() throws {
    for entry in bundled.entries {
      var player = Player()
      player.send(.toggleRun(3), .chooseRun(5), .chooseSetting(3), .open(.experiments))
      player.type(entry.id)
      player.press(Key(.enter))
      #expect(
        player.model.document.experiment == entry.experiment && player.model.document.hiddenRuns.isEmpty)
      #expect(isConsistent(player.model) && player.model.step == 0)
    }
  }

  private func toggle(_ id: String, _ player: inout Player) {
    player.send(.open(.optimizers))
    player.type(id)
    guard case .picker(let picker) = player.model.lists.overlay else { return }
    player.send(.pickRow(picker.items.firstIndex { $0.id == id } ?? 0), .close)
  }

  @Test func optimizersComeBackWithTheirSettings() throws {
    var player = Player(try .bowl(), step: 30)
    toggle("momentum", &player)
    #expect(player.model.document.experiment.optimizers.map(\.entry.card.id) == ["gd", "adam"])
    #expect(isConsistent(player.model) && player.model.step == 30)
    toggle("momentum", &player)
    #expect(player.model.document.experiment.optimizers.map(\.entry.card.id) == ["gd", "momentum", "adam"])
    #expect(player.model.document.experiment.optimizers[1].settings.values == [0.4, 0.8])
    #expect(player.model.derived.race.timelines.allSatisfy { $0.last == 100 } && player.model.step == 30)
    toggle("adagrad", &player)
    #expect(
      player.model.document.experiment.optimizers.last?.settings
        == bundled.optimizers.entry("adagrad")?.defaults)
  }

  @Test func hiddenAndChosenRunsFollowTheirOptimizers() throws {
    var player = Player(try .bowl())
    player.send(.toggleRun(0), .toggleRun(2), .chooseRun(2), .chooseSetting(4))
    toggle("momentum", &player)
    #expect(
      player.model.document.hiddenRuns == [0, 1] && player.model.document.chosenRun == 1
        && player.model.document.chosenSetting == 4)
    toggle("adam", &player)
    #expect(
      player.model.document.hiddenRuns == [0] && player.model.document.chosenRun == 0
        && isConsistent(player.model))
    toggle("adam", &player)
    #expect(player.model.document.hiddenRuns == [0] && isConsistent(player.model))
    // A race without optimizers could not be written as a command line: the last one stays.
    for id in ["gd", "adam"] { toggle(id, &player) }
    #expect(
      player.model.document.experiment.optimizers.map(\.entry.card.id) == ["adam"]
        && isConsistent(player.model))
    player.press(
      .character("+"), Key(.enter), Key(.backspace), Key(.up), Key(.down), .character("1"), .character(" "))
    player.send(.tick(now: 0))
    player.send(.tick(now: 0.25))
    player.send(.adjust(1), .startEntry, .commitEntry, .pickRow(0))
    toggle("gd", &player)
    #expect(isConsistent(player.model) && player.model.document.experiment.optimizers.count == 2)
  }

  @Test func digitsHideAndShow() throws {
    var player = Player(try .bowl())
    player.press(.character("2"))
    #expect(player.model.visibleRuns == [0, 2])
    #expect(player.picture("RacePane").contains("○"))
    player.press(.character("2"), .character("9"))
    #expect(player.model.visibleRuns == [0, 1, 2] && player.model.document.chosenRun == 1)
    // Another one is chosen and stays visible, whatever has the focus; a hidden one is shown and chosen.
    for tabs in 0..<4 {
      for _ in 0..<tabs { player.press(Key(.tab)) }
      player.press(.character("3"))
      #expect(player.model.visibleRuns == [0, 1, 2] && player.model.document.chosenRun == 2)
      player.press(.character("3"))
      #expect(player.model.visibleRuns == [0, 1] && player.model.document.chosenRun == 2)
      player.press(.character("1"))
      #expect(player.model.visibleRuns == [0, 1] && player.model.document.chosenRun == 0)
      player.press(.character("3"))
      #expect(player.model.visibleRuns == [0, 1, 2] && player.model.document.chosenRun == 2)
      player.press(.character("2"))
    }
    player.send(.toggleRun(-1), .toggleRun(99), .chooseRun(-1), .chooseRun(99))
    #expect(isConsistent(player.model))
  }

  /// Up and down follow the order of the table.
  @Test func choosingFollowsTheTable() throws {
    var player = Player(try .bowl(), step: 60)
    for _ in 0..<5 { player.press(Key(.up)) }
    var order = [player.model.document.chosenRun]
    for _ in 0..<2 {
      player.press(Key(.down))
      order.append(player.model.document.chosenRun)
    }
    let losses = order.map { player.model.derived.race.timelines[$0].track.losses[60] }
    #expect(losses == losses.sorted() && Set(order).count == 3)
    player.press(Key(.down))
    #expect(player.model.document.chosenRun == order[2])
  }

  @Test func arrowsMoveTheStartInRoundSteps() throws {
    var player = Player(try .bowl())
    player.send(.moveStart(1, 0))
    let start = player.model.document.experiment.start
    #expect(start.x > -4 && start.y == 2)
    #expect(player.model.derived.race.start == start && player.model.step == 20)
    var numbers = SeededNumbers(2)
    for _ in 0..<300 {
      player.send(
        .moveStart(Int.random(in: -3...3, using: &numbers), Int.random(in: -3...3, using: &numbers)))
      let start = player.model.document.experiment.start
      #expect(start.x.shortText.count <= 6 && start.y.shortText.count <= 6, "\(start)")
    }
    player.send(.setStart(Point(-4, 2)), .moveStart(5, -2), .moveStart(-5, 2))
    #expect(player.model.document.experiment.start == Point(-4, 2))
  }

  @Test func startsThatAreNoneAreRefused() throws {
    var player = Player(try .bowl())
    for bad in [Double.nan, .infinity, -.infinity] {
      player.send(.setStart(Point(bad, 0)), .setStart(Point(0, bad)))
    }
    #expect(player.model.document.experiment.start == Point(-4, 2))
    for wild in [1e300, -1e300, 1e-300] {
      player.send(.setStart(Point(wild, wild)), .moveStart(1, 1))
      #expect(render(player.model).frame.width == 100)
    }
  }

  @Test func randomStartsAreTheSeeds() throws {
    func starts(_ seed: UInt64) throws -> [Point<Double>] {
      var experiment = try Experiment.bowl()
      experiment.seed = seed
      var player = Player(experiment)
      return (0..<20).map { _ in
        player.press(.character("n"))
        let start = player.model.document.experiment.start
        #expect(experiment.domain.x.contains(start.x) && experiment.domain.y.contains(start.y))
        #expect(start.x.shortText.count <= 6 && start.y.shortText.count <= 6)
        #expect(player.model.derived.race.start == start)
        return start
      }
    }
    let first = try starts(0)
    #expect(try starts(0) == first && starts(1) != first)
    #expect(Set(first).count == 20)
  }
}
