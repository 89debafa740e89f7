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
      "step_back", arrows(.left, "h"), "←", "step", "One step back, forward.", .playback, .step(-1), footer: 7
    ) {
      $0.panes.focus != .map
    },
    KeyBinding(
      "step_forward", arrows(.right, "l"), "→", "step", "One step back, forward.", .playback, .step(1),
      footer: 7
    ) {
      $0.panes.focus != .map
    },
    KeyBinding(
      "step_back", [.char(",")], ",", "back", "Step, whatever has the focus.", .playback, .step(-1)),
    KeyBinding(
      "step_forward", [.char(".")], ".", "step", "Step, whatever has the focus.", .playback, .step(1)),
    KeyBinding(
      "ten_back", [Key(.left, .shift), .char("[")], "⇧← [", "ten back", "Ten steps.", .playback, .step(-10)),
    KeyBinding(
      "ten_forward", [Key(.right, .shift), .char("]")], "⇧→ ]", "ten steps", "Ten steps.", .playback,
      .step(10)),
    KeyBinding(
      "first_step", [Key(.home)], "home", "first", "First step; last step.", .playback,
      .first),
    KeyBinding(
      "last_step", [Key(.end), .char("$")], "end", "last", "First step; last step.", .playback, .last),
    KeyBinding("slower", [.char("<")], "<", "slower", "Slower, faster.", .playback, .slower),
    KeyBinding("faster", [.char(">")], ">", "faster", "Slower, faster.", .playback, .faster),
    KeyBinding(
      "restart", [.char("r")], "r", "restart", "Plays from the start.", .playback, .restart,
      footer: 9),
  ]
}
