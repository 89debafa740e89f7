import Configuration
import TerminalGraphics

/// The colours that a person chose: a theme, and those of the heat map in place of the theme's own.
struct Look: Hashable, Sendable {
  /// The theme.
  var theme: ThemeEntry
  /// The colours of the heat map; `nil` for the theme's.
  var colorMap: ColorMap?

  init(_ document: Document) { (theme, colorMap) = (document.theme, document.colorMap) }

  /// The colours as a terminal of a depth can show them.
  func theme(for depth: ColorDepth) -> Theme { theme.theme(for: depth, map: colorMap) }
}
