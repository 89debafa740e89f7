/// The key that shows batches on the map.
extension KeyBindings {
  static let batches: [KeyBinding] = [
    KeyBinding(
      "toggle_batches", [.char("c")], "c", "cloud",
      "With data, paused: the batch on the map, and where other batches point.",
      .view,
      .toggleBatches, footer: 8, of: [.map]
    ) { $0.exampleCount != nil }
  ]
}
