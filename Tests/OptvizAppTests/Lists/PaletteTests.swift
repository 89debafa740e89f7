import Experiments
import Optimization
import OptvizApp
import SeededNumbers
import TerminalGraphics
import Testing

/// The command palette: typing, completion, running and errors.
struct PaletteTests {
  private func typing(_ text: String, width: Int = 100, height: Int = 30) throws -> Player {
    var player = Player(try .bowl(), width: width, height: height)
    player.press(.character(":"))
    player.type(text)
    return player
  }

  private func text(_ player: Player) -> String? {
    if case .palette(let palette) = player.model.lists.overlay { palette.text } else { nil }
  }

  private func screen(_ player: Player) -> String { render(player.model).frame.text }

  @Test func commandsDoWhatTheySay() throws {
    func run(_ line: String) throws -> Model {
      var player = try typing(line)
      player.press(Key(.enter))
      #expect(player.model.lists.overlay == nil, "\(line)")
      return player.model
    }
    #expect(try run("set lr 0.01").document.experiment.optimizers[1].rate == 0.01)
    #expect(try run("set beta=0.5").document.experiment.optimizers[1].settings["beta"] == 0.5)
    #expect(try run("set k 5").document.experiment.surface.settings["k"] == 5)
    #expect(try run("start 1,2").document.experiment.start == Point(1, 2))
    #expect(try run("start -1.5, 2").document.experiment.start == Point(-1.5, 2))
    #expect(try run("surface beale").document.experiment.surface.entry.card.id == "beale")
    #expect(try run("surface bowl:k=3").document.experiment.surface.settings["k"] == 3)
    #expect(try run("surface hubble").document.experiment.surface.dataChoice?.source == "hubble")
    #expect(try run("surface x^2 + 4y^2").derived.race.objective.value(at: Point(1, 1)) == 5)
    #expect(try run("optimizer adamw:lr=0.02").document.experiment.optimizers.count == 4)
    #expect(
      try run("optimizer @cosine").document.experiment.optimizers[1].schedule?.entry.card.id == "cosine")
    #expect(
      try run("experiment \(bundled.entries[1].id)").document.experiment
        == bundled.entries[1].experiment)
    #expect(try run("theme paper").derived.theme.id == "paper")
    #expect(try run("steps 500").derived.race.budget == 500)
    #expect(try run("goto 64").step == 64)
    #expect(try run("speed 77").document.speed == 77)
    #expect(try run("seed 3").document.experiment.seed == 3)
    #expect(try run("run 3").document.chosenRun == 2)
    #expect(try run("domain -1,1,-2,2").document.map.view == Domain(x: -1...1, y: -2...2))
    #expect(try run("view slice_x").derived.layout.mainView == .sliceX)
    #expect(try run("quit").isOver)
    #expect(try run("zoom in").document.map.view != Player(try .bowl()).model.document.map.view)
  }

  /// An invalid line stays, with its mistake below, and nothing changes.
  @Test func mistakesAreTold() throws {
    for (line, message) in [
      ("set lrr 1", "did you mean 'lr'"), ("set lr x", "'x' is not a value for lr"),
      ("set lr -1", "out of range"),
      ("surface beal3", "did you mean 'beale'"), ("start 1", "is not a point"),
      ("theme nigth", "did you mean 'night'"),
      ("goto 100000", "from 0 to 100"), ("steps 0", "out of range"),
      ("optimizer adma", "did you mean 'adam'"),
      ("speed fast", "whole number"), ("seed -1", "whole number"), ("sett lr 1", "there is no 'sett'"),
      ("surface x^2+sinn(y)", "did you mean 'sin'"),
    ] {
      var player = try typing(line, width: 120, height: 40)
      let before = player.model.document.experiment
      #expect(screen(player).contains(message), "\(line): \(screen(player))")
      player.press(Key(.enter))
      #expect(text(player) == line && player.model.document.experiment == before, "\(line)")
    }
  }

  @Test func tabCompletes() throws {
    for (typed, completed) in [
      ("th", "theme "), ("theme n", "theme night"), ("surface beal", "surface beale"),
      ("set bet", "set beta "),
      ("set l", "set lr "), ("experiment zzz", "experiment zzz"), ("view con", "view contours"),
    ] {
      var player = try typing(typed)
      player.press(Key(.tab))
      #expect(text(player) == completed, "\(typed)")
    }
  }

  /// The first offer for what people type, at the start of a word before anything else.
  @Test(arguments: [
    ("lr", "set lr"), ("rosen", "surface rosenbrock"), ("hubb", "surface hubble"),
    ("viri", "colormap viridis"),
    ("nord", "theme nord"), ("lecture", "layout lecture"), ("zigz", "experiment zigzag"),
    ("adagrad", "optimizer adagrad"), ("undo", "undo"), ("delete", "remove run"), ("exit", "quit"),
    ("csv", "data"), ("save", "save NAME"), ("save la", "save layout"), ("fullscreen", "zoom panel"),
    ("learning rate", "set lr"),
    ("color", "colormap"), ("colour", "theme"), ("pause", "play"), ("zoom in", "zoom in"),
  ])
  func whatIsLookedForIsFound(_ typed: String, _ first: String) throws {
    for (width, height) in [(80, 24), (120, 40)] {
      let player = try typing(typed, width: width, height: height)
      let box = try #require(render(player.model).regions.first { $0.target == .overlay }?.rect)
      let row = player.picture(Rect(x: box.x, y: box.y + 2, width: box.width, height: 1))
      #expect(row.dropFirst().drop { $0 == " " }.hasPrefix(first), "\(typed): \(row)")
    }
  }

  @Test func aThingIsTakenAtOnce() throws {
    var player = try typing("rosen")
    player.press(Key(.enter))
    #expect(player.model.document.experiment.surface.entry.card.id == "rosenbrock")
    player = try typing("lr")
    player.press(Key(.enter))
    #expect(text(player) == "set lr ")
    player.type("0.25")
    player.press(Key(.enter))
    #expect(player.model.chosen?.rate == 0.25)
    player = try typing("save layout mine")
    player.press(Key(.enter))
    #expect(player.model.preset?.name == "mine" || player.model.environment.layouts.map(\.name) == ["mine"])
  }

  @Test func historyComesBack() throws {
    var player = try typing("start 1,2")
    player.press(Key(.enter), .character(":"), Key(.up))
    #expect(text(player) == "start 1,2")
    player.press(Key(.down))
    #expect(text(player) == "")
    player.type("goto 5")
    player.press(Key(.enter), .character(":"), Key(.up), Key(.up))
    #expect(text(player) == "start 1,2")
    player.press(Key(.up), Key(.down))
    #expect(text(player) == "goto 5")
  }

  @Test func anActionRunsAsItsKey() throws {
    var player = try typing("random start")
    player.press(Key(.enter))
    var other = Player(try .bowl())
    other.press(.character("n"))
    #expect(player.model.document.experiment == other.model.document.experiment)
    player = try typing("inspector")
    player.press(Key(.enter))
    #expect(player.model.isOpen(.inspector))
  }

  @Test func aPasteIsTextAndNeverRuns() throws {
    var player = try typing("")
    player.send(.paste("quit\nq\n"))
    #expect(!player.model.isOver && text(player) == "quit q")
    player.send(.paste(String(repeating: "x", count: 100_000)))
    #expect((text(player)?.count ?? 0) <= 1000)
    player.press(Key(.escape))
    #expect(player.model.lists.overlay == nil && !player.model.isOver)
  }

  @Test func whateverIsTypedNothingHappensBeforeEnter() throws {
    var numbers = SeededNumbers(7)
    let pieces =
      "set lr surface optimizer theme start goto steps speed seed domain view run adam : = , @ + - 1 0.5 1e999 nan é ( ) ^ * x y"
      .split(separator: " ").map(String.init) + [" ", " ", " "]
    for round in 0..<60 {
      var player = Player(try .bowl(), width: 40 + round * 2, height: 12 + round % 30)
      let before = player.model.document.experiment
      player.send(.openPalette)
      for _ in 0..<10 {
        switch Int.random(in: 0..<8, using: &numbers) {
        case 0: player.press(Key(.backspace))
        case 1: player.press(Key(.tab))
        case 2: player.press(Key(.down))
        case 3: player.press(Key(.up))
        default: player.type(pieces.randomElement(using: &numbers) ?? " ")
        }
        #expect(render(player.model).frame.width == player.model.environment.size.width)
      }
      #expect(player.model.document.experiment == before && text(player) != nil)
      player.press(Key(.enter))
      _ = render(player.model)
    }
  }

  @Test func thePalette() throws {
    var lines = screen(try typing("set ", width: 80, height: 24)).split(separator: "\n").map(String.init)
    let top = try #require(lines.firstIndex { $0.contains("╭─ command ─") })
    #expect(lines[top + 1].contains("│ : set ▏lr "))
    #expect(lines[top + 2].contains("set lr") && lines[top + 3].contains("set beta"))
    #expect(
      lines.contains { $0.contains("set KEY VALUE: Sets a setting of the chosen run, or of the surface.") })
    lines = screen(try typing("inspector", width: 40, height: 12)).split(separator: "\n").map(String.init)
    #expect(lines.contains { $0.contains("toggle inspector") && $0.contains(" i ") })
  }

  /// Offers can be typed: each completion begins with the typed text or matches it, and repeated completion ends
  /// in a valid line.
  @Test func examplesAndCompletionsAreRead() throws {
    for verb in [
      "set", "surface", "optimizer", "experiment", "theme", "colormap", "view", "start", "goto", "steps",
      "speed",
      "seed", "run", "domain",
    ] {
      var player = try typing(verb + " ", width: 120, height: 40)
      player.press(Key(.down), Key(.tab))
      if text(player)?.hasSuffix(" ") == true { player.press(Key(.down), Key(.tab)) }
      player.press(Key(.enter))
      #expect(player.model.lists.overlay == nil, "\(verb): \(text(player) ?? "")")
    }
  }
}
