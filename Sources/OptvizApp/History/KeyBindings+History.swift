/// The keys that take changes back and make them again.
extension KeyBindings {
  static let history: [KeyBinding] = [
    undo(footer: 4) { $0.canUndo },
    undo(footer: nil) { !$0.canUndo },
    redo(footer: 4) { $0.canRedo },
    redo(footer: nil) { !$0.canRedo },
    KeyBinding(
      typed: "history", "changes", "Lists all changes, and goes back or forward to any of them.", .program,
      .open(.history)),
  ]

  /// In the footer only while there is something to undo.
  private static func undo(footer: Int?, when applies: @escaping @Sendable (Model) -> Bool) -> KeyBinding {
    KeyBinding(
      "undo", [.char("u")], "u", "undo", "Undoes the last change of what is raced and shown.", .program,
      .undo, footer: footer, when: applies)
  }

  private static func redo(footer: Int?, when applies: @escaping @Sendable (Model) -> Bool) -> KeyBinding {
    KeyBinding(
      "redo", [.char("U"), Key(.character("r"), .control)], "U", "redo",
      "Redoes the last undone change.", .program, .redo, footer: footer, when: applies)
  }
}
