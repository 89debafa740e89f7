extension KeyBindings {
  /// The keys that arrange the panels.
  static let arrangement: [KeyBinding] = [
    KeyBinding(
      [.char("w")], "w", "zoom panel",
      "Fills the screen with the focused panel; once more, or esc: all again.",
      .panels, .toggleZoom
    ) { $0.zoomedPane == nil },
    KeyBinding(
      [.char("w")], "w", "all panels",
      "Fills the screen with the focused panel; once more, or esc: all again.",
      .panels, .toggleZoom, footer: 1
    ) { $0.zoomedPane != nil },
    KeyBinding(
      [Key(.escape)], "", "all panels",
      "Fills the screen with the focused panel; once more, or esc: all again.", .panels, .endZoom
    ) { $0.zoomedPane != nil && $0.longWork == nil },
    KeyBinding([.char("(")], "(", "narrower", "The side column narrower, wider.", .panels, .resizeSide(-1)),
    KeyBinding([.char(")")], ")", "wider", "The side column narrower, wider.", .panels, .resizeSide(1)),
    KeyBinding([.char("{")], "{", "lower", "The focused panel lower, higher.", .panels, .resizeFocused(-1)),
    KeyBinding([.char("}")], "}", "higher", "The focused panel lower, higher.", .panels, .resizeFocused(1)),
    KeyBinding(
      [.char("W")], "W", "hide panel", "Hides the focused panel; with the map in focus, shows all again.",
      .panels, .hidePanel),
    KeyBinding(
      [.char("P")], "P", "layout", "The next layout: standard, map, lecture, numbers, your own.", .panels,
      .nextLayout),
    KeyBinding(
      [Key(.escape)], "esc", "stop", "Stops what is being computed, and keeps the sketch.", .program,
      .cancelWork, footer: 0
    ) { $0.longWork != nil },
  ]
}
