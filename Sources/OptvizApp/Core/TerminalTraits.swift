import TerminalGraphics

/// What the terminal shows, as far as pictures depend on it.
///
/// The first picture is drawn by what the environment promises; the terminal's answers may change it once.
public struct TerminalTraits: Hashable, Sendable {
  /// How many colours are used.
  public var depth: ColorDepth
  /// Which symbols are used.
  public var glyphs: GlyphSet
  /// The finest blocks that it draws well.
  public var blocks: Marker
  /// Whether its own ground is light.
  public var isLight: Bool
  /// What it has answered about itself.
  public var answers: TerminalAnswers
  /// The size of a cell where figures can be drawn in pixels; `nil` where they cannot.
  public var pixelCell: PixelSize?
  /// Whether it has answered nothing in time, or could not be asked.
  public var isSilent = false

  /// A terminal with these traits.
  public init(
    depth: ColorDepth, glyphs: GlyphSet, blocks: Marker = .sextant, isLight: Bool = false,
    answers: TerminalAnswers = TerminalAnswers()
  ) {
    (self.depth, self.glyphs, self.blocks) = (depth, glyphs, blocks)
    (self.isLight, self.answers) = (isLight, answers)
  }
}

extension Model {
  /// Follows what the terminal turned out to show; what the person chose stays.
  mutating func adopt(_ terminal: TerminalTraits) {
    guard terminal != environment.terminal else { return }
    environment.terminal = terminal
    document.takeMarkers(from: environment.markers)
    followBackground()
    derived.theme = Look(document).theme(for: environment.depth)
    notice = pixelNotice ?? notice
  }
}
