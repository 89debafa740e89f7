import Experiments
import Optimization
import OptvizApp
import TerminalGraphics
import Testing

/// What a person could save is one value, and the command line follows from it.
struct DocumentTests {
  /// Navigation changes nothing that could be saved.
  @Test func lookingAroundChangesNoDocument() throws {
    var player = Player(try .bowl(), width: 120, height: 40)
    let before = player.model.document
    let map = player.mapRect
    player.point(.move, map.x + 9, map.y + 5)
    player.send(.focusNext, .focusNext, .help, .close, .open(.surfaces), .move(3), .close, .openPalette)
    player.type("zoom")
    player.send(.close)
    player.send(.event(.tick(now: 1)))
    player.send(.event(.resize(width: 90, height: 30)))
    player.send(.startEntry)
    player.type("0.5")
    player.send(.cancelEntry, .openForm(.saveLayout), .close)
    #expect(player.model.document == before)
  }

  /// Whatever led there, equal documents on equal screens have one command line; different options differ in it.
  @Test func theCommandLineFollowsFromTheDocument() throws {
    let wishes: [Command] = [
      .chooseRun(2), .toggleRun(0), .seek(40), .setTheme("paper"), .setSpeed(60), .toggleLossAxis,
      .setDomain(Domain(x: -2...2, y: -1...1)), .togglePane(.inspector), .setMarkers("ascii"),
      .setColorMap("magma"),
    ]
    var ways: [Model] = []
    for order in [wishes, wishes.reversed()] {
      var player = Player(try .bowl(), width: 120, height: 40)
      for wish in order {
        let before = player.model
        player.send(wish)
        #expect(player.model.document != before.document, "\(wish)")
        #expect(player.model.commandLine != before.commandLine, "\(wish)")
      }
      ways.append(player.model)
    }
    #expect(ways[0].document == ways[1].document)
    #expect(ways[0].commandLine == ways[1].commandLine)
  }

  /// A previewed formula leaves the document, and the race as far as it was computed.
  @Test func aPreviewIsTakenBack() throws {
    var player = Player(try .bowl(), width: 120, height: 40)
    player.send(.chooseRun(2), .toggleRun(0), .seek(33), .togglePlay)
    let (document, race) = (player.model.document, player.model.derived.race)
    player.send(.open(.surfaces))
    player.type("x^2+3y^2")
    #expect(player.model.document != document)
    player.press(Key(.escape))
    #expect(player.model.document == document && player.model.playback.isPlaying)
    #expect(player.model.derived.race.computed == race.computed)
  }
}
