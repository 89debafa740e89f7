/// The keys that take changes back and make them again.
extension KeyBindings {
  static let history: [KeyBinding] = [
    KeyBinding(
      "undo", [.char("u")], "u", "undo", "Undoes the last change of what is raced and shown.", .program,
      .undo),
    KeyBinding(
      "redo", [.char("U"), Key(.character("r"), .control)], "U", "redo",
      "Redoes the last undone change.", .program, .redo),
  ]
}
