extension Pointer {
  /// What a terminal's mouse report means; `nil` for nothing.
  ///
  /// The code holds the button and the modifiers, as xterm packs them; a release has its own ending.
  init?(code: Int, column: Int, row: Int, released: Bool) {
    guard code >= 0, column >= 0, row >= 0 else { return nil }
    var held: Key.Modifiers = []
    if code & 4 != 0 { held.insert(.shift) }
    if code & 8 != 0 { held.insert(.alt) }
    if code & 16 != 0 { held.insert(.control) }
    let button = code & 3
    let action: Pointer.Action
    var number = 0
    switch code & ~28 {
    case 64: action = .scrollUp
    case 65: action = .scrollDown
    case 35: action = .move
    case 32...34:
      action = .drag
      number = button + 1
    case 0...2:
      action = released ? .release : .press
      number = button + 1
    case 3: action = .release
    default: return nil
    }
    guard !released || action == .release else { return nil }
    self.init(action, button: number, column: column, row: row, modifiers: held)
  }
}
