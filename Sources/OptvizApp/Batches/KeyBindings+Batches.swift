/// The key that shows batches on the map.
extension KeyBindings {
  static let batches: [KeyBinding] = [
    KeyBinding(
      "toggle_batches", [.char("c")], "c", "cloud",
      "With data, paused: shows the batch and the gradients of other batches on the map.",
      .view,
      .toggleBatches, footer: 8, of: [.map]
    ) { $0.exampleCount != nil }
  ]
}
