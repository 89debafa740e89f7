extension KeyBindings {
  /// The keys of the view in three dimensions; they precede other bindings of the same keys.
  static let solid: [KeyBinding] =
    turns + [
      KeyBinding(
        "move_closer", [.char("Z")], "Z", "zoom", "In 3-D: moves closer, farther.", .view,
        .magnifySolid(1.25),
        when: isShown),
      KeyBinding(
        "move_farther", [.char("X")], "X", "zoom", "In 3-D: moves closer, farther.", .view,
        .magnifySolid(0.8),
        when: isShown),
      KeyBinding(
        "reset_turn", [.char("z")], "z", "reset",
        "In 3-D: resets the view; again, also the part of the plane that is shown.", .view,
        .resetSolid, footer: 9, when: isShown),
    ]

  private static let turnHelp = "In 3-D: turns the surface; looks from higher, from lower."

  private static let turns: [KeyBinding] =
    turn("turn_left", .left, "h", "H", "←", -1, 0) + turn("turn_right", .right, "l", "L", "→", 1, 0)
    + turn("look_from_higher", .up, "k", "K", "↑", 0, 1)
    + turn("look_from_lower", .down, "j", "J", "↓", 0, -1)

  /// An arrow and its letter turn the view that has the focus, the capital letter the view that is shown.
  private static func turn(
    _ action: String, _ code: Key.Code, _ letter: Character, _ capital: Character, _ arrow: String,
    _ yaw: Int, _ pitch: Int
  ) -> [KeyBinding] {
    [
      KeyBinding(
        action, [Key(code), .char(letter)], arrow, "turn", turnHelp, .view, .turnSolid(yaw, pitch),
        footer: 2
      ) { $0.panes.focus == .solid },
      KeyBinding(
        action, [.char(capital)], String(capital), "turn", turnHelp, .view, .turnSolid(yaw, pitch),
        when: isShown),
    ]
  }

  private static let isShown: @Sendable (Model) -> Bool = { $0.derived.layout.mainView == .solid }
}
