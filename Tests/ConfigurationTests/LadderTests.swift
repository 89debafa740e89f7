import Configuration
import PictureChecks
import TerminalGraphics
import Testing

/// One small scene — a valley, a contour, two paths with heads, a minimum — on every rung of the ladder of colours and
/// symbols, in every theme.
struct LadderTests {
  private static let rect = Rect(x: 0, y: 0, width: 20, height: 5)
  private static let projection = Projection(rect, x: 0...20, y: 0...5)

  /// The scene as it is drawn, before a terminal's limits.
  private static func scene(_ theme: Theme, _ glyphs: GlyphSet) -> Frame {
    let marker: Marker = glyphs == .unicode ? .braille : .ascii
    var canvas = Canvas(projection, ground: theme.ground)
    let top = Double(max(0, theme.heat.count - 1))
    let levels = (0..<10).flatMap { row in
      (0..<20).map { column -> UInt8 in
        let distance = abs(Double(column) - 10) / 10 * 0.6 + abs(Double(row) - 5) / 5 * 0.4
        return UInt8((distance * top).rounded())
      }
    }
    canvas.setHeat(levels, theme.map)
    func line(_ ink: Ink, _ points: [SIMD2<Double>], moves: Bool = false) {
      var layer = DotLayer(projection, marker: marker)
      layer.line(points.count, isThick: false, point: { points[$0] }, ink: { _ in ink })
      canvas.add(layer, moves: moves)
    }
    line(theme.contour, [SIMD2(1, 0.5), SIMD2(10, 1.2), SIMD2(19, 0.5)])
    for (run, start) in [SIMD2(1.0, 4.5), SIMD2(19.0, 4.5)].enumerated() {
      let symbol: Unicode.Scalar? = glyphs == .ascii ? (run == 0 ? "1" : "2") : nil
      line(Ink(theme.path(run), symbol: symbol), [start, SIMD2(10, 2.5)], moves: true)
      canvas.glyph(run == 0 ? "●" : "▲", at: start, Style(theme.path(run), on: nil))
    }
    canvas.glyph("✦", at: SIMD2(10.5, 2.5), Style(theme.strong, on: nil, .bold))
    var frame = Frame(width: 20, height: 5)
    canvas.draw(on: &frame)
    return frame
  }

  /// The scene as a terminal of that kind shows it.
  private static func shown(_ theme: Theme, _ depth: ColorDepth, _ glyphs: GlyphSet) -> Frame {
    var frame = scene(theme, glyphs)
    for row in 0..<frame.height {
      for column in 0..<frame.width {
        let cell = frame[column, row]
        var mapped = depth == .mono ? glyphs.monochrome(cell) : glyphs.cell(cell)
        func color(_ color: Color?) -> Color? {
          guard let color, let index = depth.index(of: color) else { return nil }
          return depth == .direct ? color : ColorDepth.paletteColor(index)
        }
        mapped.foreground = color(mapped.foreground)
        mapped.background = color(mapped.background)
        frame[column, row] = mapped
      }
    }
    return frame
  }

  private static let rungs = ThemeCatalog.all.flatMap { entry in
    ColorDepth.allCases.flatMap { depth in GlyphSet.allCases.map { (entry.id, depth, $0) } }
  }

  @Test(arguments: rungs)
  func everyRungShowsTheScene(_ id: String, _ depth: ColorDepth, _ glyphs: GlyphSet) throws {
    let theme = try #require(ThemeCatalog.entry(id)).theme(for: depth)
    let frame = Self.shown(theme, depth, glyphs)
    let cells = (0..<5).flatMap { row in (0..<20).map { frame[$0, row] } }
    if glyphs == .ascii { #expect(cells.allSatisfy { $0.symbol.isASCII }) }
    #expect(!cells.contains { $0.symbol == "?" })

    // Heat if there are enough colours, and none otherwise.
    let grounds = Set(cells.map(\.background))
    if depth == .direct || depth == .palette256 {
      #expect(grounds.count >= (depth == .direct ? 20 : 5) && !grounds.contains(nil))
    } else {
      #expect(grounds == [nil])
    }
    if depth == .mono { #expect(cells.allSatisfy { $0.foreground == nil }) }

    // The heads and the minimum keep their symbols, and each has its colour if there are colours.
    let heads = [frame[1, 0], frame[19, 0]]
    #expect(heads.map(\.symbol) == (glyphs == .unicode ? ["●", "▲"] : ["o", "^"]))
    #expect(frame[10, 2].symbol == (glyphs == .unicode ? "✦" : "@"))
    if depth != .mono && id != "mono" { #expect(heads[0].foreground != heads[1].foreground) }
    if depth == .direct || depth == .palette256 {
      for head in heads {
        let (front, back) = (try #require(head.foreground), try #require(head.background))
        #expect(Color.contrast(front, back) >= 3)
      }
    }
    // Without fine dots a path consists of its number.
    if glyphs == .ascii {
      #expect(cells.contains { $0.symbol == "1" } && cells.contains { $0.symbol == "2" })
    }
  }

  /// The scene in symbols: dots above blanks or half blocks, numbers in ASCII.
  @Test func theSceneInSymbols() throws {
    let theme = try #require(ThemeCatalog.entry("night"))
    func picture(_ depth: ColorDepth, _ glyphs: GlyphSet) -> String {
      Self.shown(theme.theme(for: depth), depth, glyphs).text
    }
    #expect(picture(.palette16, .unicode) == picture(.mono, .unicode))
    #expect(picture(.palette8, .ascii) == picture(.mono, .ascii))
    #expect(
      picture(.mono, .unicode) == """
         ●⢄⡀             ⣀⠤▲
           ⠈⠑⠢⠤⣀    ⢀⡠⠤⠒⠉
                ⠉⠒✦⠊⠁
               ⢀⣀⣀⣀⣀⣀
         ⠔⠒⠒⠊⠉⠉⠁     ⠉⠉⠉⠒⠒⠒⠄
        """)
    #expect(
      picture(.mono, .ascii) == """
         o11             22^
            1111     2222
                11@22
                .....
         .''''''     ''''''.
        """)
    // In ASCII a half block is a blank on a colour, so that heat and no heat have the same symbols.
    #expect(picture(.direct, .ascii) == picture(.mono, .ascii))
    #expect(picture(.direct, .unicode).contains("▀"))
  }
}
