/// How dark, or in a light theme how light, the ground of a path has to be, and a ground's nearest colour that is.
///
/// On a map this is worked out level by level; a solid's colours are as many as its slopes, so there it is a rule.
public struct PathGround: Hashable, Sendable {
  /// The luminance that a ground may have at most, or in a light theme at least.
  private let limit: Double
  private let isDark: Bool
  private let hasPalette: Bool

  /// Every ground is left as it is.
  public static let any = PathGround(paths: [], isDark: true, depth: .direct)

  /// The ground of paths.
  ///
  /// - Parameters:
  ///   - paths: What is drawn on it.
  ///   - isDark: Whether the ground is darker than the paths.
  public init(paths: [Color], isDark: Bool, depth: ColorDepth) {
    self.isDark = isDark
    hasPalette = depth == .palette256
    // The contrast of WCAG 2.1 is (a + 0.05) / (b + 0.05) for luminances a > b.
    let ratio = MapColors.pathContrast
    let luminance = paths.map(\.luminance)
    if isDark {
      limit = luminance.min().map { max(0, ($0 + 0.05) / ratio - 0.05) } ?? 1
    } else {
      limit = luminance.max().map { min(1, ($0 + 0.05) * ratio - 0.05) } ?? 0
    }
  }

  /// The ground itself if paths stand out from it, otherwise its hue, as dark or as light as needed.
  public func color(below ground: Color) -> Color {
    func isSetOff(_ color: Color) -> Bool { isDark ? color.luminance <= limit : color.luminance >= limit }
    if isSetOff(hasPalette ? PaletteColors.shown(ground) : ground) { return ground }
    let lab = ground.oklab
    if hasPalette {
      let end = ColorDepth.paletteColor(isDark ? 16 : 231)
      return PaletteColors.nearest(to: lab, keepsHue: lab.chroma > 0.02, where: isSetOff) ?? end
    }
    var (near, far) = (lab.lightness, isDark ? 0.0 : 1)
    for _ in 0..<7 {
      let middle = (near + far) / 2
      if isSetOff(Color(OKLab(lightness: middle, a: lab.a, b: lab.b))) { far = middle } else { near = middle }
    }
    return Color(OKLab(lightness: far, a: lab.a, b: lab.b))
  }
}
