import TerminalGraphics
import Toml

/// A theme as its file defines it: a palette for each number of colours that a terminal may have.
public struct ThemeDefinition: Hashable, Sendable {
  /// One sentence.
  public var summary: String
  /// The author of its colours; empty if they were made for this program.
  public var source: String
  /// The theme in full colour.
  public var full: Theme
  /// The heat map's colours with 256 colours; `nil` derives them from the full ones.
  var heat256: [Color]?
  /// The paths' colours with 256 colours; `nil` takes the nearest.
  var paths256: [Color]?
  /// The paths' colours with 16.
  var paths16: [Color]
  /// The arrows' colours with 16.
  var arrows16: [Color]
  /// The problems of the file.
  public var problems: [TextProblem] = []

  /// The theme as a terminal of a depth can show it, with its own map or with the colours of another one.
  ///
  /// With 256 colours the heat map has a ramp made by hand from the colour cube, since the nearest colours of a
  /// smooth scale leave steps that are uneven and not monotone. With fewer there are symbols for its lowest bands,
  /// the terminal's own ground, and its brightest colours for the paths; without colours, only the shapes.
  public func theme(for depth: ColorDepth, map: ColorMap? = nil) -> Theme {
    var theme = full
    // A theme without a map, such as one for printing, keeps its ground free.
    let map = full.heat.isEmpty ? nil : map
    switch depth {
    case .direct:
      if let map { theme.heat = map.ramp(isDark: theme.isDark, for: depth) }
    case .palette256:
      theme.heat =
        map?.ramp(isDark: theme.isDark, for: depth) ?? heat256 ?? PaletteColors.ramp(for: full.heat)
      theme.paths = paths256 ?? full.paths
      // Faded path colours would map to a few muddy ones of the cube.
      theme.oldestPath = 1
    case .palette16, .palette8, .mono:
      if !theme.heat.isEmpty { theme.shades = ["▒", "░"] }
      theme.heat = []
      theme.ground = nil
      theme.selection = nil
      theme.text = nil
      theme.strong = nil
      theme.contour.strength = 1
      theme.oldestPath = 1
      theme.paths = paths16
      theme.arrows = arrows16
      let dim = depth == .palette16 ? ColorDepth.paletteColor(8) : nil
      theme.quiet = dim
      theme.border = dim
      // White stands for the terminal's own colour, which its ground contrasts with. The blue of eight colours does not.
      theme.contour.color = dim ?? ColorDepth.paletteColor(7)
      theme.warning = ColorDepth.paletteColor(3)
      theme.accent = ColorDepth.paletteColor(6)
      theme.focus = theme.accent
    }
    theme.map = MapColors(
      theme.heat, contour: theme.contour, isDark: full.isDark, depth: depth,
      paths: theme.paths, arrows: theme.arrows, oldestPath: theme.oldestPath)
    return theme
  }

  /// The defaults of a file without a base: black and white, and a path.
  static func bare(_ id: String) -> ThemeDefinition {
    let white = Color(0xFFFFFF)
    return ThemeDefinition(
      summary: "", source: "",
      full: Theme(
        id: id, ground: nil, text: nil, quiet: nil, strong: nil, border: nil, focus: nil, accent: nil,
        warning: nil, selection: nil, heat: [], contour: Ink(white), paths: [white],
        arrows: [white, white, white], oldestPath: 1),
      paths16: [white], arrows16: [white, white, white])
  }
}
