/// The keys that take changes back and make them again.
extension KeyBindings {
  static let history: [KeyBinding] = [
    KeyBinding(
      "undo", [.char("u")], "u", "undo", "Takes back the last change of what is raced and shown.", .program,
      .undo),
    KeyBinding(
      "redo", [.char("U"), Key(.character("r"), .control)], "U", "redo",
      "Makes the change again that was undone last.", .program, .redo),
  ]
}
