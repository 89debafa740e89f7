/// The colours of everything, by role.
public struct Theme: Hashable, Sendable {
  /// The word on the command line.
  public let id: String
  /// The ground of the screen.
  public var ground: Color?
  /// Ordinary text.
  public var text: Color?
  /// Text that is there when looked for.
  public var quiet: Color?
  /// Text and marks that must be seen.
  public var strong: Color?
  /// Borders.
  public var border: Color?
  /// The border of the panel that has the focus.
  public var focus: Color?
  /// Sliders and what is set.
  public var accent: Color?
  /// What deserves attention.
  public var warning: Color?
  /// The ground of a chosen row.
  public var selection: Color?
  /// The heat map's colours from the valley to the heights, already in steps; empty where there is no map.
  public var heat: [Color]
  /// What contour lines are blended towards.
  public var contour: Ink
  /// The colours of paths, one a run, used in turn.
  public var paths: [Color]
  /// The colours of the arrows at a head: downhill, momentum, update.
  public var arrows: [Color]
  /// The strength of a path's oldest part; the newest has 1.
  public var oldestPath: Double

  /// The style of ordinary text.
  public var textStyle: Style { Style(text, on: ground) }
  /// The style of quiet text.
  public var quietStyle: Style { Style(quiet, on: ground) }
  /// The style of text that must be seen.
  public var strongStyle: Style { Style(strong, on: ground, .bold) }
  /// The style of warnings.
  public var warningStyle: Style { Style(warning, on: ground) }
  /// The style of a border.
  public func borderStyle(isFocused: Bool) -> Style {
    // Without two colours for it, the focus is bold.
    Style(isFocused ? focus : border, on: ground, isFocused && focus == border ? .bold : [])
  }
  /// The colour of a run's path.
  public func path(_ index: Int) -> Color { paths[index % paths.count] }
}

/// Every theme there is, in the order in which a key cycles through them.
public enum ThemeCatalog {
  /// One entry a theme; the first is the one the program opens with.
  public static let all: [ThemeEntry] = [.night, .paper]

  /// The theme that the program opens with.
  public static var standard: ThemeEntry { all[0] }

  /// The theme of that identifier; `nil` where there is none.
  public static func entry(_ id: String) -> ThemeEntry? { all.first { $0.id == id } }
}

/// A theme in the catalog: one palette for each number of colours a terminal may have.
public struct ThemeEntry: Hashable, Sendable {
  /// The word on the command line.
  public let id: String
  /// One sentence.
  public let summary: String
  private let full: Theme
  private let heat256: [Color]
  private let paths16: [Color]
  private let arrows16: [Color]

  init(summary: String, full: Theme, heat256: [Int32], paths16: [Int32], arrows16: [Int32]) {
    id = full.id
    self.summary = summary
    self.full = full
    self.heat256 = heat256.map(ColorDepth.paletteColor)
    self.paths16 = paths16.map(ColorDepth.paletteColor)
    self.arrows16 = arrows16.map(ColorDepth.paletteColor)
  }

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
      theme.heat = heat256
      // Faded path colours would fall on a few muddy ones of the cube.
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
      theme.focus = nil
      theme.warning = ColorDepth.paletteColor(3)
      theme.accent = ColorDepth.paletteColor(6)
    }
    return theme
  }
}
