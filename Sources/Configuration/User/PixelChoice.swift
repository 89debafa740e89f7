import Wording

/// Whether figures are drawn in pixels.
public enum PixelChoice: String, Choice, Hashable, Sendable {
  /// In pixels where the terminal has them, unless a marker was asked for.
  case auto
  /// In pixels where the terminal has them; where it has none, a sentence says why.
  case on
  /// In the characters of cells.
  case off
}
