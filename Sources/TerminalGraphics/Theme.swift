/// The colours of everything, by role.
public struct Theme: Hashable, Sendable {
  /// The name on the command line.
  public var id: String
  /// The ground of the screen.
  public var ground: Color?
  /// Ordinary text.
  public var text: Color?
  /// Unobtrusive text.
  public var quiet: Color?
  /// Important text and marks.
  public var strong: Color?
  /// Borders.
  public var border: Color?
  /// The border of the panel that has the focus: an accent, so that the eye finds it.
  public var focus: Color?
  /// Sliders and values.
  public var accent: Color?
  /// Warnings.
  public var warning: Color?
  /// The ground of a chosen row.
  public var selection: Color?
  /// The heat map's colours from the valley to the heights, already in steps; empty if there is no map.
  public var heat: [Color]
  /// The heat map's colours with what is drawn upon each.
  public var map: MapColors
  /// Without a heat map, the symbols of its lowest bands, the valley's first; empty with one.
  public var shades: [Unicode.Scalar] = []
  /// The ink of contour lines.
  public var contour: Ink
  /// The colours of paths, one for each run, used in turn.
  public var paths: [Color]
  /// The colours of the arrows at a head: gradient, momentum, update.
  public var arrows: [Color]
  /// The strength of a path's oldest part; the newest has 1.
  public var oldestPath: Double

  /// A theme from its parts.
  public init(
    id: String, ground: Color?, text: Color?, quiet: Color?, strong: Color?, border: Color?, focus: Color?,
    accent: Color?, warning: Color?, selection: Color?, heat: [Color], contour: Ink, paths: [Color],
    arrows: [Color], oldestPath: Double
  ) {
    precondition(!paths.isEmpty && arrows.count >= 3)
    self.id = id
    self.ground = ground
    self.text = text
    self.quiet = quiet
    self.strong = strong
    self.border = border
    self.focus = focus
    self.accent = accent
    self.warning = warning
    self.selection = selection
    self.heat = heat
    map = .none
    self.contour = contour
    self.paths = paths
    self.arrows = arrows
    self.oldestPath = oldestPath
  }

  /// Whether its ground is dark; a ground that the terminal chooses counts as dark.
  public var isDark: Bool { (ground?.luminance ?? 0) < 0.3 }

  /// The style of ordinary text.
  public var textStyle: Style { Style(text, on: ground) }
  /// The style of quiet text.
  public var quietStyle: Style { Style(quiet, on: ground) }
  /// The style of important text.
  public var strongStyle: Style { Style(strong, on: ground, .bold) }
  /// The style of warnings.
  public var warningStyle: Style { Style(warning, on: ground) }
  /// The style of a border.
  ///
  /// Where the ground is the terminal's own, no colour is sure to stand out, and the focus is bold as well.
  public func borderStyle(isFocused: Bool) -> Style {
    Style(
      isFocused ? focus : border, on: ground, isFocused && (ground == nil || focus == border) ? .bold : [])
  }
  /// The colour of a run's path.
  public func path(_ index: Int) -> Color { paths[index % paths.count] }
}
