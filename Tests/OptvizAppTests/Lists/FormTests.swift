import OptvizApp
import TerminalGraphics
import Testing

/// The form, tested with the one that saves a layout.
struct FormTests {
  private func opened(width: Int = 60, height: Int = 20) -> Player {
    var player = Player(width: width, height: height)
    player.send(.openForm(.saveLayout))
    return player
  }

  private func form(_ player: Player) throws -> Form {
    guard case .form(let form) = player.model.lists.overlay else {
      throw FormIsClosed()
    }
    return form
  }
  private struct FormIsClosed: Error {}

  private func box(_ player: Player) throws -> String {
    player.picture(try #require(render(player.model).regions.last { $0.target == .overlay }?.rect))
  }

  @Test func aNameIsTypedAndSaved() throws {
    var player = opened()
    player.type("my layout")
    #expect(try form(player).fields[0].line.text == "my layout" && player.model.step == 20)
    #expect(
      try box(player) == """
        ╭─ save layout ──────────────────────── esc leaves it ─╮
        │                                                      │
        │ name  my layout▏                                     │
        │       a word of letters, digits, _ and -             │
        │                                                      │
        │                                       enter [ save ] │
        ╰──────────────────────────────────────────────────────╯
        """)
    // A blank cannot occur in a name: the problem is shown next to the field, and the text stays.
    player.press(Key(.enter))
    #expect(try box(player).contains("not a name; use letters, digits, _ and -"))
    #expect(player.model.environment.layouts.isEmpty)
    for _ in 0..<6 { player.press(Key(.left)) }
    player.press(Key(.backspace), .character("_"))
    #expect(try form(player).fields[0].line.text == "my_layout")
    #expect(try !box(player).contains("not a name"))
    player.press(Key(.enter))
    #expect(
      player.model.lists.overlay == nil && player.model.environment.layouts.map(\.name) == ["my_layout"])
    // The last saved name is offered next time.
    player.send(.resizeSide(3))
    player.send(.openForm(.saveLayout))
    #expect(try form(player).fields[0].line.text == "my_layout")
  }

  /// On a narrow screen what is said below a field has as many rows as it needs.
  @Test func aLongProblemIsWrapped() throws {
    var player = opened(width: 40, height: 20)
    player.type("a b")
    player.press(Key(.enter))
    let lines = try box(player).split(separator: "\n").map(String.init)
    let text = lines.joined(separator: " ").split(separator: " ").filter { $0 != "│" }.joined(separator: " ")
    #expect(text.contains("not a name; use letters, digits, _ and -") && !text.contains("…"))
    #expect(lines.contains { $0.contains("[ save ]") })
  }

  @Test func theCursorMovesInTheLine() throws {
    var player = opened()
    player.type("ace")
    player.press(Key(.home), Key(.right))
    player.type("b")
    player.press(Key(.right))
    player.type("d")
    #expect(try form(player).fields[0].line.text == "abcde")
    player.press(Key(.home), Key(.delete), Key(.end), Key(.backspace), Key(.right), Key(.right))
    #expect(try form(player).fields[0].line.text == "bcd")
    #expect(try form(player).fields[0].line.cursor == 3)
    #expect(try box(player).contains("bcd▏"))
    player.send(.paste("ef\nx"))
    #expect(try form(player).fields[0].line.text == "bcdef x")
    player.press(Key(.escape))
    #expect(player.model.lists.overlay == nil && player.model.environment.layouts.isEmpty)
  }

  @Test func tabGoesToTheButtonAndBack() throws {
    var player = opened()
    player.type("wide")
    player.press(Key(.tab))
    #expect(try form(player).focus == 1)
    // On the button typing has no effect.
    player.type("x")
    player.press(Key(.backspace), Key(.left), Key(.delete))
    #expect(try form(player).fields[0].line.text == "wide" && !box(player).contains("wide▏"))
    player.press(Key(.tab))
    #expect(try form(player).focus == 0)
    player.press(Key(.backTab), Key(.enter))
    #expect(player.model.environment.layouts.map(\.name) == ["wide"])
  }

  @Test func thePointerPlacesTheCursorAndPresses() throws {
    var player = opened()
    player.type("abcdef")
    let field = try #require(
      render(player.model).regions.last { if case .field = $0.target { true } else { false } }?.rect)
    player.click(field.x + 2, field.y)
    #expect(try form(player).fields[0].line.cursor == 2)
    player.type("_")
    #expect(try form(player).fields[0].line.text == "ab_cdef")
    let button = try #require(render(player.model).regions.last { $0.target == .button(.submit) }?.rect)
    player.click(button.x, button.y)
    #expect(player.model.environment.layouts.map(\.name) == ["ab_cdef"])
    player.send(.openForm(.saveLayout))
    player.click(0, 0)
    #expect(player.model.lists.overlay == nil)
  }

  @Test(arguments: [(40, 12), (60, 20), (200, 60)])
  func aLongTextIsSeenWhereItIsTyped(_ size: (Int, Int)) throws {
    var player = opened(width: size.0, height: size.1)
    player.type(String(repeating: "x", count: 150) + "end")
    #expect(try box(player).contains("end▏") && box(player).contains("[ save ]"))
    player.press(Key(.home))
    #expect(try box(player).contains("▏x"))
  }

  @Test func theCommandOpensItWithoutAName() throws {
    var player = Player()
    player.press(.character(":"))
    player.type("save_layout ")
    player.press(Key(.enter))
    #expect(try form(player).purpose == .saveLayout)
    player.press(Key(.escape), .character(":"))
    player.type("save_layout mine")
    player.press(Key(.enter))
    #expect(player.model.lists.overlay == nil && player.model.environment.layouts.map(\.name) == ["mine"])
  }
}
