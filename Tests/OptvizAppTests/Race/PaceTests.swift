import Experiments
import Optimization
import OptvizApp
import TerminalGraphics
import Testing

/// Races at equal examples and at equal steps, and their counters.
struct PaceTests {
  private static let unequal = ["gd+batch:size=48", "adam+batch:size=16", "gd:lr=0.02+batch:size=4"]

  @Test func equalExamplesAndBack() throws {
    var player = Player(try .line(Self.unequal), width: 120, height: 40, step: 6)
    player.send(.chooseRun(1))
    let before = player.model
    player.press(.character("a"))
    player.compute()
    // 60 steps over 48 examples each are 2880 examples, which batches of 4 make in 720 steps.
    #expect(
      player.model.document.experiment.pace == .examples && player.model.document.experiment.steps == 720)
    #expect(player.footer.contains("equal examples: every run sees 2,880"))
    #expect(player.model.document.speed == before.document.speed * 12)
    // The chosen run stays where it was: after 6 steps, 96 examples.
    #expect((0..<3).map { player.model.step(of: $0) } == [2, 6, 24])
    #expect(player.picture("RacePane").contains(" 96 examples"))
    #expect(player.picture("TimelinePane").contains(" 96 / 2,880 examples"))
    #expect(player.picture("TimelinePane").contains("examples/s"))
    #expect(player.picture("ChartPane").contains("2,880 examples"))
    player.send(.last)
    #expect((0..<3).map { player.model.step(of: $0) } == [60, 180, 720])
    player.press(.character("a"))
    #expect(player.footer.contains("equal steps: every run makes 60"))
    #expect(player.model.document.experiment == before.document.experiment)
    player.compute()
    #expect(player.model.document.speed == before.document.speed && player.model.step == 60)
    #expect(player.picture("TimelinePane").contains("60 / 60"))
    player.send(.seek(6))
    #expect(player.picture("ChartPane").contains("60 steps"))
  }

  @Test func batchesChangeTheClockNotTheExamples() throws {
    var player = Player(try .line(Self.unequal), width: 120, height: 40, step: 6)
    player.send(.chooseRun(2), .togglePace, .seek(360))
    player.compute()
    player.press(.character("B"))
    player.compute()
    #expect(player.batchSizes == [48, 16, 2])
    #expect(player.model.document.experiment.steps == 1440 && player.model.step == 720)
    #expect((0..<3).map { player.model.step(of: $0) } == [30, 90, 720])
    player.press(.character("a"))
    #expect(player.model.document.experiment.steps == 60 && player.model.document.speed == 30)
  }

  @Test func aRaceOpenedAtEqualExamplesHasAWayToEqualSteps() throws {
    var experiment = try Experiment.line(Self.unequal, steps: 720)
    experiment.pace = .examples
    var player = Player(experiment, step: 720)
    player.compute()
    player.press(.character("a"))
    player.compute()
    #expect(player.model.document.experiment.steps == 60 && player.model.step == 60)
    player.press(.character("a"))
    player.compute()
    #expect(player.model.document.experiment == experiment && player.model.step == 720)
  }

  @Test func theLengthIsBounded() throws {
    var player = Player(try .line(["gd", "gd:lr=0.02+batch:size=1"], steps: 90_000), step: 0)
    player.press(.character("a"))
    #expect(player.model.document.experiment.steps == 100_000)
  }

  /// Counters keep their place and width.
  @Test func countersAreAsWideAtAnyStep() throws {
    for pace in Race.Pace.allCases {
      var experiment = try Experiment.line(Self.unequal, steps: 1200)
      experiment.pace = pace
      var player = Player(experiment, width: 120, height: 40, step: 0)
      var places: Set<[Int]> = []
      for step in [0, 9, 99, 640, 1200] {
        player.send(.seek(step), .chooseRun(1))
        let text = Array(player.picture("TimelinePane").split(separator: "\n")[0])
        places.insert([text.firstIndex(of: "/") ?? -1, text.firstIndex(of: "e") ?? -1])
        let counters = String(text)
        #expect(counters.contains("epoch"))
      }
      #expect(places.count == 1, "\(pace) \(places)")
    }
    var player = Player(try .line(Self.unequal), width: 120, height: 40, step: 7)
    player.send(.chooseRun(1))
    #expect(player.picture("TimelinePane").contains("epoch  3 · 112 examples    7 / 60"))
  }
}
