import Configuration
import PictureChecks
import TerminalGraphics
import Testing

/// Laws of the colours of heights: of every theme, with its own map and with every other, in full colour and in 256.
struct RampTests {
  /// A map of a theme as it appears on the screen.
  struct Shown: Sendable, CustomTestStringConvertible {
    let theme: Theme
    let word: String
    let depth: ColorDepth
    var testDescription: String { "\(theme.id) \(word) \(depth)" }

    init(_ entry: ThemeEntry, _ word: String, _ depth: ColorDepth) {
      (self.word, self.depth) = (word, depth)
      theme = entry.theme(for: depth, map: ColorMapCatalog.map(word))
    }

    func color(_ color: Color) -> Color {
      guard depth == .palette256, let index = depth.index(of: color) else { return color }
      return ColorDepth.paletteColor(index)
    }
    /// Whether it is a scale of greys.
    var isGrey: Bool { theme.id == "mono" && word == "theme" || word == "grey" }
    var grounds: [Color] { theme.map.grounds.map(color) }
  }

  static let shown = ThemeCatalog.all.flatMap { entry in
    ColorMapCatalog.words.flatMap { word in
      [ColorDepth.direct, .palette256].map { Shown(entry, word, $0) }
    }
  }

  static func hasHue(_ color: Color) -> Bool { color.red != color.green || color.green != color.blue }

  /// From the valley to the heights the lightness only falls, and widely: what is read from it is the height.
  @Test(arguments: shown)
  func lightnessOnlyFalls(_ shown: Shown) throws {
    let lightness = shown.grounds.map(\.lightness)
    for (high, low) in zip(lightness, lightness.dropFirst()) {
      // Rounding a channel may lift a step of a fine ramp, invisibly.
      #expect(shown.depth == .palette256 ? low < high - 0.5 : low < high + 0.4, "\(high), \(low)")
    }
    let (valley, heights) = (try #require(lightness.first), try #require(lightness.last))
    // A dark theme's own map is dark throughout, so that paths need no casing; the others are bright.
    let isDim =
      shown.theme.isDark && shown.theme.id != "mono" && shown.word == "theme" && shown.depth == .direct
    #expect(valley - heights >= (isDim || !shown.theme.isDark ? 27 : 40))
    #expect(
      isDim ? valley >= 40 && valley <= 46 : shown.theme.isDark ? valley >= 45 && valley <= 83 : valley >= 85)
  }

