import Experiments
import Optimization
import OptvizApp
import TerminalGraphics
import Testing

/// The chart's quantities, axes and readout, and the numbers that are shown while a race plays.
struct ChartPictureTests {
  private func title(_ player: Player) -> String {
    String(player.picture("ChartPane").split(separator: "\n").first ?? "")
  }

  @Test func quantitiesAreCycled() throws {
    var player = Player(try .bowl(), step: 50)
    var pictures: Set<String> = [player.picture("ChartPane")]
    for (title, id) in [
      ("gradient norm", "gradient"), ("distance to the minimum", "distance"), ("learning rate", "rate"),
    ] {
      player.press(.character("C"))
      #expect(self.title(player).contains(title))
      #expect(player.model.commandLine.contains("--chart \(id)"))
      pictures.insert(player.picture("ChartPane"))
    }
    #expect(pictures.count == 4)
    player.press(.character("C"))
    #expect(title(player).contains("loss") && !player.model.commandLine.contains("--chart"))
  }

  /// Without a minimum there is no distance to it, and without a rate no learning rate.
  @Test func quantitiesThatThereAreNotAreLeftOut() throws {
    var player = Player(
      try Experiment("saddle", domain: "-2,2,-2,2", start: "-1.5,0.5", "newton"), step: 5)
    var titles: [String] = []
    for _ in 0..<4 {
      player.press(.character("C"))
      titles.append(title(player))
    }
    #expect(!titles.contains { $0.contains("distance") })
    // A choice is replaced if the surface does not have it, and restored if it does.
    var opening = Model.Opening(try .bowl())
    opening.chart.quantity = .distance
    opening.step = 5
    var other = Player(opening)
    #expect(title(other).contains("distance"))
    other.send(.open(.surfaces))
    other.send(.paste("saddle"))
    other.send(.pick)
    #expect(!title(other).contains("distance") && !other.model.commandLine.contains("--chart"))
  }

  /// A method with two evaluations a step is half as far along by steps as by evaluations.
  @Test func evaluationsAreAnAxis() throws {
    var player = Player(
      try Experiment(
        "bowl:k=20", domain: "-5,5,-3,3", start: "-4,2", "gd:lr=0.09", "gd:lr=0.09+sam", steps: 50), step: 50)
    let steps = player.picture("ChartPane")
    player.press(.character("x"))
    let evaluations = player.picture("ChartPane")
    #expect(steps != evaluations && evaluations.contains("log, by evaluations"))
    #expect(player.model.commandLine.contains("--chart-axis evaluations"))
    // A click there does not stand for a moment of the race.
    let chart = try #require(player.rect("ChartPane"))
    player.click(chart.x + 10, chart.y + 3)
    #expect(player.model.step == 50)
    player.press(.character("x"))
    #expect(!player.picture("ChartPane").contains("by evaluations"))
    #expect(!player.model.commandLine.contains("--chart-axis"))
  }

  /// With the focus on it the chart shows the values of all runs, as the table does.
  @Test func theReadoutTellsWhatTheTableTells() throws {
    var player = Player(try .bowl(), width: 120, height: 40, step: 37)
    let plain = player.picture("ChartPane")
    player.send(.focus(PaneCatalog.all.first { $0.typeName == "ChartPane" }?.id ?? player.model.panes.focus))
    let chart = player.picture("ChartPane")
    #expect(chart != plain && chart.contains("step 37"))
    for run in player.model.derived.race.timelines.indices {
      let loss = Numerals.scientific(
        player.model.derived.race.timelines[run].track.points[37].loss, digits: 3)
      #expect(chart.contains(loss) && player.picture("RacePane").contains(loss))
    }
    for size in [(40, 12), (66, 16), (80, 24), (200, 60)] {
      player.send(.resize(width: size.0, height: size.1))
      for _ in 0..<8 { player.press(.character("C"), .character("x")) }
    }
  }

  /// While playing, tables and chart show the numbers of one step, which they name; otherwise of the step on display.
  @Test func numbersBelongToTheStepThatIsNamed() throws {
    var player = Player(try .bowl(steps: 300), width: 120, height: 40, step: nil)
    var named: Set<Int> = []
    for tick in 0..<90 {
      player.send(.tick(now: Double(tick) / 30))
      let table = player.picture("RacePane")
      let heading = try #require(table.split(separator: "\n").first)
      let step = try #require(heading.split(separator: " ").compactMap { Int($0) }.last)
      named.insert(step)
      #expect(step <= player.model.step && player.model.step - step < 12)
      #expect(player.picture("TimelinePane").contains(" \(step) / 300"))
      for timeline in player.model.derived.race.timelines {
        #expect(table.contains(Numerals.scientific(timeline.track.points[step].loss, digits: 3)))
      }
    }
    // A few numbers a second, not one for every step.
    #expect((5...9).contains(named.count))
    player.press(.character(" "))
    #expect(
      player.picture("RacePane").contains("step \(player.model.step < 100 ? " " : "")\(player.model.step)"))
  }
}
