import Configuration
import Experiments
import TerminalGraphics

/// What the terminal and the person's configuration give: neither saved nor computed.
public struct Environment: Sendable {
  /// The experiments and the optimizers to choose from.
  public let experiments: ExperimentCatalog
  /// The key bindings in use.
  public let keyMap: KeyMap
  /// The themes to choose from.
  public let themes: ThemeShelf
  /// What lines can be drawn with, finest first; never empty.
  public let markers: [Marker]
  /// How many colours the terminal has.
  public let depth: ColorDepth
  /// Which symbols the terminal has.
  public let glyphs: GlyphSet
  /// Whether a speed was given at the start, so that the final command line names it.
  let speedIsChosen: Bool
  /// A person's own layouts.
  public internal(set) var layouts: [LayoutPreset]
  /// The size of the screen in cells.
  public internal(set) var size: (width: Int, height: Int)
}
