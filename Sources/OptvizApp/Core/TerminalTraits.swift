import TerminalGraphics

/// What the terminal shows, as far as pictures depend on it.
///
/// The first picture is drawn by what the environment promises; the terminal's answers may change it once.
public struct TerminalTraits: Hashable, Sendable {
  /// How many colours are used.
  public var depth: ColorDepth
  /// Which symbols are used.
  public var glyphs: GlyphSet
  /// Whether blocks of six, a recent addition to Unicode, have a known width.
  public var hasSextants: Bool
  /// Whether its own ground is light.
  public var isLight: Bool
  /// What it has answered about itself.
  public var answers: TerminalAnswers

  /// A terminal with these traits.
  public init(
    depth: ColorDepth, glyphs: GlyphSet, hasSextants: Bool = true, isLight: Bool = false,
    answers: TerminalAnswers = TerminalAnswers()
  ) {
    (self.depth, self.glyphs, self.hasSextants) = (depth, glyphs, hasSextants)
    (self.isLight, self.answers) = (isLight, answers)
  }
}

extension Model {
  /// Follows what the terminal turned out to show; what the person chose stays.
  mutating func adopt(_ terminal: TerminalTraits) {
    guard terminal != environment.terminal else { return }
    environment.terminal = terminal
    document.takeMarker(from: environment.markers)
    followBackground()
    derived.theme = document.theme.theme(for: environment.depth)
  }
}
