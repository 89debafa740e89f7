/// The keys in any overlay; every other character is typed there.
extension KeyBindings {
  /// The keys while a list is open.
  public static let picker: [KeyBinding] =
    moving("list") + [
      KeyBinding(
        "list_left", [Key(.left)], "←", "choose", "Chooses the previous card.", .program, .moveAcross(-1)
      ) {
        $0.gallery != nil
      },
      KeyBinding(
        "list_right", [Key(.right)], "→", "choose", "Chooses the next card.", .program, .moveAcross(1)
      ) {
        $0.gallery != nil
      },
      KeyBinding("list_take", [Key(.enter)], "enter", "take", "Takes the chosen row.", .program, .pick) {
        !$0.lists.picks(.optimizers)
      },
      KeyBinding(
        "list_add", [Key(.enter)], "enter", "add", "Adds a run of the chosen optimizer, or what is typed.",
        .program, .pick
      ) { $0.lists.picks(.optimizers) },
      KeyBinding(
        "list_on_off", [.char(" ")], "space", "on/off", "Turns the chosen optimizer on or off.", .program,
        .toggleListed, footer: 1
      ) {
        // In a constructor call a space is just a space.
        guard case .picker(let picker) = $0.lists.overlay, picker.kind == .optimizers else { return false }
        return TypedOptimizer(picker.filter, in: $0) == nil && !picker.takesSpace
      },
      KeyBinding(
        "list_toggle", [.char(" ")], "space", "show/hide", "Shows or hides the chosen run.", .program,
        .toggleListed, footer: 1
      ) {
        guard case .picker(let picker) = $0.lists.overlay, picker.kind == .runs else { return false }
        return !picker.takesSpace
      },
      KeyBinding(
        "list_remove", [Key(.delete)], "del", "remove", "Removes the chosen run.", .program,
        .removeListed, footer: 2
      ) { $0.lists.picks(.runs) },
    ] + leaving("list", "the list")

  /// The keys while help is open.
  public static let help: [KeyBinding] =
    moving("help") + [
      KeyBinding(
        "help_run", [Key(.enter)], "enter", "run", "Does what the chosen row says.", .program, .pick),
      KeyBinding("help_close", [Key(.function(1))], "", "close", "Closes help.", .program, .close),
      KeyBinding("help_close", [.char("?")], "", "close", "Closes help.", .program, .close) {
        if case .help(let help) = $0.lists.overlay { help.filter.isEmpty } else { false }
      },
    ] + leaving("help", "help")

  /// The keys while the command palette is open.
  public static let palette: [KeyBinding] =
    moving("palette") + [
      KeyBinding(
        "palette_complete", [Key(.tab)], "tab", "complete", "Completes what is typed.", .program, .complete),
      KeyBinding(
        "palette_run", [Key(.enter)], "enter", "run", "Runs the line, or the chosen row.", .program, .pick),
    ] + leaving("palette", "the palette")

  /// The keys while a form is open.
  public static let form: [KeyBinding] =
    [
      KeyBinding(
        "form_next", [Key(.tab), Key(.down)], "tab", "field", "Moves to the next field.", .program,
        .moveField(1)),
      KeyBinding(
        "form_previous", [Key(.backTab), Key(.tab, .shift), Key(.up)], "", "field",
        "Moves to the previous field.", .program, .moveField(-1)),
      KeyBinding("form_left", [Key(.left)], "", "left", "The cursor left.", .program, .moveCursor(-1)),
      KeyBinding("form_right", [Key(.right)], "", "right", "The cursor right.", .program, .moveCursor(1)),
      KeyBinding(
        "form_start", [Key(.home), Key(.character("a"), .control)], "", "start",
        "Moves to the start of the line.", .program,
        .moveCursor(-1000)),
      KeyBinding(
        "form_end", [Key(.end), Key(.character("e"), .control)], "", "end", "Moves to the end of the line.",
        .program, .moveCursor(1000)),
      KeyBinding(
        "form_delete", [Key(.delete)], "", "delete", "Erases the letter after the cursor.", .program,
        .eraseForward),
      KeyBinding(
        "form_submit", [Key(.enter)], "enter", "take", "Does what the button says.", .program, .submit),
    ] + leaving("form", "the form")

  /// The keys while a menu is open.
  public static let menu: [KeyBinding] =
    moving("menu") + [
      KeyBinding(
        "menu_take", [Key(.enter), .char(" ")], "enter", "take", "Does what the chosen row says.", .program,
        .pick),
      KeyBinding("menu_close", [Key(.escape)], "esc", "close", "Closes the menu.", .program, .close),
    ]

  /// Moving is the same everywhere.
  private static func moving(_ id: String) -> [KeyBinding] {
    [
      KeyBinding("\(id)_up", [Key(.up)], "↑", "choose", "Chooses the row above.", .program, .move(-1)),
      KeyBinding("\(id)_down", [Key(.down)], "↓", "choose", "Chooses the row below.", .program, .move(1)),
      KeyBinding("\(id)_page_up", [Key(.pageUp)], "", "page", "A page up.", .program, .page(-1)),
      KeyBinding("\(id)_page_down", [Key(.pageDown)], "", "page", "A page down.", .program, .page(1)),
      KeyBinding("\(id)_first", [Key(.home)], "", "first", "To the first row.", .program, .page(-1000)),
      KeyBinding("\(id)_last", [Key(.end)], "", "last", "To the last row.", .program, .page(1000)),
    ]
  }

  /// Erasing and closing are the same everywhere.
  private static func leaving(_ id: String, _ place: String) -> [KeyBinding] {
    [
      KeyBinding(
        "\(id)_erase", [Key(.backspace)], "", "erase", "Erases the last typed letter.", .program, .erase),
      KeyBinding(
        "\(id)_erase_line", [Key(.character("u"), .control)], "", "erase line", "Erases all that is typed.",
        .program, .eraseLine),
      KeyBinding(
        "\(id)_erase_word", [Key(.character("w"), .control)], "", "erase word", "Erases the last word.",
        .program, .eraseWord),
      KeyBinding("\(id)_close", [Key(.escape)], "esc", "close", "Closes \(place).", .program, .close),
    ]
  }

  /// The key that opens the command palette.
  static let commands: [KeyBinding] = [
    KeyBinding(
      "open_palette", [.char(":")], ":", "command",
      "Opens the command palette: every action, and what can be typed.",
      .program, .openPalette, footer: 2)
  ]
}
