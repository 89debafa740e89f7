import Experiments
import Optimization
import OptvizApp
import SeededNumbers
import TerminalGraphics
import Testing

/// Runs are forked, shown as a tree, and compared with a pinned moment.
struct ForkViewTests {
  private func player(_ step: Int = 60) -> Player {
    var player = Player(width: 120, height: 40)
    player.send(.seek(step))
    return player
  }

  @Test func aForkStandsBelowItsRunAndTakesItsOwnSettings() {
    var player = player()
    player.press(.character("f"))
    #expect(player.footer.contains("forked at step 60"))
    #expect(player.model.document.chosenRun == 6)
    player.press(.character("+"), .character("+"))
    let table = player.picture("RacePane").split(separator: "\n").map(String.init)
    let parent = table.firstIndex { $0.contains("2 Heavy ball") } ?? 0
    #expect(table[parent + 1].contains("7 └ @60 α0.005"), "\(table)")
    #expect(player.model.document.experiment.optimizers[1].rate == 0.001)
    player.send(.seek(100))
    let race = player.model.derived.race
    #expect(race.timelines[6].track.points[60] == race.timelines[1].track.points[60])
    #expect(race.timelines[6].track.points[61] != race.timelines[1].track.points[61])
    #expect(player.model.commandLine.contains("--fork heavy_ball:at=60,lr=0.005"))
    // What leaves later hangs one step deeper.
    player.press(.character("f"))
    #expect(player.picture("RacePane").contains(" └ @100"))
    player.press(.character("u"), .character("u"), .character("u"), .character("u"))
    #expect(player.model.document.experiment.optimizers.count == 6)
  }

  @Test func theOldPathStaysAsAGhost() {
    var player = Player(width: 120, height: 40)
    player.send(.setExperiment("zigzag"), .togglePlay, .chooseRun(1), .seek(20))
    let before = player.picture(player.mapRect)
    player.press(.character("f"))
    player.send(.set(0, 0.02))
    player.send(.seek(80))
    let forked = player.picture(player.mapRect)
    #expect(forked != before)
    // Without the fork the old path is drawn in full.
    player.send(.toggleRun(3))
    #expect(player.picture(player.mapRect) != forked)
  }

  @Test func whatCannotBeForkedIsSaid() {
    var player = player(198)
    player.press(.character("f"))
    #expect(player.footer.contains("ends at step 198"))
    #expect(player.model.document.experiment.optimizers.count == 6)
    // From the start it is a run of its own.
    player.press(.character("F"))
    #expect(player.model.document.experiment.optimizers.count == 7)
    #expect(player.model.document.experiment.optimizers[6].fork == nil)
    player.send(.seek(50))
    player.send(.setSteps(100))
    player.press(.character("f"))
    player.send(.setSteps(40))
    #expect(player.model.document.experiment.steps == 100 && player.footer.contains("makes only 40"))
  }

  @Test func removingARunRemovesItsForks() {
    var player = player()
    player.press(.character("f"), .character("f"))
    player.send(.chooseRun(1), .removeRun)
    #expect(player.model.document.experiment.optimizers.count == 5)
    #expect(player.footer.contains("its 2 forks are removed too"))
    player.press(.character("u"))
    #expect(
      player.model.document.experiment.optimizers.map { $0.fork?.parent } == [
        nil, nil, nil, nil, nil, nil, 1, 6,
      ])
    player.send(.chooseRun(6), .removeRun)
    #expect(player.model.document.experiment.optimizers.count == 6)
  }

  @Test func aPinShowsWhatChangedSince() {
    var player = player(40)
    player.press(.character("p"))
    player.send(.seek(198))
    let table = player.picture("RacePane")
    #expect(table.contains("since 40"))
    let race = player.model.derived.race
    let ratio = race.timelines[0].track.points[198].loss / race.timelines[0].track.points[40].loss
    #expect(table.contains("×" + Numerals.short(ratio, digits: 2)), "\(ratio) in \(table)")
    #expect(player.model.commandLine.contains("--pin 40"))
    player.press(.character("p"))
    #expect(player.picture("RacePane").contains("since 198"))
    player.press(.character("p"))
    #expect(!player.picture("RacePane").contains("since"))
  }

  /// Forks, changes, seeks, removals and undoing in any order: the race is always that of a fresh start on the document.
  @Test(arguments: 0..<12)
  func randomSequences(seed: Int) {
    var numbers = SeededNumbers(UInt64(seed))
    func next(_ bound: Int) -> Int { numbers.below(bound) }
    var player = player(next(100))
    for _ in 0..<40 {
      let runs = player.model.document.experiment.optimizers.count
      switch next(11) {
      case 0, 1: player.send(.seek(next(198)))
      case 2: if runs < 9 { player.send(.fork) }
      case 3: if runs < 9 { player.send(.forkFromStart) }
      case 4: player.send(.chooseRun(next(runs)))
      case 5: player.send(.adjust(next(5) - 2))
      case 6: if runs > 3 { player.send(.removeRun) }
      case 7: player.send(.undo)
      case 8: player.send(.redo)
      case 9: if runs < 9 { player.send(.seek(next(198)), .chooseRun(next(runs)), .fork) }
      default: player.send(.setStart(Point(Double(next(5)) / 4, 1.5)))
      }
    }
    player.send(.seek(198))
    for _ in 0..<10 where player.model.derived.race.computed < 198 { player.send(.tick(now: 1)) }
    var fresh = player.model.document.experiment.race()
    fresh.extend(to: 198)
    let race = player.model.derived.race
    #expect(race.timelines.count == fresh.timelines.count)
    for (a, b) in zip(race.timelines, fresh.timelines) {
      for step in [0, 50, 120, 198] where a.point(at: step).position.isFinite {
        #expect(a.point(at: step).position == b.point(at: step).position)
      }
    }
    for (run, choice) in player.model.document.experiment.optimizers.enumerated() {
      if let fork = choice.fork { #expect(fork.parent < run) }
    }
  }
}
