import Experiments
import Optimization
import OptvizApp
import SeededNumbers
import TerminalGraphics
import Testing

/// Every change of what is raced and shown can be taken back and made again, exactly.
struct HistoryTests {
  private static let undo = Key(.character("u"))
  private static let redo = Key(.character("U"))

  /// All that a person could save, but for the moment on display: in the words of the command line.
  private func kept(_ player: Player) -> [String] {
    var words = player.model.arguments
    for option in ["--at", "--speed", "--choose"] {
      if let place = words.firstIndex(of: option) { words.removeSubrange(place...place + 1) }
    }
    return words
  }

  /// Each makes one change.
  private static let changes: [[Message]] = [
    commands(.set(0, 0.005)), commands(.setStart(Point(0.5, 1))), commands(.toggleRun(2)),
    commands(.setSurface(SurfaceChoice(SurfaceCatalog.entry("rosenbrock")!))),
    commands(.setSteps(50)), commands(.setTheme("paper")), commands(.toggleLossAxis), commands(.nextMarkers),
    commands(.zoom(0.5)), commands(.setView(.field)), commands(.setExperiment("zigzag")),
    commands(.addOptimizer(OptimizerChoice(bundled.optimizers.entry("adam")!))), commands(.setSeed(7)),
    commands(.togglePane(.inspector)), commands(.setColorMap("viridis")), commands(.randomStart),
  ]

  @Test func eachChangeIsTakenBackAndMadeAgain() {
    var player = Player(width: 120, height: 40)
    var states = [kept(player)]
    for change in Self.changes {
      for message in change { player.send(message) }
      #expect(kept(player) != states.last, "\(change)")
      states.append(kept(player))
    }
    for state in states.dropLast().reversed() {
      player.press(Self.undo)
      #expect(kept(player) == state, "\(player.footer)")
    }
    player.press(Self.undo)
    #expect(player.footer.contains("nothing to undo"))
    for state in states.dropFirst() {
      player.press(Self.redo)
      #expect(kept(player) == state, "\(player.footer)")
    }
    player.press(Self.redo)
    #expect(player.footer.contains("nothing to redo"))
  }

  /// What is computed again has the bits of a fresh start, and the picture is the same.
  @Test func theRaceIsThatOfAFreshStart() throws {
    var player = Player(width: 120, height: 40)
    let fresh = player
    for change in Self.changes { for message in change { player.send(message) } }
    for _ in Self.changes { player.press(Self.undo) }
    player.send(.seek(20))
    player.send(.seek(20))
    for run in 0..<6 {
      let (a, b) = (player.model.derived.race.timelines[run], fresh.model.derived.race.timelines[run])
      #expect(a.moment(at: 20).point.position == b.moment(at: 20).point.position)
    }
    #expect(player.picture(player.mapRect) == fresh.picture(fresh.mapRect))
  }

  @Test func theChangeIsNamed() {
    var player = Player(width: 120, height: 40)
    player.send(.set(0, 0.005))
    player.press(Self.undo)
    #expect(player.footer.contains("undone: lr 0.001 → 0.005 of Heavy ball"), "\(player.footer)")
    player.press(Self.redo)
    #expect(player.footer.contains("redone: lr 0.001 → 0.005 of Heavy ball"), "\(player.footer)")
    player.send(.setSurface(SurfaceChoice(SurfaceCatalog.entry("himmelblau")!)))
    player.press(Self.undo)
    #expect(player.footer.contains("undone: surface Himmelblau"), "\(player.footer)")
  }

  /// Playing, seeking and choosing do not count as changes; after a new change nothing can be made again.
  @Test func playingIsNoChange() {
    var player = Player(width: 120, height: 40)
    player.send(.set(0, 0.005))
    player.send(.step(3), .last, .first, .togglePlay, .togglePlay, .faster, .chooseRun(3), .focusNext)
    player.press(Self.undo)
    #expect(player.footer.contains("lr 0.001 → 0.005"))
    player.send(.seek(9))
    player.press(Self.redo)
    #expect(player.model.step == 9, "the step on display stays")
    player.press(Self.undo)
    player.send(.setTheme("paper"))
    player.press(Self.redo)
    #expect(player.footer.contains("nothing to redo"))
  }

