import Experiments
import Optimization
import OptvizApp
import SeededNumbers
import TerminalGraphics
import Testing

/// Whatever happens, at whatever size, the model stays valid and there is a frame of exactly that size.
struct SurvivalTests {
  static let sizes = [
    (0, 0), (1, 1), (0, 9), (9, 0), (39, 12), (40, 11), (40, 12), (66, 20), (80, 24), (1000, 300), (3, 200),
    (300, 3),
  ]

  static let messages: [Message] =
    [
      events(
        .tick(now: 1), .resize(width: 50, height: 20), .resize(width: -3, height: 7), .type("x"),
        .paste("abc\nq")),
      commands(
        .togglePlay, .step(1), .step(-10), .seek(7), .seek(-7), .first, .last, .restart, .faster, .slower,
        .toggleRun(0), .toggleRun(99), .toggleRun(-1), .chooseRun(1), .chooseRun(-1), .setStart(Point(1, 2)),
        .setStart(Point(.nan, 2)), .setStart(Point(1e300, -1e300)), .moveStart(1, -1), .randomStart,
        .chooseSetting(1), .chooseSetting(-1), .adjust(1), .adjust(-3), .adjust(0), .set(0, 0.5),
        .set(9, .nan), .set(-9, 1), .resetSetting, .startEntry),
      events(.type("7")),
      commands(.commitEntry),
      events(.type("€")),
      commands(
        .commitEntry, .erase, .cancelEntry, .erase, .zoom(0.8), .zoom(1.25), .turnSolid(1, -1),
        .turnSolid(.max, .min), .magnifySolid(2), .magnifySolid(0), .magnifySolid(.nan), .resetSolid,
        .resetSolid, .zoom(0), .zoom(.nan), .pan(1, 1), .pan(-100, 100), .resetView, .toggleLossAxis,
        .nextView, .nextMarkers, .nextChartQuantity, .nextChartSpan, .togglePane(.inspector),
        .scrollInspector(4), .scrollInspector(-900), .move(1), .nextView, .toggleAverages,
        .scrollInspector(900), .nextTheme, .focusNext, .focusPrevious, .move(1), .move(-100), .open(.surfaces)
      ),
      events(.type("b")),
      commands(.move(3), .erase, .move(3), .pickRow(-1), .open(.surfaces)),
      events(.paste("zzz")),
      commands(
        .pick, .pickRow(4), .close, .open(.optimizers), .pick, .pickRow(99), .pickRow(0), .close,
        .open(.experiments), .pickRow(2), .help, .move(5), .move(-900), .move(900), .close, .quit,
        .openPalette),
      events(.paste("set lr 0.5")),
      commands(
        .complete, .move(1), .move(-3), .page(1), .pick, .pickRow(77), .pickRow(-1), .close, .open(.surfaces),
        .moveAcross(1), .moveAcross(-99), .page(9), .page(.min), .close, .help),
      events(.paste("zoom")),
      commands(
        .page(-1), .pickRow(3), .setExperiment("nothing"), .setTheme("paper"), .setView(.model),
        .setSteps(-1), .setSteps(33), .setSteps(0), .setSteps(90), .setSpeed(0), .setSpeed(.max),
        .setSeed(.max), .setDomain(Domain(x: 1...1, y: 0...2)), .setDomain(Domain(x: -1...1, y: 0...2))),
    ].flatMap(\.self) + PaneCatalog.all.map { .command(.focus($0.id)) }

