import Experiments
import OptvizApp
import TerminalGraphics
import Testing

/// What has nothing to show says what to do.
struct EmptyStateTests {
  private static let hidden = "all runs are hidden:"

  @Test(arguments: [(80, 24), (120, 40), (200, 60)])
  func allRunsHidden(_ size: (Int, Int)) throws {
    var player = Player(try .bowl(), width: size.0, height: size.1)
    player.send(.toggleRun(0), .toggleRun(1))
    #expect(!player.picture("MapPane").contains(Self.hidden))
    player.send(.toggleRun(2))
    for view in [MainView.contours, .field, .solid] {
      player.send(.setView(view))
      let picture = player.picture(view == .solid ? "SolidPane" : "MapPane")
      #expect(picture.contains(Self.hidden) && picture.contains("press a digit"), "\(view)")
    }
    #expect(
      player.picture("ChartPane").contains(Self.hidden)
        && player.picture("ChartPane").contains("press a digit"))
    player.press(.character("3"))
    #expect(!render(player.model).frame.text.contains("press a digit"))
    #expect(player.model.visibleRuns == [2] && player.model.document.chosenRun == 2)
  }

  /// The sentence stays while the race plays: what is drawn again equals a whole picture.
  @Test func theSentenceStays() throws {
    var player = Player(try .bowl(), width: 100, height: 30, step: nil)
    player.send(.toggleRun(0), .toggleRun(1), .toggleRun(2))
    var shown = Screenful.empty
    for tick in 0..<20 {
      player.send(.tick(now: Double(tick) / 20))
      shown = shown.next(player.model)
      #expect(shown.frame == render(player.model).frame && shown.frame.text.contains(Self.hidden))
    }
  }

  @Test func noRun() throws {
    var experiment = try Experiment.bowl()
    experiment.optimizers = []
    var player = Player(experiment, width: 120, height: 40)
    #expect(player.picture("MapPane").contains("no run: o adds an optimizer"))
    player.press(.character("D"))
    #expect(player.footer.contains("there is no run to remove; o adds one"))
    player.press(.character("0"))
    #expect(render(player.model).frame.text.contains("no run; esc leaves, then o adds one"))
  }

  @Test func emptyLists() {
    for (command, size) in [
      (Command.open(.optimizers), (80, 24)), (.open(.experiments), (120, 40)), (.open(.themes), (120, 40)),
    ] {
      var player = Player(width: size.0, height: size.1)
      player.send(command)
      player.type("xyz")
      #expect(render(player.model).frame.text.contains("nothing found for 'xyz'"), "\(command)")
    }
    var player = Player(width: 120, height: 40)
    player.press(.character("u"))
    #expect(player.footer.contains("nothing to undo; "))
  }
}