  /// Another surface starts from its first step; taken back, the race stands where it stood.
  @Test func theStepComesBackWithTheSurface() {
    var player = Player(width: 120, height: 40, step: 60)
    player.send(.setSurface(SurfaceChoice(SurfaceCatalog.entry("bowl")!)))
    #expect(player.model.step == 0 && player.model.playback.isPlaying)
    player.press(Self.undo)
    #expect(player.model.step == 60 && !player.model.playback.isPlaying)
  }

  @Test func aDragIsOneChange() throws {
    var player = Player(width: 120, height: 40)
    let before = kept(player)
    let map = player.mapRect
    for _ in 0..<2 {
      player.point(.press, map.x + 10, map.y + 10)
      for step in 1...6 { player.point(.drag, map.x + 10 + step, map.y + 10) }
      player.point(.release, map.x + 16, map.y + 10)
    }
    let after = kept(player)
    player.press(Self.undo)
    let between = kept(player)
    #expect(between != before && between != after, "two drags are two changes")
    player.press(Self.undo)
    #expect(kept(player) == before)
    // Keys that move the view are one motion, until something else is done.
    player.send(.pan(1, 0), .pan(1, 0), .zoom(0.8))
    player.press(Self.undo)
    #expect(kept(player) == before)
  }

  /// What is done after undoing is another change, also where it goes on as the motion before.
  @Test func undoingEndsAMotion() {
    var player = Player(width: 120, height: 40)
    player.send(.pan(1, 0))
    let panned = kept(player)
    player.send(.setSeed(7))
    player.press(Self.undo)
    #expect(kept(player) == panned)
    player.send(.pan(0, 1))
    player.press(Self.undo)
    #expect(kept(player) == panned)
  }

  @Test func whatIsOnlyPreviewedIsNoChange() {
    var player = Player(width: 120, height: 40)
    player.send(.open(.themes))
    player.send(.move(1), .move(1))
    player.send(.close)
    player.press(Self.undo)
    #expect(player.footer.contains("nothing to undo"))
    let before = kept(player)
    player.press(.character("s"))
    player.type("x^2+3y^2")
    player.press(Key(.enter))
    #expect(kept(player) != before)
    player.press(Self.undo)
    #expect(kept(player) == before, "a typed formula is one change")
    player.press(Self.undo)
    #expect(player.footer.contains("nothing to undo"))
    player.send(.open(.themes))
    player.send(.move(2), .pick)
    player.press(Self.undo)
    #expect(kept(player) == before)
  }

  @Test func atLeastAThousandAreKept() {
    var player = Player(try? .bowl(), width: 60, height: 20)
    for count in 1...1100 { player.send(.setSeed(UInt64(count))) }
    for _ in 1...1100 { player.press(Self.undo) }
    #expect(player.model.document.experiment.seed == Player(try? .bowl()).model.document.experiment.seed)
  }

