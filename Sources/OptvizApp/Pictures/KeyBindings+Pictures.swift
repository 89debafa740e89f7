/// The keys for files to take away.
extension KeyBindings {
  static let pictures: [KeyBinding] = [
    KeyBinding(
      "picture", [.char("e")], "e", "picture", "Writes a picture, an animation or the numbers into a file.",
      .program,
      .openForm(.takePicture), footer: 6)
  ]
}
