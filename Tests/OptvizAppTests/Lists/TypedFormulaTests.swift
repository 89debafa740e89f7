import Experiments
import Optimization
import OptvizApp
import TerminalGraphics
import Testing

/// A formula typed into the surface list: the map follows, and escape restores the former surface.
struct TypedFormulaTests {
  private func typing(_ text: String) throws -> Player {
    var player = Player(try .bowl(), width: 100, height: 30)
    player.press(.character("s"))
    player.type(text)
    return player
  }

  @Test func theMapFollowsWhatIsTyped() throws {
    var player = try typing("x^2+4y^2")
    #expect(player.model.derived.race.objective.formula == "x^2+4y^2")
    #expect(player.model.derived.race.objective.value(at: Point(1, 1)) == 5)
    #expect(
      player.model.derived.map.scene != nil && player.model.step == 0 && !player.model.playback.isPlaying)
    let before = player.model.derived.map.scene
    player.type("+6x")
    #expect(player.model.derived.map.scene?.source != before?.source)
    #expect(player.model.derived.race.objective.value(at: Point(1, 1)) == 11)
    #expect(player.picture(Rect(x: 0, y: 0, width: 100, height: 30)).contains("lowest: f(−3, 0) = −9"))
  }

  @Test func halfAFormulaSaysWhyAndKeepsTheMap() throws {
    var player = try typing("x^2+4y^2")
    let map = player.model.derived.map.scene
    player.type("+sinn(y)")
    let screen = player.picture(Rect(x: 0, y: 0, width: 100, height: 30))
    #expect(screen.contains("there is no function 'sinn'; did you mean 'sin'") && screen.contains("^~~~"))
    // The last valid formula stays on the map: x^2+4y^2 with the text up to there.
    #expect(player.model.derived.map.scene?.source == map?.source)
    player.press(Key(.enter))
    #expect(player.model.lists.overlay != nil, "enter does not take what cannot be read")
  }

  @Test func escapeBringsBackWhatWasThere() throws {
    let before = Player(try .bowl(), width: 100, height: 30)
    var player = try typing("x^4+y^4")
    #expect(player.model.document.experiment != before.model.document.experiment)
    player.press(Key(.escape))
    #expect(
      player.model.lists.overlay == nil
        && player.model.document.experiment == before.model.document.experiment)
    #expect(player.model.step == before.model.step)
    #expect(render(player.model).frame == render(before.model).frame)
  }

  @Test func enterTakesItAndLeavingPrintsIt() throws {
    var player = try typing("a*x^2+y^2; a=3")
    player.press(Key(.enter))
    #expect(player.model.lists.overlay == nil && player.model.playback.isPlaying)
    #expect(player.model.document.experiment.surface.settings["a"] == 3)
    #expect(player.model.commandLine.contains("--expression 'a*x^2+y^2; a=3'"))
    player.press(Key(.escape))
    #expect(player.model.derived.race.objective.formula.contains("x^2"), "escape has nothing to bring back")
  }

  @Test func namesStillFilter() throws {
    let player = try typing("schaffer2")
    #expect(player.model.document.experiment.surface.entry.card.id == "bowl")
    guard case .picker(let picker) = player.model.lists.overlay else { return #expect(Bool(false)) }
    #expect(picker.chosen?.id == "schaffer2")
  }
}

/// Text that is pasted where one line is typed: a line break is a blank, and never joins what stands beside it.
struct PastedLineTests {
  private func filter(_ player: Player) -> String? {
    if case .picker(let picker) = player.model.lists.overlay { picker.filter } else { nil }
  }

  private func opened(_ overlay: Command) throws -> Player {
    var player = Player(try .bowl(), width: 100, height: 30)
    player.send(overlay)
    return player
  }

  @Test func linesOfAFormulaAreNotJoined() throws {
    for text in ["x^2 + 1\n0*y^2", "x^2\ny^2", "x^2 + 1\r\n0*y^2\n"] {
      var player = try opened(.open(.surfaces))
      player.send(.paste(text))
      #expect(player.model.document.experiment.surface.entry.card.id == "bowl", "\(text)")
      player.press(Key(.enter))
      #expect(player.model.lists.overlay != nil, "a mistake stays for correction")
      player.press(Key(.escape))
      player.send(.openPalette)
      player.send(.paste("surface \(text)"))
      player.press(Key(.enter))
      #expect(player.model.document.experiment.surface.entry.card.id == "bowl", "\(text)")
    }
  }

  @Test func aFormulaOfSeveralLinesIsRead() throws {
    var player = try opened(.open(.surfaces))
    player.send(.paste("a*x^2 +\n  y^2\na=3\n"))
    player.press(Key(.enter))
    #expect(player.model.document.experiment.surface.expressionText == "a*x^2 + y^2; a=3")
  }

