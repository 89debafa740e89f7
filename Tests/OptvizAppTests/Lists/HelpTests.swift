import OptvizApp
import TerminalGraphics
import Testing

/// Help lists the actions, finds them, and runs them.
struct HelpTests {
  /// Every applicable binding is found by its words, and running it equals pressing its key.
  @Test func runningARowIsPressingItsKey() throws {
    for state in KeyBindingsTests.states where state.lists.overlay == nil && state.settings.typedValue == nil
    {
      for binding in KeyBindings.panes where binding.applies(state) {
        guard
          let key = binding.keys.first(where: { KeyBindings.command(for: $0, in: state) == binding.command })
        else { continue }
        // A command with several bindings is listed once, with the text of the first.
        let first = KeyBindings.panes.first { $0.command == binding.command && $0.applies(state) }
        guard first?.help == binding.help else { continue }
        var pressed = Player()
        pressed.model = state
        pressed.press(key)
        var run = Player()
        run.model = state
        run.send(.help)
        run.send(.paste(String(binding.help.prefix(38))))
        var rows = 0
        while rows < 40, run.model.lists.overlay != nil {
          var attempt = run
          attempt.press(Key(.enter))
          if Self.trace(attempt.model) == Self.trace(pressed.model) { break }
          run.press(Key(.down))
          rows += 1
        }
        #expect(rows < 40, "\(binding.action)")
      }
    }
  }

  private static func trace(_ model: Model) -> String {
    "\(model.document.moment) \(model.playback.isPlaying) \(model.document.speed) \(model.document.map.view) \(model.document.hiddenRuns) \(model.document.chosenRun) "
      + "\(model.document.chosenSetting) \(model.panes.focus) \(String(describing: model.lists.overlay)) \(model.isOver) \(model.derived.theme.id) "
      + "\(model.document.experiment.hashValue) \(model.isOpen(.inspector)) \(model.document.showsAverages) \(model.document.chart.isLogarithmic) "
      + "\(model.derived.layout.mainView) \(model.document.showsBatches) \(String(describing: model.settings.typedValue))"
  }

  @Test func thePanelInFocusComesFirst() throws {
    var player = Player(try .bowl(), width: 100, height: 30)
    player.send(.focus(try #require(PaneCatalog.all.first { $0.typeName == "ChartPane" }).id), .help)
    let lines = render(player.model).frame.text.split(separator: "\n").map(String.init)
    let here = try #require(lines.firstIndex { $0.contains("Here: chart") })
    #expect(lines[here + 1].contains("toggle loss axis"))
    // Before it are only the few keys that matter most, and nothing of the groups.
    let few = try #require(lines.firstIndex { $0.contains(" First ") })
    #expect(few < 6 && here == few + 10, "\(lines)")
  }

  /// Help opens with the few keys that matter, also on the usual smallest screen; a search has each key once.
  @Test func helpOpensWithTheKeysThatMatter() throws {
    var player = Player(try .bowl(), width: 80, height: 24)
    player.press(.character("?"))
    let lines = render(player.model).frame.text.split(separator: "\n").map(String.init)
    let few = try #require(lines.firstIndex { $0.contains(" First ") })
    for (row, name) in [
      "play", "open surfaces", "open optimizers", "open experiments", "next panel", "increase", "undo",
      "open palette",
    ].enumerated() {
      #expect(lines[few + 1 + row].contains(" \(name) "), "\(lines[few + 1 + row])")
    }
    player.type("open surf")
    #expect(
      render(player.model).frame.text.split(separator: "\n").count { $0.contains("open surfaces") } == 1)
  }

  @Test func typingSearchesAndASlashBegins() throws {
    var player = Player(try .bowl(), width: 100, height: 30)
    player.press(.character("/"), .character("/"))
    player.type("zoom")
    let screen = render(player.model).frame.text
    #expect(screen.contains("zoom in") && screen.contains("zoom out") && !screen.contains("restart"))
    player.press(Key(.escape))
    #expect(player.model.lists.overlay == nil)
    player.press(.character("?"), .character("?"))
    #expect(player.model.lists.overlay == nil, "? closes what ? opened")
    player.press(.character("?"))
    player.type("q")
    #expect(!player.model.isOver && player.model.lists.overlay != nil)
  }

  /// What no key does, the palette may have.
  @Test func helpLeadsToThePalette() throws {
    var player = Player(try .bowl(), width: 100, height: 30)
    player.press(.character("?"))
    player.type("rosenbrock")
    #expect(render(player.model).frame.text.contains("which has 'surface rosenbrock'"))
    player.press(Key(.enter))
    guard case .palette(let palette) = player.model.lists.overlay else { return #expect(Bool(false)) }
    #expect(palette.text == "rosenbrock")
    player.send(.close, .help)
    player.type("xyzzy")
    #expect(render(player.model).frame.text.contains("no key does that; there is no 'xyzzy'"))
  }

  @Test func aClickRunsARow() throws {
    var player = Player(try .bowl(), width: 100, height: 30)
    player.send(.help)
    player.send(.paste("zoom in"))
    let row = try #require(render(player.model).regions.last { $0.target == .pickerRow(0) }?.rect)
    let view = player.model.document.map.view
    player.click(row.x + 3, row.y)
    #expect(player.model.lists.overlay == nil && player.model.document.map.view != view)
  }

  @Test("Home and end go to the ends of every list, and no fragments stick out next to it")
  func endsAndFragments() throws {
    for (width, height) in [(80, 24), (120, 40), (200, 60)] {
      for opening in [Command.help, .open(.optimizers), .open(.surfaces), .openPalette] {
        var player = Player(width: width, height: height)
        player.send(opening)
        let first = render(player.model).frame.text
        player.press(Key(.end))
        #expect(render(player.model).frame.text != first, "\(opening)")
        player.press(Key(.home))
        if opening != .open(.optimizers) && opening != .open(.surfaces) {
          #expect(render(player.model).frame.text == first, "\(opening)")
        }
        let box = try #require(render(player.model).regions.first { $0.target == .overlay }?.rect)
        let frame = render(player.model).frame
        for row in box.y..<box.endY {
          for (start, end) in [(0, box.x), (box.endX, width)] where end - start <= 16 {
            #expect((start..<end).allSatisfy { frame[$0, row].symbol == " " }, "\(opening) at \(width)")
          }
        }
      }
    }
  }
}
