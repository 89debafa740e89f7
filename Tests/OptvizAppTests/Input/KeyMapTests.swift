import Experiments
import OptvizApp
import TerminalGraphics
import Testing

/// Names of keys, and other keys for actions.
struct KeyMapTests {
  private func remapped(_ pairs: (String, [String])...) -> KeyMap {
    KeyMap(pairs.enumerated().map { KeyRemapping(action: $1.0, keys: $1.1, line: $0 + 1, column: 1) })
  }

  private func player(_ pairs: (String, [String])...) -> Player {
    var opening = Model.Opening(bundled.opening.experiment)
    opening.step = 20
    opening.remappings = pairs.map { KeyRemapping(action: $0.0, keys: $0.1, line: 3, column: 1) }
    return Player(opening)
  }

  @Test func namesOfKeysAreRead() throws {
    let expected: [(String, Key)] = [
      ("a", .character("a")), ("Z", .character("Z")), ("space", .character(" ")), ("left", Key(.left)),
      ("shift+left", Key(.left, .shift)), ("ctrl+p", Key(.character("p"), .control)),
      ("f5", Key(.function(5))),
      ("PageUp", Key(.pageUp)), ("pgdn", Key(.pageDown)), ("+", .character("+")),
      ("shift+a", .character("A")),
      ("shift+tab", Key(.backTab)), ("esc", Key(.escape)), ("ctrl+P", Key(.character("p"), .control)),
      ("é", .character("é")), ("ctrl+left", Key(.left, .control)),
    ]
    for (name, key) in expected { #expect(try Key(named: name) == key, "\(name)") }
  }

  @Test func whatTerminalsTakeIsRefused() {
    for (name, reason) in [
      ("ctrl+c", "ends programs"), ("ctrl+z", "suspends"), ("ctrl+i", "is tab"), ("ctrl+m", "is enter"),
      ("ctrl+s", "stops output"), ("alt+x", "alt is not taken"), ("spcae", "did you mean 'space'"),
      ("ctrl+1", "letters a to z"), ("shift+1", "shift held"), ("", "unknown key"), ("f13", "unknown key"),
      ("ctrl+enter", "do not tell it from enter"), ("hyper+x", "unknown key"), ("+", ""),
      ("ab", "unknown key"),
      ("ctrl+", "unknown key"),
    ] where !reason.isEmpty {
      do {
        let key = try Key(named: name)
        Issue.record("\(name) is read as \(key)")
      } catch {
        #expect(error.message.contains(reason), "\(name): \(error.message)")
      }
    }
  }

  /// A key's name is read as the same key.
  @Test func everyBoundKeyHasAName() throws {
    for key in KeyBindings.panes.flatMap(\.keys) {
      #expect(!key.label.isEmpty && !key.name.isEmpty)
      // Shift-tab arrives in two ways.
      if key == Key(.tab, .shift) { continue }
      #expect(try Key(named: key.name) == key, "\(key.name)")
    }
  }

  /// The labels of the table name keys that are bound.
  @Test func labelsNameTheKeys() {
    for binding in KeyBindings.panes where binding.action != "show_run_1" && !binding.keys.isEmpty {
      for label in binding.label.split(separator: " ") {
        #expect(binding.keys.contains { $0.label == label }, "\(binding.action) \(label)")
      }
    }
  }

  @Test func actionsAreWords() {
    for binding in KeyBindings.panes + KeyBindings.picker + KeyBindings.help + KeyBindings.palette {
      #expect(binding.action.allSatisfy { $0.isLowercase || $0 == "_" || $0.isNumber }, "\(binding.action)")
    }
    // One action has one command.
    var messages: [String: Command] = [:]
    for binding in KeyBindings.panes {
      #expect(
        messages[binding.action] == nil || messages[binding.action] == binding.command, "\(binding.action)")
      messages[binding.action] = binding.command
    }
  }

  @Test func aRemappedKeyActsAndIsShownEverywhere() {
    var player = player(("open_surfaces", ["f5", "ctrl+p"]), ("inspect", []))
    #expect(KeyBindings.command(for: Key(.function(5)), in: player.model) == .open(.surfaces))
    #expect(KeyBindings.command(for: Key(.character("p"), .control), in: player.model) == .open(.surfaces))
    #expect(KeyBindings.command(for: .character("s"), in: player.model) == nil)
    #expect(
      player.model.notice?.contains("line 3") == true && player.model.notice?.contains("inspect") == true)
    player.send(.focusNext)
    #expect(player.footer.contains("F5 ctrl+p surface"), "\(player.footer)")
    player.send(.help)
    player.send(.paste("open surfaces"))
    #expect(player.picture(Rect(x: 0, y: 0, width: 100, height: 30)).contains("F5 ctrl+p"))
  }

  @Test func conflictsAreTold() {
    // Of two remappings the later is left out.
    var map = remapped(("zoom_in", ["f5"]), ("zoom_out", ["f5", "f6"]))
    #expect(
      map.problems.map(\.line) == [2] && map.problems[0].message.contains("f5 already belongs to zoom_in"))
    #expect(map.panes.first { $0.action == "zoom_out" }?.keys == [Key(.function(6))])
    // A default gives way, and that is reported unless it has keys of its own.
    map = remapped(("zoom_in", ["s"]))
    #expect(
      map.problems.count == 1
        && map.problems[0].message.contains("s now belongs to zoom_in, no longer to open_surfaces"))
    #expect(map.panes.first { $0.action == "open_surfaces" }?.keys == [])
    map = remapped(("zoom_in", ["s"]), ("open_surfaces", ["f9"]))
    #expect(map.problems.isEmpty)
    // The way out always stays.
    for pairs in [("quit", []), ("zoom_in", ["q"])] as [(String, [String])] {
      map = remapped(pairs)
      #expect(map.problems.count == 1)
      #expect(map.panes.first { $0.command == .quit }?.keys == [.character("q")])
      #expect(map.panes.first { $0.keys.contains(.character("q")) }?.command == .quit)
    }
    #expect(remapped(("quit", ["f9"])).problems.isEmpty)
    // Actions that share a key by default may continue to do so.
    #expect(remapped(("start_left", ["a"]), ("step_back", ["a"])).problems.count == 1)
    #expect(remapped(("zoom", ["f5"])).problems[0].message.contains("did you mean 'zoom_panel' or 'zoom_in'"))
  }

  @Test func withoutRemappingsNothingChanges() {
    #expect(KeyMap([]).panes.map(\.keys) == KeyBindings.panes.map(\.keys))
    #expect(remapped(("zoom_in", ["Z"])).panes.map(\.keys) == KeyBindings.panes.map(\.keys))
  }
}
