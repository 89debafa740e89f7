import Configuration
import TerminalGraphics

/// Whether figures are drawn in pixels: what the terminal has, what a person asks for, and what turned out.
extension Model {
  /// The size of a cell where figures are drawn in pixels; `nil` where they are drawn in cells.
  public var pixelCell: PixelSize? {
    guard environment.hasPixels, !environment.hasGivenUpPixels else { return nil }
    switch document.pixels {
    case .off: return nil
    case .on: return environment.terminal.pixelCell
    case .auto: return document.asksForMarkers(environment) ? nil : environment.terminal.pixelCell
    }
  }

  /// Draws figures in pixels, if the terminal has them and it is wanted, and otherwise says why not.
  mutating func setPixels(_ choice: PixelChoice) {
    document.pixels = choice
    guard choice != .off else { return }
    environment.hasGivenUpPixels = false
    // Asked for here, pixels come before what was asked for earlier.
    if document.asksForMarkers(environment) {
      document.chosenMarkers = nil
      document.takeMarkers(from: environment.markers)
    }
    notice = pixelNotice
  }

  /// Draws in cells from now on, and says why.
  mutating func giveUpPixels(_ trouble: PixelTrouble) {
    guard pixelCell != nil else { return }
    environment.hasGivenUpPixels = true
    let key = environment.keyMap.binding(of: .nextMarkers, in: self)?.label ?? ""
    let remedy = key.isEmpty ? ":pixels on" : environment.glyphs.keys(key)
    switch trouble {
    case .slowLine: notice = "the line is slow: cells; \(remedy) for pixels"
    case .refused: notice = "the terminal refused a picture: cells; \(remedy) for pixels"
    }
  }

  /// Why the pixels that a person has asked for are not shown; `nil` where they are, and where nobody has.
  var pixelNotice: String? {
    document.pixels == .on ? environment.terminal.pixelHindrance?.sentence : nil
  }

  /// Gives the theme a ground that covers pixels: the terminal draws them over cells that have its own.
  mutating func settleGround() {
    if pixelCell == nil {
      guard derived.hasCoveringGround else { return }
      derived.theme = Look(document).theme(for: environment.depth)
      return derived.hasCoveringGround = false
    }
    let ground = environment.terminal.covering(derived.theme.ground)
    guard ground != derived.theme.ground else { return }
    (derived.theme.ground, derived.hasCoveringGround) = (ground, true)
  }
}

extension Document {
  /// Whether a person has asked for other markers than the terminal's best.
  fileprivate func asksForMarkers(_ environment: Environment) -> Bool {
    chosenMarkers.map { $0 != environment.markers.first?.id } ?? false
  }
}

extension Environment {
  /// Whether the terminal has pixels, and colours to write over them.
  var hasPixels: Bool { terminal.pixelCell != nil && depth.hasGrounds }
}

extension ColorDepth {
  /// Whether there are enough colours for a ground of every theme.
  var hasGrounds: Bool { self == .direct || self == .palette256 }
}

extension TerminalTraits {
  /// A ground that covers pixels, as near to another one as possible: neither the terminal's own nor a colour that
  /// terminals take for it, since they compare colours.
  func covering(_ ground: Color?) -> Color {
    let own = answers.background ?? Color(isLight ? 0xFFFFFF : 0)
    let ground = ground ?? own
    guard depth == .direct, ground == own else { return ground }
    return Color(ground.hex ^ 1)
  }
}
