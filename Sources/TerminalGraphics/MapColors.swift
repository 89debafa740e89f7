/// The colours of a map, level by level: its grounds, and what is drawn upon each of them.
///
/// There is one for each number of colours that a terminal may have. Whatever stands on a level takes its colour from
/// here by the level's number; nothing is mixed while drawing, so that nothing can leave the terminal's palette.
public struct MapColors: Hashable, Sendable {
  /// The ramp from the valley to the heights; empty if there is no map.
  public let grounds: [Color]
  /// The ground below a path and its head: the level's own where every path stands out from it, otherwise its hue, so dark,
  /// or in a light theme so light, that every path does.
  public let casings: [Color]
  /// Contour lines: a tint of the level, lighter in a dark theme and darker in a light one.
  public let contours: [Color]
  /// Numbers and words on the map, with a contrast of at least 4.5:1.
  public let labels: [Color]
  /// The ground of paths where it is not one of the levels, as on a solid.
  public let pathGround: PathGround

  /// The lightest ground below a path in a dark theme, as L*.
  public static let darkCasing = 20.0
  /// The darkest ground below a path in a light theme, as L*.
  public static let lightCasing = 88.0

  /// Where the colour of a line or a word on a map comes from; elsewhere it is always its own.
  public enum Tint: Hashable, Sendable {
    /// Its own, whatever is below.
    case own
    /// The level's colour for contour lines.
    case contour
    /// The level's colour for numbers and words.
    case label
  }

  /// No map.
  public static let none = MapColors([], contour: Ink(Color(0)), isDark: true, depth: .direct)

  /// The colours on a ramp.
  ///
  /// - Parameters:
  ///   - grounds: The ramp, in colours of the depth.
  ///   - contour: What contour lines are blended towards, and how far.
  ///   - isDark: Whether paths are light, as in a dark theme.
  ///   - depth: The terminal's colours.
  ///   - paths: What stands on a casing; an old path's colour is mixed with it by `oldestPath`.
  ///   - arrows: What else does.
  public init(
    _ grounds: [Color], contour: Ink, isDark: Bool, depth: ColorDepth, paths: [Color] = [],
    arrows: [Color] = [], oldestPath: Double = 1
  ) {
    self.grounds = grounds
    func seen(_ color: Color) -> Color { depth == .palette256 ? PaletteColors.shown(color) : color }
    let drawn = (paths + arrows).map(seen)
    func isSetOff(from casing: Color) -> Bool {
      (drawn + paths.map { seen(casing.blended(towards: $0, oldestPath)) }).allSatisfy {
        $0.contrast(with: casing) >= MapColors.pathContrast
      }
    }
    pathGround = PathGround(paths: drawn + paths, isDark: isDark, depth: depth)
    // A smooth ramp has more levels than these need: neighbours share a colour, which also saves output.
    func perLevel(_ grain: Int, _ color: (Color) -> Color) -> [Color] {
      let grain = grounds.count < 64 ? 1 : grain
      let some = stride(from: 0, to: grounds.count, by: grain).map { color(grounds[$0]) }
      return grounds.indices.map { some[$0 / grain] }
    }
    casings = perLevel(16) { MapColors.casing($0, isDark: isDark, depth, isSetOff) }
    contours = perLevel(4) { MapColors.tint($0, contour, isLighter: isDark, depth) }
    labels = perLevel(4) { MapColors.label($0, contour, depth) }
  }

  /// The colour of an ink on a level; `nil` if the ink has its own.
  func color(_ tint: Tint, on level: UInt8) -> Color? {
    let colors =
      switch tint {
      case .own: [Color]()
      case .contour: contours
      case .label: labels
      }
    return MapColors.color(level, of: colors)
  }

  /// The ground of a path on a level; `nil` without casings.
  func casing(_ level: UInt8) -> Color? { MapColors.color(level, of: casings) }

  /// A level's colour; one beyond the last, as from rounding, has the last one's.
  private static func color(_ level: UInt8, of colors: [Color]) -> Color? {
    level == Canvas.noLevel || colors.isEmpty ? nil : colors[min(Int(level), colors.count - 1)]
  }

