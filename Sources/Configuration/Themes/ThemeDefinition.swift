import TerminalGraphics

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

  /// The theme as a terminal of a depth can show it.
  ///
  /// With 256 colours the heat map has a ramp made by hand from the colour cube, since the nearest colours of a
  /// smooth scale leave steps that are uneven and not monotone. With fewer there is no map, the terminal's own ground,
  /// and its brightest colours for the paths; without colours, only the shapes.
  public func theme(for depth: ColorDepth) -> Theme {
    var theme = full
    switch depth {
    case .direct: break
    case .palette256:
      theme.heat = heat256 ?? PaletteRamp.derived(from: full.heat)
      theme.paths = paths256 ?? full.paths
      // Faded path colours would map to a few muddy ones of the cube.
      theme.oldestPath = 1
    case .palette16, .palette8, .mono:
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
      theme.contour.color = dim ?? ColorDepth.paletteColor(4)
      theme.warning = ColorDepth.paletteColor(3)
      theme.accent = ColorDepth.paletteColor(6)
      theme.focus = theme.accent
    }
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

/// A heat map's ramp in the colours of xterm's cube, for themes without one made by hand.
enum PaletteRamp {
  /// The nearest colours of a ramp, each once, and only those that continue its direction of luminance.
  static func derived(from heat: [Color]) -> [Color] {
    guard let first = heat.first, let last = heat.last else { return [] }
    let falls = last.luminance < first.luminance
    var ramp: [Color] = []
    for color in heat {
      guard let index = ColorDepth.palette256.index(of: color) else { continue }
      let near = ColorDepth.paletteColor(index)
      guard let previous = ramp.last else {
        ramp.append(near)
        continue
      }
      if falls ? near.luminance < previous.luminance : near.luminance > previous.luminance {
        ramp.append(near)
      }
    }
    return ramp
  }
}
