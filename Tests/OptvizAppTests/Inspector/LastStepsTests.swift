import Experiments
import Optimization
import OptvizApp
import TerminalGraphics
import Testing

/// The table of the chosen run's last steps, below the inspected one.
struct LastStepsTests {
  private func player(_ run: Int, width: Int = 200, height: Int = 60, step: Int = 20) throws -> Player {
    var player = Player(try .bowl(), width: width, height: height, step: step)
    player.send(.chooseRun(run), .togglePane(.inspector))
    return player
  }

  /// The rows of the table: the words of each line that has a step's number and five numbers.
  private func rows(_ player: Player) -> [[String]] {
    let lines = player.picture("InspectorPane").split(separator: "\n").map(String.init)
    guard let heading = lines.firstIndex(where: { $0.contains("step ") && $0.contains("evals") }) else {
      return []
    }
    return lines[(heading + 1)...].map {
      $0.dropFirst().dropLast().split(separator: " ").map(String.init)
    }.prefix { $0.count == 6 && Int($0[0]) != nil }.map { $0 }
  }

  @Test(arguments: [0, 1, 5, 20, 100])
  func numbersAreTheEngines(_ step: Int) throws {
    let player = try player(1, step: step)
    let rows = rows(player)
    #expect(rows.count == min(10, step + 1))
    for (i, row) in rows.enumerated() {
      #expect(row[0] == String(step - i))
      let point = player.model.derived.race.timelines[1].point(at: step - i)
      let numbers = [point.position.x, point.position.y, point.loss, point.gradientNorm]
      for (text, number) in zip(row[1...], numbers) {
        let full = Numerals.aligned(number, width: 9).filter { $0 != "\u{A0}" }
        #expect(text == full, "\(text) at \(step - i)")
      }
      #expect(row[5] == String(point.evaluations))
    }
  }

  @Test func itFollowsTheStepOnDisplay() throws {
    var player = try player(0)
    let first = rows(player)
    player.press(.character("."))
    let next = rows(player)
    #expect(next[0][0] == "21" && Array(next[1..<10]) == Array(first[0..<9]))
  }

  @Test func smallHeightsKeepTheStep() throws {
    for (width, height) in [(120, 40), (80, 24), (66, 20), (120, 30)] {
      let player = try player(2, width: width, height: height)
      #expect(
        rows(player).isEmpty || player.picture("InspectorPane").contains("arrows"), "\(width)x\(height)")
    }
  }
}
