import Experiments
import Optimization
import OptvizApp
import TerminalGraphics
import Testing

/// A session is kept as a text, and brings everything back.
struct SessionTests {
  /// A program with another one's session, from its text.
  private func resumed(_ player: Player, atMost most: Int = 900_000) throws -> Player {
    let text = player.model.session(atMost: most) { $0 }
    let session = try Session.read(Array(text.utf8)) { try ExperimentFile.read($0, with: bundled.optimizers) }
    var opening = Model.Opening(session.now.file, among: bundled)
    try ViewWords(session.now.file.view, from: .init()).apply(to: &opening)
    var other = Player(opening, width: 120, height: 40)
    other.model.resume(session)
    return other
  }

  private func changed() -> Player {
    var player = Player(width: 120, height: 40)
    player.send(.seek(50))
    player.send(.fork, .set(0, 0.002), .setTheme("paper"), .togglePin, .zoom(0.5), .setExperiment("zigzag"))
    player.send(.seek(30))
    player.send(.setStart(Point(-3, 1)), .toggleLossAxis, .setView(.field), .undo, .undo)
    return player
  }

  /// What is on the screen, but for the notice, and whether it plays.
  private func shown(_ player: Player) -> [String] { player.model.arguments }

  @Test func theScreenComesBack() throws {
    let player = changed()
    let other = try resumed(player)
    #expect(shown(other) == shown(player))
    #expect(other.model.session(atMost: 900_000) { $0 } == player.model.session(atMost: 900_000) { $0 })
  }

  @Test func undoAndRedoGoOn() throws {
    var (player, other) = (changed(), try resumed(changed()))
    for key in ["U", "U", "u", "u", "u", "u", "u", "u", "u", "u", "u", "U", "U", "U"] {
      player.press(.character(Character(key)))
      other.press(.character(Character(key)))
      #expect(shown(other) == shown(player), "after \(key): \(other.footer)")
      #expect(other.footer == player.footer)
    }
  }

  @Test func theOldestChangesAreLeftOut() throws {
    var player = Player(width: 120, height: 40)
    for seed in 1...200 { player.send(.setSeed(UInt64(seed))) }
    let text = player.model.session(atMost: 50_000) { $0 }
    #expect(text.utf8.count <= 50_000)
    var other = try resumed(player, atMost: 50_000)
    other.press(.character("u"))
    #expect(other.model.document.experiment.seed == 199)
    for _ in 0..<300 { other.press(.character("u")) }
    #expect(other.model.document.experiment.seed > 100 && other.footer.contains("nothing to undo"))
  }

  @Test func damagedTextsAreRefusedOrRead() {
    let text = Array(changed().model.session(atMost: 900_000) { $0 }.utf8)
    var refused = 0
    for number in 0..<200 {
      var damaged = text
      let place = (number &* 7919) % text.count
      switch number % 4 {
      case 0: damaged.removeSubrange(place..<min(text.count, place + 20))
      case 1: damaged = Array(damaged.prefix(place))
      case 2: damaged[place] = UInt8(truncatingIfNeeded: number)
      default: damaged.insert(contentsOf: Array("\"]".utf8), at: place)
      }
      do {
        _ = try Session.read(damaged) { try ExperimentFile.read($0, with: bundled.optimizers) }
      } catch { refused += 1 }
    }
    #expect(refused > 60)
    #expect(throws: (any Error).self) {
      try Session.read(Array("format = 2\nnow = \"\"".utf8)) { _ in throw InputErrorForTests() }
    }
  }

  private struct InputErrorForTests: Error {}
}
