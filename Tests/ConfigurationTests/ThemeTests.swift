import Foundation
import Configuration
import PictureChecks
import TerminalGraphics
import Testing

/// Laws of every theme, in full colour and as a terminal of 256 colours shows it.
struct ThemeTests {
  /// A theme with every colour as it appears on the screen.
  struct Shown: Sendable, CustomTestStringConvertible {
    let theme: Theme
    let depth: ColorDepth
    var testDescription: String { "\(theme.id) \(depth)" }

    func color(_ color: Color?) -> Color {
      guard let color else { return Color(0) }
      guard depth == .palette256, let index = depth.index(of: color) else { return color }
      return ColorDepth.paletteColor(index)
    }
    var heat: [Color] { theme.heat.map { color($0) } }
    var paths: [Color] { theme.paths.map { color($0) } }
  }

  static let shown = ThemeCatalog.all.flatMap { entry in
    [ColorDepth.direct, .palette256].map { Shown(theme: entry.theme(for: $0), depth: $0) }
  }

  @Test func everyFileIsInACatalog() throws {
    let assets = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "assets")
    for (folder, ids) in [
      ("themes", ThemeCatalog.all.map(\.id)), ("colormaps", ColorMapCatalog.ids),
    ] {
      let files = try FileManager.default.contentsOfDirectory(atPath: assets.appending(path: folder).path())
      let named = files.filter { $0.hasSuffix(".toml") }.map { String($0.dropLast(5)) }
      #expect(!named.isEmpty)
      #expect(Set(named) == Set(ids))
    }
  }

  @Test func identifiersAreUnique() {
    #expect(Set(ThemeCatalog.all.map(\.id)).count == ThemeCatalog.all.count)
    for entry in ThemeCatalog.all {
      #expect(ThemeCatalog.entry(entry.id) == entry)
      #expect(entry.summary.hasSuffix("."))
    }
    #expect(ThemeCatalog.entry("nothing") == nil)
  }

  /// Graphics need 3:1 against their ground (WCAG 2.1, 1.4.11): on the map, that of the path's casing.
  @Test(arguments: shown)
  func pathsStandOutFromTheWholeMap(_ shown: Shown) {
    #expect(shown.theme.paths.count >= 6 && shown.theme.heat.count >= 6 && shown.theme.heat.count < 255)
    for (index, path) in shown.paths.enumerated() {
      let least = shown.theme.map.casings.map { Color.contrast(path, shown.color($0)) }.min() ?? 0
      #expect(least >= 3, "path \(index) \(String(path.hex, radix: 16)): \(least)")
      #expect(Color.contrast(path, shown.color(shown.theme.ground)) >= 3)
    }
  }

  /// From the valley to the heights the map only darkens, in both themes: the valley glows.
  ///
  /// Rounding a channel may lift a step slightly; a thousandth of white is invisible.
  @Test(arguments: shown)
  func theMapOnlyDarkens(_ shown: Shown) {
    for (a, b) in zip(shown.heat, shown.heat.dropFirst()) { #expect(b.luminance <= a.luminance + 0.001) }
    let (first, last) = (shown.heat.first?.luminance ?? 0, shown.heat.last?.luminance ?? 0)
    // The steps of the greys and of the theme of highest contrast are smaller: their paths need the room.
    #expect(first - last > 0.035)
  }

  /// A path that crosses a contour line differs from it by five times a just noticeable difference: in its colour, or
  /// since its casing differs that much from the line's ground.
  @Test(arguments: shown)
  func pathsStandOutFromContours(_ shown: Shown) {
    for (heat, tint) in zip(shown.heat, shown.theme.map.contours) {
      let contour = shown.color(tint)
      #expect(Color.contrast(contour, heat) >= 1.15)
      let level = shown.heat.firstIndex(of: heat) ?? 0
      let casing = ColorVision.normal.distance(shown.color(shown.theme.map.casings[level]), heat)
      for path in shown.paths {
        #expect(max(casing, ColorVision.normal.distance(path, contour)) >= 0.1)
      }
    }
  }

  /// The colours of a file are those that the program draws with.
  @Test(arguments: ThemeCatalog.all)
  func filesAreWithoutProblems(_ entry: ThemeEntry) {
    let definition = entry.definition
    #expect(definition.problems.isEmpty, "\(definition.problems)")
    #expect(definition.full.id == entry.id && definition.full.heat.count == 128)
    #expect(definition.summary.count <= 80)
  }

  /// The bases have no base, and define everything themselves.
  @Test func theBasesAreComplete() throws {
    for id in ["night", "paper"] {
      let theme = try #require(ThemeCatalog.entry(id)).definition.full
      let roles = [
        theme.ground, theme.text, theme.quiet, theme.strong, theme.border, theme.focus, theme.accent,
        theme.warning, theme.selection,
      ]
      #expect(roles.allSatisfy { $0 != nil } && theme.paths.count == 6 && !theme.heat.isEmpty)
    }
  }

  /// No two paths look alike.
  ///
  /// A distance of 0.02 in OKLab is just noticeable (CSS Color 4, gamut mapping); thin lines that are apart
  /// need more, and 0.05 is two and a half times that. Heads tell the runs apart as well.
  @Test(arguments: shown)
  func pathsDifferToEveryEye(_ shown: Shown) {
    // Six greys have less room; their heads differ like all others.
    let isGrey = shown.paths.allSatisfy { $0.red == $0.green && $0.green == $0.blue }
    for vision in ColorVision.allCases {
      for i in shown.paths.indices {
        for j in 0..<i {
          let distance = vision.distance(shown.paths[i], shown.paths[j])
          #expect(distance >= (vision == .normal && !isGrey ? 0.07 : 0.05), "\(i) and \(j) to \(vision)")
        }
      }
    }
  }

  @Test(arguments: shown)
  func textIsLegible(_ shown: Shown) {
    let theme = shown.theme
    let ground = shown.color(theme.ground)
    #expect(Color.contrast(shown.color(theme.text), ground) >= 7)
    #expect(Color.contrast(shown.color(theme.strong), ground) >= 7)
    #expect(Color.contrast(shown.color(theme.quiet), ground) >= 4.5)
    #expect(Color.contrast(shown.color(theme.warning), ground) >= 4.5)
    #expect(Color.contrast(shown.color(theme.accent), ground) >= 4.5)
    // The chosen row.
    #expect(Color.contrast(shown.color(theme.text), shown.color(theme.selection)) >= 7)
    #expect(Color.contrast(shown.color(theme.selection), ground) > 1.05)
    #expect(
      Color.contrast(shown.color(theme.focus), ground) > Color.contrast(shown.color(theme.border), ground))
  }

  /// The border of the panel in focus is a graphic that must be seen (WCAG 2.1, 1.4.11), and unlike the others.
  @Test(arguments: shown)
  func theFocusStandsOut(_ shown: Shown) {
    let (focus, border) = (shown.color(shown.theme.focus), shown.color(shown.theme.border))
    #expect(Color.contrast(focus, shown.color(shown.theme.ground)) >= 3)
    #expect(Color.contrast(focus, border) >= 1.8 && ColorVision.normal.distance(focus, border) >= 0.1)
  }

  /// On the terminal's own ground no colour is sure to stand out: there the border is heavy, too.
  @Test func theFocusIsHeavyWithFewColors() {
    for entry in ThemeCatalog.all {
      for depth in ColorDepth.allCases {
        let theme = entry.theme(for: depth)
        let (focused, other) = (theme.borderStyle(isFocused: true), theme.borderStyle(isFocused: false))
        #expect(focused.attributes.contains(.bold) == (theme.ground == nil), "\(entry.id) \(depth)")
        #expect(focused.foreground != other.foreground && !other.attributes.contains(.bold))
      }
    }
  }

  @Test func anAccentIsTheFocusUnlessThatIsNamed() {
    func focus(_ text: String) -> Color? {
      ThemeEntry("mine", file: "mine.toml", text: Array(text.utf8), isListed: true).theme(for: .direct).focus
    }
    #expect(focus("accent = '#ff0000'") == Color(0xFF0000))
    #expect(focus("focus = '#00ff00'\naccent = '#ff0000'") == Color(0x00FF00))
    #expect(focus("") == ThemeCatalog.standard.theme(for: .direct).focus)
  }

  @Test func fewColorsLeaveTheTerminalsOwn() {
    for entry in ThemeCatalog.all {
      for depth in [ColorDepth.palette16, .palette8, .mono] {
        let theme = entry.theme(for: depth)
        #expect(theme.heat.isEmpty && theme.ground == nil && theme.text == nil && theme.selection == nil)
        #expect(theme.oldestPath == 1 && theme.contour.strength == 1)
      }
      let paths = entry.theme(for: .palette16).paths.map { ColorDepth.palette16.index(of: $0) }
      #expect(paths.count >= 6 && (Set(paths).count == paths.count || entry.id == "mono"))
    }
  }

  @Test func pathColorsAreTakenInTurn() {
    let theme = ThemeCatalog.standard.theme(for: .direct)
    for run in 0..<30 { #expect(theme.path(run) == theme.paths[run % theme.paths.count]) }
  }
}
