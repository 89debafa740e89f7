import Experiments
import Optimization
import OptvizApp
import TerminalGraphics
import Testing

struct KeyBindingsTests {
  /// Models in the states that bindings need.
  static let states: [Model] = {
    var states: [Player] = []
    for step in [nil, 20] {
      for tabs in 0..<4 {
        var player = Player(step: step)
        for _ in 0..<tabs { player.press(Key(.tab)) }
        states.append(player)
      }
    }
    for message in [
      Command.open(.surfaces), .open(.optimizers), .open(.experiments), .open(.runs), .open(.views), .help,
      .openPalette, .startEntry,
    ] {
      var player = Player()
      player.send(message)
      states.append(player)
    }
    for typed in ["", "name"] {
      var player = Player()
      player.send(.openForm(.saveLayout))
      player.type(typed)
      player.press(Key(.home))
      states.append(player)
    }
    for message in [Command.togglePane(.inspector), .toggleAverages] {
      var player = Player()
      player.send(.chooseRun(5), message)
      if let pane = PaneCatalog.all.first(where: { $0.typeName == "InspectorPane" }) {
        player.send(.focus(pane.id))
      }
      player.send(.scrollInspector(3))
      states.append(player)
    }
    for tabs in 0..<2 {
      var player = Player()
      player.press(.character("v"))
      for _ in 0..<tabs { player.press(Key(.tab)) }
      states.append(player)
    }
    var undone = Player()
    undone.send(.setSeed(7), .undo)
    states.append(undone)
    var share = Player(width: 20)
    share.send(.resize(width: 40, height: 12))
    share.send(.setTheme("nord"), .setSpeed(77), .setSeed(3), .share)
    states.append(share)
    var menu = Player()
    menu.point(.press, menu.mapRect.x + 5, menu.mapRect.y + 5, button: 3)
    states.append(menu)
    if let data = try? Experiment.data() { states.append(Player(data)) }
    var zoomed = Player()
    zoomed.send(.toggleZoom)
    states.append(zoomed)
    // A long map is being computed.
    if let data = try? Experiment.line(examples: 4000, model: .logistic, ["gd", "adam"]) {
      var player = Player(data)
      let whole = update(&player.model, .pan(1, 0)).flatMap { update(&player.model, $0.perform()) }
      if case .computeMap(let request)? = whole.first {
        _ = update(&player.model, .mapProgress(request, 0.3))
        states.append(player)
      }
    }
    var linear = Player()
    linear.send(.toggleLossAxis)
    states.append(linear)
    var none = Player().model.document.experiment
    none.optimizers = []
    states.append(Player(none))
    var many = Player().model.document.experiment
    many.optimizers += many.optimizers
    states.append(Player(many))
    for pace in Race.Pace.allCases {
      guard var data = try? Experiment.line(["gd", "adam+batch:size=4"]) else { continue }
      data.pace = pace
      states.append(Player(data))
    }
    return states.map(\.model)
  }()

  private var all: [KeyBinding] {
    KeyBindings.panes + KeyBindings.picker + KeyBindings.help + KeyBindings.palette + KeyBindings.form
      + KeyBindings.menu + KeyBindings.share
      + KeyBindings.entry
  }

  /// Among the bindings of one state a key means one thing; only the map, while it has the focus, takes the arrows from
  /// their other bindings, and the view in three dimensions its keys from the map.
  @Test func keysMeanOneThing() {
    for model in Self.states {
      let active = KeyBindings.active(in: model).filter { $0.applies(model) }
      for key in Set(active.flatMap(\.keys)) {
        let messages = active.filter { $0.keys.contains(key) }.map(\.command)
        if Set(messages).count == 1 { continue }
        switch messages[0] {
        case .moveStart, .turnSolid, .magnifySolid, .resetSolid: #expect(messages.count == 2, "\(key)")
        default: Issue.record("\(key) means \(messages)")
        }
        #expect(KeyBindings.command(for: key, in: model) == messages[0])
      }
    }
  }