  /// A map with a hue has it in 256 colours too: no grey of the cube, none of the grey ramp, and never one of the sixteen
  /// colours that people choose themselves.
  @Test(arguments: shown.filter { $0.depth == .palette256 })
  func theCubeHasHues(_ shown: Shown) throws {
    #expect(shown.grounds == shown.theme.map.grounds)
    for color in shown.grounds + shown.theme.map.contours {
      let index = try #require(ColorDepth.palette256.index(of: color))
      #expect(index >= 16)
      if !shown.isGrey { #expect(index < 232 && RampTests.hasHue(color), "\(index)") }
    }
    #expect(shown.grounds.count >= 5 && Set(shown.grounds).count == shown.grounds.count)
  }

  /// A colour with a hue, mixed with another of the map, keeps a hue on a terminal of 256 colours.
  @Test(arguments: shown.filter { $0.depth == .palette256 && !$0.isGrey })
  func mixturesKeepTheirHue(_ shown: Shown) {
    let map = shown.theme.map
    for (ground, contour) in zip(map.grounds, map.contours) {
      for share in [0.25, 0.5, 0.75] {
        let mixture = ground.blended(towards: contour, share)
        if mixture.oklab.chroma >= 0.08 { #expect(RampTests.hasHue(shown.color(mixture))) }
      }
    }
  }

  /// Graphics need 3:1 against their ground (WCAG 2.1, 1.4.11): paths, old and new, and arrows.
  ///
  /// Where the map itself gives it, their ground is the map; a bright map has a shadow there.
  @Test(arguments: shown)
  func pathsStandOutFromTheirCasing(_ shown: Shown) {
    let theme = shown.theme
    #expect(theme.map.casings.count == theme.map.grounds.count)
    for (ground, casing) in Set(zip(theme.map.grounds, theme.map.casings).map { [$0, $1] }).map({
      ($0[0], $0[1])
    }) {
      let seen = shown.color(casing)
      for path in theme.paths + theme.arrows {
        #expect(Color.contrast(shown.color(path), seen) >= 3, "\(path.css) on \(casing.css)")
      }
      for path in theme.paths {
        let old = casing.blended(towards: path, theme.oldestPath)
        #expect(Color.contrast(shown.color(old), seen) >= 3, "old \(path.css) on \(casing.css)")
      }
      guard shown.depth == .direct else { continue }
      if theme.isDark, ground.lightness > 56 { #expect(casing.lightness <= MapColors.darkCasing + 0.5) }
      if !theme.isDark, ground.lightness < 44 { #expect(casing.lightness >= MapColors.lightCasing - 0.5) }
    }
  }

  /// On a solid every shade of the map becomes a ground from which paths stand out, and one that does already stays.
  @Test(arguments: shown)
  func pathsStandOutFromASolid(_ shown: Shown) {
    let theme = shown.theme
    for shade in ShadedRamp(theme.heat, ground: theme.ground, light: theme.contour.color).all {
      let ground = theme.map.pathGround.color(below: shade)
      let contrast = theme.paths.map { Color.contrast(shown.color($0), shown.color(ground)) }.min() ?? 0
      #expect(contrast >= 3, "\(ground.css) for \(shade.css)")
      #expect(theme.map.pathGround.color(below: ground) == ground)
    }
  }

  /// Contour lines are there and no more: visible on every level, and quieter than what is raced.
  @Test(arguments: shown)
  func contoursAreQuiet(_ shown: Shown) {
    let map = shown.theme.map
    for (ground, contour) in zip(map.grounds, map.contours) {
      let contrast = Color.contrast(shown.color(ground), shown.color(contour))
      #expect(
        contrast >= 1.2 && contrast <= (shown.depth == .direct ? 2.2 : 3.6), "on \(ground.css): \(contrast)")
    }
  }

  /// Small text needs 4.5:1 (WCAG 2.1, 1.4.3).
  @Test(arguments: shown)
  func numbersAreLegible(_ shown: Shown) {
    let map = shown.theme.map
    // What stands on a fine ramp stands on every fourth level.
    for (level, (ground, label)) in zip(map.grounds, map.labels).enumerated()
    where map.grounds.count < 64 || level.isMultiple(of: 4) {
      let contrast = Color.contrast(shown.color(ground), shown.color(label))
      #expect(contrast >= 4.5, "\(label.css) on \(ground.css): \(contrast)")
    }
  }

  /// A theme of one's own without a ramp for 256 colours gets one by rule: of the cube's hues, each darker than the last,
  /// near to the theme's colours.
  @Test(arguments: ThemeCatalog.all.filter { $0.id != "mono" })
  func aRampIsDerived(_ entry: ThemeEntry) throws {
    let full = entry.theme(for: .direct).heat
    let ramp = PaletteColors.ramp(for: full)
    #expect(ramp.count >= 5 && ramp.allSatisfy(RampTests.hasHue))
    for (high, low) in zip(ramp, ramp.dropFirst()) { #expect(low.lightness < high.lightness - 2) }
    for color in ramp {
      let index = try #require(ColorDepth.palette256.index(of: color))
      #expect((16..<232).contains(index))
      let nearest = full.map { ColorVision.normal.distance($0, color) }.min() ?? 1
      #expect(nearest < 0.2, "\(color.css)")
    }
  }

  @Test func lightnessIsTheStandards() {
    #expect(abs(Color(0xFFFFFF).lightness - 100) < 1e-6 && Color(0).lightness == 0)
    #expect(abs(Color(0x777777).lightness - 50.03) < 0.01)
    // The well-known values of the primaries.
    #expect(abs(Color(0xFF0000).lightness - 53.24) < 0.01 && abs(Color(0x0000FF).lightness - 32.30) < 0.01)
    let red = Color(0xFF0000).oklab
    #expect(abs(red.lightness - 0.62796) < 1e-4 && abs(red.a - 0.22486) < 1e-4 && abs(red.b - 0.12585) < 1e-4)
    for hex: UInt32 in [0, 0x123456, 0xFF8800, 0x7F7F7F, 0xFFFFFF, 0x00FF7F, 0x010203] {
      #expect(Color(Color(hex).oklab) == Color(hex))
    }
    #expect(abs(Color(0x3366CC).withLightness(20).lightness - 20) < 0.6)
  }
}
