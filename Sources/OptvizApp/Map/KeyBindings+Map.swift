/// The keys that choose what the map shows of the plane.
extension KeyBindings {
  static let map: [KeyBinding] = [
    KeyBinding(
      "reset_view", [.char("z")], "z", "fit",
      "Fits the view to the race; again, shows the whole domain; again, the chosen run's head.", .view,
      .resetView, of: [.map]),
    KeyBinding("zoom_in", [.char("Z")], "Z", "zoom", "Zooms in, out.", .view, .zoom(0.8), of: [.map]),
    KeyBinding("zoom_out", [.char("X")], "X", "zoom", "Zooms in, out.", .view, .zoom(1.25), of: [.map]),
    KeyBinding("pan_left", [.char("H")], "H", "pan", "Pans the map.", .view, .pan(-1, 0), of: [.map]),
    KeyBinding("pan_down", [.char("J")], "J", "pan", "Pans the map.", .view, .pan(0, -1), of: [.map]),
    KeyBinding("pan_up", [.char("K")], "K", "pan", "Pans the map.", .view, .pan(0, 1), of: [.map]),
    KeyBinding("pan_right", [.char("L")], "L", "pan", "Pans the map.", .view, .pan(1, 0), of: [.map]),
  ]

  /// The key that cycles through the markers.
  static let markers: [KeyBinding] = [
    KeyBinding(
      "next_marker", [.char("M")], "M", "marker",
      "Draws in pixels where the terminal has them; with dots, blocks or plain characters.", .view,
      .nextMarkers)
  ]
}