  @Test func everyBindingIsDocumented() {
    for binding in all {
      // Without a key it has a word in the palette.
      #expect(!binding.keys.isEmpty || binding.label == ":" + binding.name, "\(binding.action)")
      #expect(!binding.title.isEmpty)
      #expect(binding.help.hasSuffix(".") && binding.help.first?.isUppercase == true, "\(binding.help)")
      #expect(Frame.columns(of: binding.title) <= 12, "\(binding.title)")
      #expect(binding.label == binding.label.filter { !$0.isNewline })
    }
  }

  @Test func everyMessageDoesSomething() {
    func trace(_ model: Model) -> String {
      "\(render(model).frame.hashValue) \(model.document.moment) \(model.playback.isPlaying) \(model.document.speed) \(model.document.map.view)"
        + "\(model.document.map.isChosen) \(model.document.hiddenRuns) \(model.document.chosenRun) \(model.document.chosenSetting) \(model.panes.focus)"
        + "\(String(describing: model.lists.overlay)) \(String(describing: model.settings.typedValue)) \(model.isOver)"
        + "\(model.document.chart.isLogarithmic) \(model.document.solid.camera) \(model.derived.theme.id) \(model.document.experiment.start)"
    }
    for binding in all {
      let changes = Self.states.contains { model in
        guard KeyBindings.active(in: model).contains(where: { $0.command == binding.command }),
          binding.applies(model)
        else { return false }
        var player = Player()
        player.model = model
        // States with something to scroll, erase or choose.
        if model.settings.typedValue != nil {
          player.send(.paste("0.5"))
        } else if model.lists.overlay != nil {
          player.send(.paste("a"))
          player.send(.move(1), .move(2))
        } else {
          player.send(.adjust(1), .move(1))
        }
        let before = trace(player.model)
        player.send(binding.command)
        return trace(player.model) != before
      }
      #expect(changes, "\(binding.keys) \(binding.command)")
    }
  }

