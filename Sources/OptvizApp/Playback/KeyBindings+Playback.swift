/// The keys that play the race and move along it.
extension KeyBindings {
  static let playback: [KeyBinding] = [
    KeyBinding("play", [.char(" ")], "space", "pause", "Plays and pauses.", .playback, .togglePlay, footer: 1)
    {
      $0.playback.isPlaying
    },
    KeyBinding("play", [.char(" ")], "space", "play", "Plays and pauses.", .playback, .togglePlay, footer: 1)
    {
      !$0.playback.isPlaying
    },
    KeyBinding(
      "step_back", arrows(.left, "h"), "←", "step", "Goes one step back, forward.", .playback, .step(-1),
      footer: 7
    ) {
      $0.panes.focus != .map
    },
    KeyBinding(
      "step_forward", arrows(.right, "l"), "→", "step", "Goes one step back, forward.", .playback, .step(1),
      footer: 7
    ) {
      $0.panes.focus != .map
    },
    KeyBinding(
      "step_back", [.char(",")], ",", "back", "Goes one step back, forward, whatever has the focus.",
      .playback, .step(-1)),
    KeyBinding(
      "step_forward", [.char(".")], ".", "step", "Goes one step back, forward, whatever has the focus.",
      .playback, .step(1)),
    KeyBinding(
      "ten_back", [Key(.left, .shift), .char("[")], "⇧← [", "ten back", "Goes ten steps back, forward.",
      .playback, .step(-10)),
    KeyBinding(
      "ten_forward", [Key(.right, .shift), .char("]")], "⇧→ ]", "ten steps", "Goes ten steps back, forward.",
      .playback,
      .step(10)),
    KeyBinding(
      "first_step", [Key(.home)], "home", "first", "Goes to the first step, the last one.", .playback,
      .first),
    KeyBinding(
      "last_step", [Key(.end), .char("$")], "end", "last", "Goes to the first step, the last one.", .playback,
      .last),
    KeyBinding("slower", [.char("<")], "<", "slower", "Plays slower, faster.", .playback, .slower),
    KeyBinding("faster", [.char(">")], ">", "faster", "Plays slower, faster.", .playback, .faster),
    KeyBinding(
      "restart", [.char("r")], "r", "restart", "Plays from the start.", .playback, .restart,
      footer: 9),
  ]
}