  @Test func elsewhereABlankStandsBetween() throws {
    var player = try opened(.open(.optimizers))
    player.send(.paste("ad\nam\n"))
    #expect(filter(player) == "ad am")
    player = try opened(.open(.themes))
    player.send(.paste("ni\tght"))
    #expect(filter(player) == "ni ght")
    player = try opened(.help)
    player.send(.paste("zo\nom"))
    guard case .help(let help) = player.model.lists.overlay else { return #expect(Bool(false)) }
    #expect(help.filter == "zo om")
    player = try opened(.openForm(.saveLayout))
    player.send(.paste("mi\nne"))
    guard case .form(let form) = player.model.lists.overlay else { return #expect(Bool(false)) }
    #expect(form.fields[0].line.text.hasSuffix("mi ne"))
  }

  @Test func aNumberIsNotContinuedByTheNextLine() throws {
    var player = try opened(.chooseSetting(0))
    let before = player.model.document.experiment
    player.send(.startEntry)
    player.send(.paste("0.1\n5"))
    player.press(Key(.enter))
    #expect(player.model.document.experiment == before && player.model.notice?.contains("0.1 5") == true)
    player.send(.cancelEntry, .startEntry)
    player.send(.paste("0.25\n"))
    player.press(Key(.enter))
    let document = player.model.document
    #expect(document.experiment.optimizers[document.chosenRun].rate == 0.25)
  }

  @Test func whatIsMissingAndWhichNameIsWhichIsToldWhileTyping() throws {
    var player = try opened(.open(.surfaces))
    player.send(.paste("w^2 + 4b^2"))
    let all = Rect(x: 0, y: 0, width: 100, height: 30)
    #expect(player.picture(all).contains("w is x, the horizontal coordinate, and b is y, the vertical one"))
    player.press(Key(.enter))
    #expect(player.model.notice?.hasPrefix("w is x") == true)
    player = try opened(.open(.surfaces))
    player.send(.paste("0/0 + x + y"))
    #expect(player.picture(all).contains("the loss has no finite value: none at the start"))
  }
}

/// Data chosen on the screen: its race comes and goes with it.
struct DataOnScreenTests {
  @Test func aDataSetBringsItsRace() throws {
    var player = Player(width: 120, height: 40)
    let before = player.model.document.experiment
    player.press(.character("s"))
    player.type("hubble")
    player.press(Key(.enter))
    #expect(player.model.document.experiment.surface.dataChoice?.source == "hubble")
    #expect(
      player.model.document.experiment.optimizers.count == 4 && player.model.derived.layout.mainView == .both)
    _ = render(player.model)
    player.send(.open(.surfaces))
    player.send(.paste("beale"))
    player.press(Key(.enter))
    #expect(player.model.document.experiment.optimizers == before.optimizers)
    _ = render(player.model)
  }

  @Test func anotherScaleBringsItsRectangleAndRates() throws {
    var player = Player(width: 120, height: 40)
    player.send(.open(.surfaces))
    player.send(.paste("mauna"))
    player.press(Key(.enter))
    let long = player.model.document.experiment
    let index = try #require(
      long.surface.settings.index(of: "scale").map {
        $0 + long.optimizers[player.model.document.chosenRun].settings.values.count + 1
      })
    player.send(.chooseSetting(index), .adjust(1))
    let round = player.model.document.experiment
    #expect(round.surface.settings["scale"] == 1)
    #expect(round.domain != long.domain && round.start != long.start)
    #expect(round.optimizers[0].rate > 1000 * long.optimizers[0].rate)
    #expect(player.model.notice?.hasPrefix("condition number 1.0; without --scale standard") == true)
  }

  @Test func everyExperimentOpens() {
    for entry in bundled.entries {
      let player = Player(entry.experiment, width: 120, height: 40)
      #expect(player.model.derived.race.timelines.count == entry.experiment.optimizers.count, "\(entry.id)")
      #expect(!render(player.model).regions.isEmpty, "\(entry.id)")
    }
  }
}

/// A map that reads many examples at each node comes as a sketch first, computed in the background.
struct LongMapTests {
  private func logistic(_ count: Int) -> Experiment {
    let x = (0..<count).map { Double($0 % 997) / 100 - 5 }
    let data = DataSet(
      name: "many", xName: "x", yName: "y", x: x, y: x.indices.map { (x[$0] + Double($0 % 7) > 3) ? 1 : 0 })
    var experiment = bundled.opening.experiment
    experiment.take(SurfaceChoice(DataChoice(source: "many", data: data, model: .logistic)), in: bundled)
    experiment.steps = 2
    return experiment
  }

  @Test func aSketchThenTheWhole() throws {
    var opening = Model.Opening(logistic(4000))
    opening.step = 0
    var model = Model(opening, depth: .direct, glyphs: .unicode, size: (80, 30))
    var effects = update(&model, .resize(width: 80, height: 30))
    #expect(effects.count == 1 && effects[0].isLong)
    // While it is computed, nothing requests it again, and keys are answered.
    #expect(update(&model, .step(1)).isEmpty && model.step == 1)
    var progress: [Double] = []
    let sketch = effects[0].perform { if case .mapProgress(_, let share) = $0 { progress.append(share) } }
    #expect(progress == progress.sorted() && progress.last == 1 && progress.count > 2)
    #expect(model.derived.map.scene == nil)
    effects = update(&model, sketch)
    #expect(model.derived.map.scene?.coarseness == 4 && effects.count == 1 && effects[0].isLong)
    #expect(update(&model, effects[0].perform()).isEmpty && model.derived.map.scene?.coarseness == 1)
  }

  @Test func aShortMapIsComputedAtOnce() {
    var opening = Model.Opening(logistic(20))
    opening.step = 0
    var model = Model(opening, depth: .direct, glyphs: .unicode, size: (80, 30))
    let effects = update(&model, .resize(width: 80, height: 30))
    #expect(effects.count == 1 && !effects[0].isLong)
  }
}