  static func check(_ model: Model, _ context: @autoclosure () -> String) {
    let runs = model.document.experiment.optimizers
    let frame = render(model).frame
    #expect(
      frame.width == model.environment.size.width && frame.height == model.environment.size.height
        && (0...max(0, model.derived.race.budget)).contains(model.step)
        && model.derived.race.timelines.count == runs.count
        && (runs.isEmpty || runs.indices.contains(model.document.chosenRun))
        && (0..<max(
          1,
          // With data each run may have its own batch size.
          (model.chosen?.settings.settings.count ?? 0)
            + model.document.experiment.surface.settings.settings.count
            + (model.derived.race.objective.batches == nil ? 0 : 1)))
          .contains(model.document.chosenSetting)
        && model.document.hiddenRuns.allSatisfy { runs.indices.contains($0) }
        && model.document.map.view.x.lowerBound < model.document.map.view.x.upperBound
        && model.document.map.view.y.lowerBound < model.document.map.view.y.upperBound
        && model.nextTick(now: 0)?.isNaN != true && model.document.speed > 0,
      "\(context())")
  }

  @Test(arguments: sizes)
  func everyMessageAtEverySize(_ size: (Int, Int)) throws {
    var none = try Experiment.bowl()
    none.optimizers = []
    for experiment in [try Experiment.bowl(), none, try .bowl(steps: 0)] {
      // In sequence at every size, and each alone if that does not take long.
      for message in Self.messages where size.0 * size.1 < 10_000 {
        var player = Player(experiment, width: size.0, height: size.1)
        player.send(message)
        Self.check(player.model, "\(message) alone at \(size)")
      }
      var player = Player(experiment, width: size.0, height: size.1)
      for message in Self.messages {
        player.send(message)
        Self.check(player.model, "\(message) at \(size)")
        player.send(.resize(width: size.0, height: size.1))
      }
    }
  }

  @Test(arguments: [
    (ColorDepth.direct, GlyphSet.unicode, 1), (.palette256, .unicode, 2), (.palette16, .ascii, 3),
    (.mono, .ascii, 4),
  ])
  func anythingGoes(_ kind: (ColorDepth, GlyphSet, Int)) throws {
    var numbers = SeededNumbers(UInt64(kind.2))
    var player = Player(try .bowl(steps: 60), depth: kind.0, glyphs: kind.1)
    let keys: [Key] =
      KeyBindings.panes.flatMap(\.keys) + KeyBindings.picker.flatMap(\.keys)
      + KeyBindings.entry.flatMap(\.keys)
      + "0123456789.e-abxyz é漢".map { .character($0) }
    let actions: [Pointer.Action] = [.press, .release, .drag, .move, .scrollUp, .scrollDown]
    var now = 0.0
    var trail: [String] = []
    for i in 0..<5000 {
      let message: Message?
      switch Int.random(in: 0..<20, using: &numbers) {
      case 0..<9:
        let key = keys.randomElement(using: &numbers) ?? Key(.enter)
        message = KeyBindings.message(for: key, in: player.model)
      case 9..<14:
        let (width, height) = (
          max(1, player.model.environment.size.width), max(1, player.model.environment.size.height)
        )
        let column = Int.random(in: -1...width, using: &numbers)
        let row = Int.random(in: -1...height, using: &numbers)
        let pointer = Pointer(
          actions.randomElement(using: &numbers) ?? .move, button: Int.random(in: 0...3, using: &numbers),
          column: column,
          row: row)
        message = .event(.pointer(pointer, on: render(player.model).region(column: column, row: row)))
      case 14..<16:
        now += Double.random(in: 0...0.3, using: &numbers)
        message = .event(.tick(now: now))
      case 16 where i % 4 == 0:
        message = .event(
          .resize(
            width: Int.random(in: 0...130, using: &numbers), height: Int.random(in: 0...45, using: &numbers)))
      default: message = Self.messages.randomElement(using: &numbers)
      }
      guard let message else { continue }
      trail = trail.suffix(5) + ["\(message)"]
      player.send(message)
      Self.check(player.model, "\(i): \(trail.joined(separator: ", "))")
    }
  }

  /// Runs that diverge pass through every magnitude on their way.
  @Test(arguments: ["bowl:k=20", "rosenbrock", "beale", "saddle", "styblinski_tang"])
  func divergingRunsAreShown(_ surface: String) throws {
    for rate in ["0.11", "1", "30", "1e5", "1e200"] {
      var player = Player(
        try Experiment(
          surface, domain: "-5,5,-3,3", start: "0.5,0.001", "gd:lr=\(rate)", "momentum:lr=\(rate)", steps: 400
        ))
      for step in [1, 2, 3, 5, 8, 20, 100, 300, 400] {
        player.send(.seek(step))
        Self.check(player.model, "\(surface) \(rate) \(step)")
        player.send(.toggleLossAxis)
        Self.check(player.model, "\(surface) \(rate) \(step)")
      }
    }
  }
}
