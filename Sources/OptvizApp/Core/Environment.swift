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
  /// The colours of the heat map by the person's configuration; `nil` for the theme's.
  let usualColorMap: ColorMap?
  /// What lines can be drawn with, the best first; never empty.
  public var markers: [MarkerSet] {
    MarkerSet.all(for: terminal.glyphs, terminal.depth, blocks: terminal.blocks)
  }
  /// Whether figures are drawn in pixels by the person's configuration.
  let usualPixels: PixelChoice
  /// Whether the terminal turned out to be no good for pixels, until a person asks for them again.
  var hasGivenUpPixels = false
  /// What the terminal shows.
  public internal(set) var terminal: TerminalTraits
  /// How many colours the terminal has.
  public var depth: ColorDepth { terminal.depth }
  /// Which symbols the terminal has.
  public var glyphs: GlyphSet { terminal.glyphs }
  /// Whether a speed was given at the start, so that the final command line names it.
  let speedIsChosen: Bool
  /// A person's own layouts.
  public internal(set) var layouts: [LayoutPreset]
  /// The formats of files to take away.
  public let pictures: [PictureKind]
  /// The size of the screen in cells.
  public internal(set) var size: (width: Int, height: Int)
}
