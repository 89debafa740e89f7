/// The keys of the inspector, once it is open.
extension KeyBindings {
  static let inspector: [KeyBinding] = [
    KeyBinding(
      "toggle_averages", [.char("m")], "m", "averages",
      "In the inspector: shows the moving averages, or the step again.", .view,
      .toggleAverages, of: [.inspector]
    ) { !$0.document.showsAverages },
    KeyBinding(
      "toggle_averages", [.char("m")], "m", "the step",
      "In the inspector: shows the moving averages, or the step again.", .view,
      .toggleAverages, of: [.inspector]
    ) { $0.document.showsAverages },
    KeyBinding(
      "scroll_inspector_up", [Key(.pageUp)], "pgup", "scroll", "Scrolls the inspector.", .view,
      .scrollInspector(-8), of: [.inspector]
    ) {
      $0.isOpen(.inspector)
    },
    KeyBinding(
      "scroll_inspector_down", [Key(.pageDown)], "pgdn", "scroll", "Scrolls the inspector.", .view,
      .scrollInspector(8), of: [.inspector]
    ) {
      $0.isOpen(.inspector)
    },
  ]
}
