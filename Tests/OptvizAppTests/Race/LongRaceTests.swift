import Experiments
import Optimization
import OptvizApp
import TerminalGraphics
import Testing

@Suite("A race that is too long to keep every point")
struct LongRaceTests {
  /// Forty runs of five thousand steps: a picture of each keeps only some points.
  private func player() throws -> Player {
    let surface = try Specification.surface("bowl:k=20")
    let objective = surface.entry.surface(surface.settings)
    let texts = (0..<40).map { "gd:lr=0.000\($0 + 10)" } + ["gd:lr=0.001+ema@cosine"]
    let experiment = Experiment(
      surface: surface, domain: objective.domain, start: objective.start,
      optimizers: try bundled.specification.optimizers(texts), steps: 20_000)
    var player = Player(experiment, width: 160, height: 50, step: 20)
    var now = 0.0
    while player.model.isComputing {
      player.send(.tick(now: now))
      now += 1
    }
    return player
  }

  @Test("Tables show the exact numbers of any step, and every picture is drawn")
  func exact() throws {
    var player = try player()
    #expect(player.model.derived.race.bytes <= Race.mostMemory)
    #expect(player.model.derived.race.timelines.allSatisfy { !$0.track.isWhole })
    for run in [0, 40] {
      player.send(.chooseRun(run))
      for step in [0, 1, 777, 12_345, 19_999, 20_000] {
        player.send(.seek(step))
        let timeline = player.model.derived.race.timelines[run]
        let loss = Numerals.scientific(timeline.run(at: step).loss, digits: 3)
        #expect(timeline.point(at: step).position == timeline.run(at: step).position)
        #expect(player.picture("RacePane").contains(loss), "step \(step)")
      }
    }
    player.send(.focus(.chart), .toggleZoom)
    for _ in 0..<8 {
      player.send(.nextChartSpan, .nextChartQuantity)
      #expect(!player.picture("ChartPane").isEmpty)
    }
    player.send(.endZoom)
    for view in 0..<6 {
      for step in [3, 12_000, 20_000] {
        player.send(.seek(step))
        #expect(!render(player.model).frame.text.isEmpty, "view \(view)")
      }
      player.send(.nextView)
    }
  }
}
