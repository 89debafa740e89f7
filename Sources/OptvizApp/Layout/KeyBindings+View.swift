/// The key that cycles through the main views.
extension KeyBindings {
  private static let viewHelp =
    "Switches to the next view: contours, the surface in 3-D, the gradient field, data and model, the loss along one parameter."

  static let mainViews: [KeyBinding] = [
    KeyBinding("next_view", [.char("v")], "v", "3-D", viewHelp, .view, .nextView, footer: 2) {
      $0.nextView == .solid
    },
    KeyBinding("next_view", [.char("v")], "v", "view", viewHelp, .view, .nextView, footer: 2) {
      $0.nextView != .solid
    },
    KeyBinding(
      "open_views", [.char("V")], "V", "views", "Chooses the view from a list of all.", .view, .open(.views)),
  ]
}
