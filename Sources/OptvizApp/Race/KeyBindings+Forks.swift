/// The keys that branch from a run and keep a moment.
extension KeyBindings {
  static let forks: [KeyBinding] = [
    KeyBinding(
      "fork", [.char("f")], "f", "fork",
      "Copies the chosen run at this step; the copy can get other settings from here on.", .race, .fork),
    KeyBinding(
      "fork_from_start", [.char("F")], "F", "copy", "Copies the chosen run from its start.", .race,
      .forkFromStart),
    KeyBinding(
      "pin", [.char("p")], "p", "pin",
      "Pins this step: the table shows what changed since. Again, removes the pin.", .race, .togglePin),
  ]
}
