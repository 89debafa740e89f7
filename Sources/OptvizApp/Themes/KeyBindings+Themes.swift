/// The keys that choose the colours.
extension KeyBindings {
  static let themes: [KeyBinding] = [
    KeyBinding("next_theme", [.char("t")], "t", "theme", "Switches to the next theme.", .view, .nextTheme),
    KeyBinding(
      "open_themes", [.char("T")], "T", "themes", "Chooses a theme from a list.", .view, .open(.themes)),
    KeyBinding(
      "next_colormap", [.char("R")], "R", "colour ramp", "The next colours of the heights.", .view,
      .nextColorMap),
    KeyBinding(
      typed: "open_colormaps", "colour ramps", "Chooses the colours of the heights from a list.", .view,
      .open(.colorMaps)),
  ]
}