  /// The contrast of graphics (WCAG 2.1, 1.4.11), and a little for rounding.
  static let pathContrast = 3.05

  /// The ground of a path on a level.
  ///
  /// A dark level, or in a light theme a light one, is changed only as far as paths need it; a bright one becomes a shadow
  /// of its own hue, so that it does not look like a frame. A grey has no hue that tells a path from the contour line below
  /// it, so it is changed visibly, if at all.
  private static func casing(
    _ ground: Color, isDark: Bool, _ depth: ColorDepth, _ isSetOff: (Color) -> Bool
  ) -> Color {
    if isSetOff(ground) { return ground }
    let lab = ground.oklab
    let isGrey = lab.chroma <= 0.02
    if depth == .palette256 {
      let end = ColorDepth.paletteColor(isDark ? 16 : 231)
      return PaletteColors.nearest(to: lab, keepsHue: !isGrey) {
        isSetOff($0) && (!isGrey || $0.oklab.distance(to: lab) >= greyStep)
      } ?? end
    }
    let own = ground.lightness
    if isDark ? own > 50 : own < 50 {
      let calm = Color(ground.oklab.withChroma(times: 0.8))
      let shadow = calm.withLightness(
        isDark ? min(darkCasing, 15 + 0.06 * own) : max(lightCasing, 90 + 0.06 * own))
      return isSetOff(shadow) ? shadow : calm.withLightness(isDark ? 8 : 98)
    }
    // The nearest lightness from which paths are set off.
    var (near, far) = (own, isDark ? 0.0 : 100)
    for _ in 0..<6 {
      let middle = (near + far) / 2
      if isSetOff(ground.withLightness(middle)) { far = middle } else { near = middle }
    }
    let casing = ground.withLightness(far)
    if !isGrey || casing.oklab.distance(to: lab) >= greyStep { return casing }
    let distant = OKLab(lightness: lab.lightness + (isDark ? -greyStep : greyStep), a: lab.a, b: lab.b)
    return Color(distant)
  }

  /// How far a grey casing is from its ground: five times a just noticeable difference, and a little for levels that share it.
  private static let greyStep = 0.12

  /// How far a line of full strength is from its ground, in the lightness of OKLab.
  private static let reach = 0.36

  /// A contour line's colour: equally far from its ground at every level, whatever that is.
  private static func tint(_ ground: Color, _ contour: Ink, isLighter: Bool, _ depth: ColorDepth) -> Color {
    let own = ground.oklab
    var tint = contour.color(on: ground).oklab
    let way = reach * contour.strength
    let isLighter = isLighter ? own.lightness + way < 1 : own.lightness - way < 0.05
    tint.lightness = own.lightness + (isLighter ? way : -way)
    guard depth == .palette256 else { return Color(tint) }
    return PaletteColors.nearest(to: tint, keepsHue: own.chroma > 0.02) {
      let contrast = $0.contrast(with: ground)
      return contrast >= 1.25 && ($0.luminance > ground.luminance) == isLighter
    } ?? Color(tint)
  }

  /// The contrast of small text (WCAG 2.1, 1.4.3), and a little for rounding.
  private static let textContrast = 4.55

  /// A number's colour: the contours' hue, as far from the ground as text has to be.
  private static func label(_ ground: Color, _ contour: Ink, _ depth: ColorDepth) -> Color {
    // Grey of this lightness has the same contrast with black as with white.
    let isLighter = ground.lightness < 49
    let end = Color(isLighter ? 0xFFFFFF : 0x000000)
    var label = ground.blended(towards: isLighter ? contour.color : end, 0.5).oklab
    while label.lightness > 0, label.lightness < 1 {
      let color = depth == .palette256 ? PaletteColors.shown(Color(label)) : Color(label)
      if color.contrast(with: ground) >= textContrast { return color }
      label.lightness += isLighter ? 0.03 : -0.03
    }
    return end
  }
}