  /// A jump in the list equals the single steps, in what is kept, in the picture, and in what can be undone from there.
  @Test func aJumpEqualsTheSingleSteps() {
    var player = Player(width: 120, height: 40)
    for change in Self.changes { for message in change { player.send(message) } }
    player.send(.seek(30))
    let count = Self.changes.count
    var numbers = SeededNumbers(11)
    var at = count
    for _ in 0..<30 {
      let target = Int.random(in: 0...count, using: &numbers)
      var stepped = player
      while at != target {
        stepped.send(at > target ? .undo : .redo)
        at += at > target ? -1 : 1
      }
      player.send(.jump(target))
      // What is left of the race is computed, and notices are gone.
      for now in 0..<40 {
        stepped.send(.tick(now: Double(now)))
        player.send(.tick(now: Double(now)))
      }
      stepped.send(.seek(min(25, stepped.model.step)))
      player.send(.seek(min(25, player.model.step)))
      #expect(player.model.document == stepped.model.document, "\(target)")
      #expect(render(player.model).frame == render(stepped.model).frame, "\(target)")
      #expect(player.model.canUndo == (target > 0) && player.model.canRedo == (target < count))
    }
    // All steps from there lead through the same states.
    var stepped = player
    player.send(.jump(-5))
    stepped.send(.jump(at / 2))
    while stepped.model.canUndo { stepped.send(.undo) }
    #expect(kept(player) == kept(stepped))
    player.send(.jump(1_000_000))
    while stepped.model.canRedo { stepped.send(.redo) }
    #expect(kept(player) == kept(stepped))
  }

  @Test("All changes are listed, newest first, and one is gone to", arguments: [(80, 24), (120, 40)])
  func theListOfChanges(_ size: (Int, Int)) throws {
    var player = Player(width: size.0, height: size.1)
    let opened = kept(player)
    player.send(.set(0, 0.005), .setTheme("paper"), .setSteps(50))
    let done = kept(player)
    player.press(Self.undo)
    func rows() throws -> [String] {
      let box = try #require(render(player.model).regions.last { $0.target == .overlay }?.rect)
      return player.picture(box).split(separator: "\n").dropFirst(3).map(String.init)
    }
    player.send(.open(.history))
    let lines = try rows()
    #expect(lines[0].contains("○ 50 steps"))
    #expect(lines[1].contains("▸ theme paper") && !lines[2].contains("▸") && !lines[2].contains("○"))
    #expect(lines[2].contains("lr 0.001 → 0.005") && lines[3].contains("as it opened"))
    player.press(Key(.down), Key(.down), Key(.enter))
    #expect(kept(player) == opened && player.model.lists.overlay == nil)
    #expect(player.footer.contains("2 changes undone"))
    player.press(.character(":"))
    player.type("history")
    player.press(Key(.enter), Key(.home), Key(.enter))
    #expect(kept(player) == done && player.footer.contains("3 changes made again"))
  }

  @Test func theFooterOffersUndoWhileThereIsSomething() {
    var player = Player(width: 160, height: 40)
    #expect(!player.footer.contains("u undo") && !player.footer.contains("U redo"))
    player.send(.setSeed(7))
    #expect(player.footer.contains("u undo") && !player.footer.contains("U redo"))
    player.press(Self.undo, .character("."))
    #expect(!player.footer.contains("u undo") && player.footer.contains("U redo"))
  }

  /// Taken back, a shorter race stands at the step where it stood.
  @Test func theStepOfALongerRaceComesBack() {
    var player = Player(width: 120, height: 40, step: 150)
    player.send(.setSteps(50))
    #expect(player.model.step == 50)
    player.press(Self.undo)
    for now in 0..<10 { player.send(.tick(now: Double(now))) }
    #expect(player.model.step == 150)
  }

  /// Over any session: all changes taken back give the beginning, and made again the end.
  @Test(arguments: UInt64(1)...12)
  func anySession(seed: UInt64) throws {
    var session = try RandomSession(seed: seed)
    let before = session.player
    for _ in 0..<60 { session.step() }
    var player = session.player
    player.send(.close, .cancelEntry, .close)
    let after = kept(player)
    var undone = 0
    while undone < 100, player.model.canUndo {
      player.send(.undo)
      undone += 1
    }
    #expect(
      kept(player).filter { !$0.hasPrefix("--domain") } == kept(before).filter { !$0.hasPrefix("--domain") })
    for _ in 0..<undone { player.send(.redo) }
    #expect(kept(player) == after, "\(session.trail.joined(separator: ", "))")
  }
}
