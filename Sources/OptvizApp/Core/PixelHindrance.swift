/// Why figures cannot be drawn in pixels.
public enum PixelHindrance: Hashable, Sendable {
  /// A program between the terminal and this one keeps pictures to itself.
  case multiplexer(String)
  /// The terminal does not know kitty's graphics protocol.
  case noGraphics
  /// Nobody tells how large its cells are.
  case noCellSize
  /// With few colours nothing can be laid over a picture.
  case fewColors
  /// The terminal has answered nothing, or could not be asked.
  case noAnswer

  /// What to tell a person.
  var sentence: String {
    switch self {
    case .multiplexer(let name): "no pixels: \(name) does not pass pictures on"
    case .noGraphics: "no pixels: the terminal does not know kitty's graphics protocol"
    case .noCellSize: "no pixels: the terminal does not tell the size of its cells"
    case .fewColors: "no pixels: they need 256 colours or more"
    case .noAnswer: "no pixels: the terminal has not answered what it can show"
    }
  }
}

extension TerminalTraits {
  /// Why figures cannot be drawn in pixels; `nil` where they can, and as long as that is not known.
  var pixelHindrance: PixelHindrance? {
    if !depth.hasGrounds { return .fewColors }
    if pixelCell != nil { return nil }
    let version = answers.version ?? ""
    for name in ["tmux", "screen", "zellij"] where version.lowercased().hasPrefix(name) {
      return .multiplexer(name)
    }
    if isSilent { return .noAnswer }
    guard answers.isComplete else { return nil }
    return answers.hasKittyGraphics ? .noCellSize : .noGraphics
  }
}

/// What has ended drawing in pixels, as the screen found out.
public enum PixelTrouble: Hashable, Sendable {
  /// The terminal reads so slowly that pictures would hold everything up.
  case slowLine
  /// The terminal has refused a picture.
  case refused
}