  @Test func theKeysOfTheScreen() {
    let panes = Player().model
    var map = Player()
    while map.rect("MapPane") != map.model.derived.layout.rect(of: map.model.panes.focus) {
      map.press(Key(.tab))
    }
    let expected: [(Key, Command)] = [
      (.character(" "), .togglePlay), (Key(.right), .step(1)), (Key(.left), .step(-1)),
      (Key(.right, .shift), .step(10)), (Key(.left, .shift), .step(-10)), (Key(.home), .first),
      (Key(.end), .last),
      (.character("<"), .slower), (.character(">"), .faster), (.character("r"), .restart),
      (.character("s"), .open(.surfaces)), (.character("o"), .open(.optimizers)), (Key(.tab), .focusNext),
      (Key(.backTab), .focusPrevious), (Key(.up), .move(-1)), (Key(.down), .move(1)),
      (.character("-"), .adjust(-1)),
      (.character("+"), .adjust(1)), (Key(.enter), .startEntry), (Key(.backspace), .resetSetting),
      (.character("z"), .resetView), (.character("n"), .randomStart), (.character("t"), .nextTheme),
      (.character("?"), .help), (.character("q"), .quit), (.character("h"), .step(-1)),
      (.character("l"), .step(1)),
      (.character("k"), .move(-1)), (.character("j"), .move(1)),
    ]
    for (key, message) in expected { #expect(KeyBindings.command(for: key, in: panes) == message, "\(key)") }
    let onMap: [(Key, Command)] = [
      (Key(.up), .moveStart(0, 1)), (Key(.down), .moveStart(0, -1)), (Key(.left), .moveStart(-1, 0)),
      (Key(.right), .moveStart(1, 0)), (.character("k"), .moveStart(0, 1)),
      (.character("j"), .moveStart(0, -1)),
      (.character("h"), .moveStart(-1, 0)), (.character("l"), .moveStart(1, 0)),
    ]
    for (key, message) in onMap { #expect(KeyBindings.command(for: key, in: map.model) == message, "\(key)") }
    for (key, message) in expected where !onMap.contains(where: { $0.0 == key }) {
      #expect(KeyBindings.command(for: key, in: map.model) == message, "\(key)")
    }
  }

  @Test func digitsShowAndHideTheRunsThereAre() {
    let model = Player().model
    for digit in 1...9 {
      let message = KeyBindings.command(for: .character(Character(String(digit))), in: model)
      #expect(message == (digit <= model.derived.race.timelines.count ? .callRun(digit - 1) : nil))
    }
  }

  /// What gave its key to something else is reached otherwise.
  @Test func whatLostItsKeyIsStillReached() throws {
    let model = Player().model
    for (typed, command) in [
      ("save layout", Command.openForm(.saveLayout)), ("open colormaps", .open(.colorMaps)),
    ] {
      var player = Player(width: 120, height: 40)
      player.press(.character(":"))
      player.type(typed)
      player.press(Key(.enter))
      var other = Player(width: 120, height: 40)
      other.send(command)
      #expect(
        player.model.lists.overlay == other.model.lists.overlay && player.model.lists.overlay != nil,
        "\(typed)")
    }
    #expect(KeyBindings.command(for: Key(.home), in: model) == .first)
    #expect(KeyBindings.command(for: .character("0"), in: model) == .open(.runs))
    #expect(KeyBindings.command(for: .character("V"), in: model) == .open(.views))
    #expect(KeyBindings.command(for: .character("R"), in: model) == .nextColorMap)
  }

  /// Delete removes the run where runs have the focus, and elsewhere sets a setting back.
  @Test func deleteDependsOnTheFocus() {
    var player = Player()
    #expect(KeyBindings.command(for: Key(.delete), in: player.model) == .removeRun)
    player.press(Key(.tab))
    #expect(KeyBindings.command(for: Key(.delete), in: player.model) == .resetSetting)
    #expect(KeyBindings.command(for: .character("D"), in: player.model) == .removeRun)
  }

  @Test func unknownKeysMeanNothing() {
    let model = Player().model
    for key in [
      Key(.function(7)), Key(.character("q"), .control), Key(.character(" "), .alt), Key(.escape),
      .character("é"),
    ] {
      #expect(KeyBindings.command(for: key, in: model) == nil, "\(key)")
    }
  }

  /// A key without a meaning says what is near it, and changes nothing else.
  @Test func aFreeKeySaysWhatIsNear() {
    for (key, words) in [
      (Key.character("O"), "o: open optimizers"), (.character("Q"), "q: quit"),
      (Key(.character("u"), .control), "u: undo"), (Key(.right, .control), "→: step forward"),
      (.character("é"), "? has all keys"), (.character("9"), "there is no run 9; o adds one"),
      (Key(.function(7)), "F7 has no meaning here"),
    ] {
      var player = Player(width: 120, height: 40)
      let document = player.model.document
      player.press(key)
      #expect(player.footer.contains(words), "\(player.footer)")
      #expect(player.model.document == document && !player.model.canUndo)
      player.press(.character("."))
      #expect(!player.footer.contains("no meaning"))
    }
  }

  @Test func quittingWorksAtEverySize() {
    for (width, height) in [(0, 0), (1, 1), (39, 12), (80, 24)] {
      var player = Player(width: width, height: height)
      player.press(.character("q"))
      #expect(player.model.isOver)
    }
  }

  @Test func escapeClosesAndNeverQuits() {
    for message in [
      Command.open(.surfaces), .open(.optimizers), .open(.experiments), .help, .openPalette, .startEntry,
    ] {
      var player = Player()
      player.send(message)
      player.press(Key(.escape))
      #expect(
        player.model.lists.overlay == nil && player.model.settings.typedValue == nil && !player.model.isOver)
      player.press(Key(.escape))
      #expect(!player.model.isOver)
    }
  }

  @Test func lettersAreTypedWhereTextIsAsked() {
    var player = Player()
    player.send(.open(.surfaces))
    player.type("qr s")
    guard case .picker(let picker) = player.model.lists.overlay else { return #expect(Bool(false)) }
    #expect(picker.filter == "qr s" && !player.model.isOver)
    player.press(Key(.escape))
    player.send(.startEntry)
    player.type("1e-3q")
    #expect(player.model.settings.typedValue == "1e-3q" && !player.model.isOver)
  }
}
