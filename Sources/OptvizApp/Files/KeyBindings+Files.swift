/// The keys that keep an experiment and load a table.
extension KeyBindings {
  static let files: [KeyBinding] = [
    KeyBinding(
      "save", [.char("S")], "S", "save", "Keeps the experiment in a file, for the gallery.", .program,
      .openForm(.saveExperiment)),
    KeyBinding(
      "open_table", [.char("d")], "d", "data", "Loads a table of your own.", .race, .openTable("")),
  ]
}
